import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { readRun } from '../journal/read.ts';
import type { Run } from '../journal/run.ts';
import { specStateOf } from '../report/summary.ts';
import { specName } from '../runner/finishRun.ts';
import { placeSpec } from '../runner/placeSpec.ts';
import { runFolder } from '../runner/runFolder.ts';
import { runFolders } from '../runner/writeIndex.ts';
import { writeWhole } from '../runner/writeWhole.ts';

interface Export {
  from: string;
  out: string;
  runs: string;
  force: boolean;
}

/** Copies the spec of a passed run. Never over a file with other content, unless `force`. */
export function exportCommand({ from, out, runs, force }: Export): void {
  const dir = folderFor(from, path.resolve(runs));
  const run = readRun(dir);
  const source = path.join(dir, specName(run.scenario.file));
  if (run.outcome?.status !== 'passed' || !existsSync(source))
    throw new UitestError(
      'usage.invalid',
      `expected a passed run with a spec, found ${run.outcome?.status ?? 'one that died'} in ${dir}`,
    );
  if (!isVerified(run) && !force)
    throw new UitestError(
      'usage.invalid',
      `the spec of ${dir} is not verified: ${run.proof?.message ?? 'nobody ran it again'}. --force takes it all the same`,
    );
  const target = path.join(path.resolve(out), path.basename(source));
  const text = placeSpec(readFileSync(source, 'utf8'), dir, path.dirname(target));
  if (existsSync(target) && !force) {
    const there = readFileSync(target, 'utf8');
    if (there !== text)
      throw new UitestError(
        'usage.invalid',
        `${target} is there with other content:\n${firstDifference(there, text)}\n--force overwrites it`,
      );
  }
  writeWhole(target, text);
  process.stdout.write(`${target}\n`);
}

function isVerified(run: Run): boolean {
  return specStateOf(run) === 'verified';
}

/** A scenario stands for its newest verified run; without one, for its newest passed run. */
function folderFor(from: string, runs: string): string {
  if (!/\.ya?ml$/i.test(from)) return runFolder(from, runs);
  const file = path.resolve(from);
  const passed = runFolders(runs)
    .flatMap(readable)
    .filter((run) => run.scenario.file === file && run.outcome?.status === 'passed');
  const found = passed.find(isVerified) ?? passed[0];
  if (found !== undefined) return found.dir;
  throw new UitestError('usage.invalid', `expected a passed run of ${file} in ${runs}, found none: run it first`);
}

/** A damaged journal of another run is no reason to refuse this one. */
function readable(dir: string): Run[] {
  try {
    return [readRun(dir)];
  } catch {
    return [];
  }
}

/** The first lines that differ, as a diff shows them. */
function firstDifference(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const at = now.findIndex((line, index) => line !== old[index]);
  const from = at === -1 ? now.length : at;
  return [
    `@@ line ${from + 1} @@`,
    ...old.slice(from, from + 3).map((line) => `- ${line}`),
    ...now.slice(from, from + 3).map((line) => `+ ${line}`),
  ].join('\n');
}
