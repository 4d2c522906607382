/** The lines of one run as one group of a CI log. What a page says stands inside our lines: none of them opens or ends a group. */
import { clean } from '../core/clean.ts';

export type Group = (
  run: { id: string; title: string; startedAt: Date; endedAt: Date },
  lines: readonly string[],
) => string[];

/** GitHub Actions. */
export const githubGroup: Group = ({ title }, lines) => [
  `::group::${clean(title, 300).replaceAll('%', '%25')}`,
  ...lines,
  '::endgroup::',
];

const CLEAR = '\u001b[0K';

/** GitLab CI, folded at first. */
export const gitlabGroup: Group = ({ id, title, startedAt, endedAt }, lines) => {
  const name = `uitest-${id.replaceAll(/[^\w.-]/g, '-')}`;
  const at = (time: Date) => Math.floor(time.getTime() / 1000);
  return [
    `${CLEAR}section_start:${at(startedAt)}:${name}[collapsed=true]\r${CLEAR}${clean(title, 300)}`,
    ...lines,
    `${CLEAR}section_end:${at(endedAt)}:${name}\r${CLEAR}`,
  ];
};
