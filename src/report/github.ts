/** Annotations that GitHub puts beside the lines of a scenario. */
import { clean } from '../core/clean.ts';
import type { Location } from '../core/scenario.ts';
import type { Run } from '../journal/run.ts';
import { plural } from './amounts.ts';
import { unprovenSteps } from './evidence.ts';
import { problemOf } from './problem.ts';
import { relativePath } from './relativePath.ts';
import type { NotBegun, Written } from './results.ts';

const LEVELS = ['error', 'warning', 'notice'] as const;

interface Annotation {
  level: (typeof LEVELS)[number];
  /** Cleaned, as the message, whose lines are told apart by `\n`. */
  title: string;
  message: string;
  at?: Location;
  /** The lowest stands first within its level. */
  rank: number;
}

/**
 * What makes GitHub show asterisks wherever the value would stand in the log. We print no value anyway; this is for what others
 * print, a server or a tool of the scenario. A line of the value at a time, for the log is read line by line.
 */
export function maskLines(value: string): string[] {
  const lines = value.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return [...new Set(lines)].map((line) => `::add-mask::${escapeData(line)}`);
}

/** GitHub shows that many of a level for each step of a job and drops the rest unseen. */
const SHOWN = 10;

/** The most serious first. `root`: the folder of the checkout, to which GitHub wants the file names relative. */
export function githubLines({ runs, notBegun }: Pick<Written, 'runs' | 'notBegun'>, root?: string): string[] {
  const all = [...notBegun.map(annotationOf), ...runs.flatMap(({ run }) => annotationsOf(run))];
  return LEVELS.flatMap((level) => {
    const own = all.filter((each) => each.level === level).sort((a, b) => a.rank - b.rank);
    if (own.length <= SHOWN) return own.map((each) => command(each, root));
    const more = own.length - SHOWN + 1;
    return [...own.slice(0, SHOWN - 1), rest(level, more)].map((each) => command(each, root));
  });
}

function annotationsOf(run: Run): Annotation[] {
  const { file } = run.scenario;
  const name = clean(run.scenario.name, 90);
  const at: Location = { file, line: 1, column: 1 };
  const all: Annotation[] = [];
  const problem = problemOf(run);
  if (problem) {
    const { title, message, expected, found, location, rank } = problem;
    const against =
      expected === undefined ? '' : `\nexpected: ${clean(expected, 400)}\nfound: ${clean(found ?? '', 400)}`;
    all.push({
      level: 'error',
      title: `${name}: ${title}`,
      message: clean(message, 600) + against,
      at: location,
      rank,
    });
  }
  for (const { instance } of unprovenSteps(run))
    all.push({
      level: 'warning',
      title: `${name}: vacuous expectation`,
      message: 'What was verified held already before the actions that it is to prove.',
      at: instance.step.location,
      rank: 0,
    });
  for (const drift of run.drifts) {
    const step = run.steps.find(({ instance }) => instance.id === drift.stepId);
    all.push({
      level: 'warning',
      title: `${name}: drift`,
      message: clean(drift.message, 600),
      at: step?.instance.step.location ?? at,
      rank: 1,
    });
  }
  if (run.mode === 'healed' && !(problem && problem.type !== 'spec.unverified'))
    all.push({
      level: 'notice',
      title: `${name}: healed`,
      message: 'The recording was healed: review and commit its diff.',
      at,
      rank: 0,
    });
  return all;
}

function annotationOf({ scenario, file, message }: NotBegun): Annotation {
  const at: Location = { file, line: 1, column: 1 };
  return { level: 'error', title: `${clean(scenario, 90)}: not begun`, message: clean(message, 600), at, rank: -1 };
}

function rest(level: Annotation['level'], more: number): Annotation {
  const message = `${plural(more, `more ${level}`)}: the reports have them all (GitHub shows ${SHOWN} of a level for each step).`;
  return { level, title: 'uitest', message, rank: 0 };
}

function command({ level, title, message, at }: Annotation, root: string | undefined): string {
  const properties = {
    ...(at ? { file: clean(relativePath(at.file, root), 300), line: String(at.line), col: String(at.column) } : {}),
    title,
  };
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${level} ${list.join(',')}::${escapeData(message)}`;
}

/** As GitHub's own toolkit escapes them. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
