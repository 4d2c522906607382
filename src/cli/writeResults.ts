/** Everything that is written after the runs, for CI and other programs, in one place: JUnit, GitHub's lines and summary, results.json. */
import { appendFileSync, existsSync, realpathSync, statSync } from 'node:fs';
import { messageOf } from '../core/error.ts';
import { githubLines } from '../report/github.ts';
import { MAX_SUMMARY_BYTES, renderJobSummary } from '../report/jobSummary.ts';
import { renderJunit } from '../report/junit.ts';
import { insideOf } from '../report/relativePath.ts';
import { resultsOf, type Written } from '../report/results.ts';
import { writeWhole } from '../runner/writeWhole.ts';
import type { Reporters } from './reporters.ts';

export interface Surroundings {
  /** The folder in which uitest was started. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** One line of standard output. */
  print(line: string): void;
  /** One line of standard error. */
  warn(line: string): void;
}

/** Resolves to the exit code: results that were asked for and could not be written are an error, whatever the runs came to. */
export function writeResults(written: Written, reporters: Reporters, surroundings: Surroundings): number {
  const { json, junit, github } = reporters;
  const { print, warn } = surroundings;
  const root = checkoutOf(surroundings);
  let { exitCode } = written;
  const write = (name: string, file: string | undefined, render: () => string): void => {
    if (file === undefined) return;
    try {
      writeWhole(file, render());
    } catch (error) {
      warn(`uitest: --reporter ${name}: expected a file that can be written, found ${file}: ${messageOf(error)}`);
      if (exitCode !== 130) exitCode = 4;
    }
  };
  write('junit', junit, () => renderJunit(written, root));
  if (github) {
    for (const line of githubLines(written, root)) print(line);
    appendSummary(written, root, surroundings);
  }
  write('json', json, () => `${JSON.stringify(resultsOf({ ...written, exitCode }), undefined, 2)}\n`);
  return exitCode;
}

/** GitHub names the file in the environment; elsewhere there is none. It is a view of what is written anyway, so nothing fails with it. */
function appendSummary(written: Written, root: string, { env, warn }: Surroundings): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  const runUrl = runUrlOf(env);
  try {
    const there = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    const text = renderJobSummary(written, { root, ...(runUrl ? { runUrl } : {}) }, MAX_SUMMARY_BYTES - there - 1);
    // What an earlier command left may end in the middle of a paragraph.
    if (text !== '') appendFileSync(file, there > 0 ? `\n${text}` : text);
    else warn('uitest: no job summary: what earlier commands wrote fills it');
  } catch (error) {
    warn(`uitest: no job summary, GITHUB_STEP_SUMMARY cannot be written: ${messageOf(error)}`);
  }
}

/** What GitHub, GitLab and Jenkins call the folder of the checkout: they want the names of files relative to it, wherever in it we run. */
const CHECKOUTS = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'WORKSPACE'];

function checkoutOf({ cwd, env }: Surroundings): string {
  const folders = CHECKOUTS.map((name) => env[name] ?? '').filter((folder) => existsSync(folder));
  return folders.map((folder) => realpathSync(folder)).find((folder) => insideOf(cwd, folder) !== undefined) ?? cwd;
}

function runUrlOf(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: id = '' } = env;
  const known = /^https:\/\/[\w.:-]+$/.test(server) && /^[\w.-]+\/[\w.-]+$/.test(repository) && /^\d+$/.test(id);
  return known ? `${server}/${repository}/actions/runs/${id}` : undefined;
}
