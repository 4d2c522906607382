/** Which runs are exported: those that are named, or the newest passed ones of the scenarios that are. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { readRun } from '../journal/read.ts';
import type { Run } from '../journal/run.ts';
import { specStateOf } from '../report/summary.ts';
import { specName } from '../runner/finishRun.ts';
import { runFolder } from '../runner/runFolder.ts';
import { listedRun, type ListedRun } from '../runner/summaryFile.ts';
import { runFolders } from '../runner/writeIndex.ts';

export interface Source {
  run: Run;
  /** Absolute path of the spec beside the run's report. */
  specFile: string;
}

/** Throws `usage.invalid` for a run that did not pass, and, unless `force`, for a spec that is not verified. */
export function sourceOf(from: string, runs: string, force: boolean): Source {
  const dir = folderFor(from, runs);
  const run = readRun(dir);
  const specFile = path.join(dir, specName(run.scenario.file));
  if (run.outcome?.status !== 'passed' || !existsSync(specFile))
    throw new UitestError(
      'usage.invalid',
      `expected a passed run with a spec, found ${run.outcome?.status ?? 'one that died'} in ${dir}`,
    );
  if (specStateOf(run) !== 'verified' && !force)
    throw new UitestError(
      'usage.invalid',
      `the spec of ${dir} is not verified: ${run.proof?.message ?? 'nobody ran it again'}. --force takes it all the same`,
    );
  return { run, specFile };
}

/** A scenario stands for its newest verified run; without one, for its newest passed run. */
function folderFor(from: string, runs: string): string {
  if (!/\.ya?ml$/i.test(from)) return runFolder(from, runs);
  const file = path.resolve(from);
  const passed = runFolders(runs)
    .flatMap(listed)
    .filter(({ run }) => run.file === file && run.status === 'passed');
  const found = passed.find(({ run }) => run.spec === 'verified') ?? passed[0];
  if (found !== undefined) return found.dir;
  throw new UitestError('usage.invalid', `expected a passed run of ${file} in ${runs}, found none: run it first`);
}

/** A damaged journal of another run is no reason to refuse this one. */
function listed(dir: string): { dir: string; run: ListedRun }[] {
  try {
    return [{ dir, run: listedRun(dir).run }];
  } catch {
    return [];
  }
}
