/** Deletes the folders of older runs, and nothing that is not a folder of a run of ours. */
import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { clean } from '../core/clean.ts';
import { messageOf, UitestError } from '../core/error.ts';
import { readStart } from '../journal/read.ts';
import { JOURNAL_FILE } from '../journal/write.ts';
import { plural } from '../report/amounts.ts';
import { listedRun } from '../runner/summaryFile.ts';
import { writeIndex } from '../runner/writeIndex.ts';
import { megabytes } from './megabytes.ts';
import { planPrune, type PrunableRun } from './prunePlan.ts';

interface FoundRun extends PrunableRun {
  /** For people. */
  words: string;
}

/** Returns the exit code. Throws `usage.invalid` before anything is deleted. */
export function pruneCommand({
  keep: given,
  perScenario,
  dryRun,
  outDir,
}: {
  keep: string;
  perScenario: boolean;
  dryRun: boolean;
  outDir: string;
}): number {
  const keep = Number(given);
  if (!/^\d+$/.test(given) || !Number.isSafeInteger(keep) || keep < 1)
    throw new UitestError(
      'usage.invalid',
      `expected a whole number of at least 1 after --keep, found ${JSON.stringify(given)}. To delete all runs, delete ${outDir}`,
    );
  if (!lstatSync(outDir, { throwIfNoEntry: false }))
    throw new UitestError('usage.invalid', `expected a folder of runs, found no ${outDir}: give it with --out`);
  const { remove, spared, kept } = planPrune(
    readdirSync(outDir).flatMap((name) => runIn(path.join(outDir, name))),
    keep,
    perScenario,
  );

  let deleted = 0;
  let bytes = 0;
  for (const { dir, words } of remove) {
    try {
      const size = bytesIn(dir);
      if (!dryRun) rmSync(dir, { recursive: true });
      deleted++;
      bytes += size;
      say(`${dryRun ? 'would delete' : 'deleted'} ${words} · ${megabytes(size)}`);
    } catch (error) {
      process.stderr.write(`could not delete ${clean(dir, 300)}: ${clean(messageOf(error), 300)}\n`);
    }
  }
  for (const { run, why } of spared) say(`kept ${run.words}: ${why}`);
  say(`${plural(deleted, 'run')} ${dryRun ? 'to delete' : 'deleted'}, ${megabytes(bytes)}; ${kept} kept`);
  if (!dryRun && deleted > 0) writeIndex(outDir);
  return deleted === remove.length ? 0 : 4;
}

/** None where it is no folder of a run: a link, a file, or without a journal that begins as ours do. */
function runIn(dir: string): FoundRun[] {
  try {
    if (!lstatSync(dir).isDirectory() || !lstatSync(path.join(dir, JOURNAL_FILE)).isFile()) return [];
    const start = readStart(dir);
    if (!start) return [];
    const { status, spec, going } = stateOf(dir);
    const { file, name } = start.scenario;
    return [
      {
        dir,
        startedAt: start.startedAt,
        file,
        scenarioExists: existsSync(file),
        passed: status === 'passed',
        verified: spec === 'verified',
        going,
        words: `${clean(path.basename(dir), 120)} · ${status} · ${clean(name, 120)}`,
      },
    ];
  } catch {
    return []; // What cannot be looked at is not deleted.
  }
}

function stateOf(dir: string): { status: string; spec?: string; going: boolean } {
  try {
    const { run, going } = listedRun(dir);
    return { status: run.status, spec: run.spec, going };
  } catch {
    return { status: 'damaged', going: false };
  }
}

/** Links count as themselves. */
function bytesIn(entry: string): number {
  const stats = lstatSync(entry);
  if (!stats.isDirectory()) return stats.size;
  return readdirSync(entry).reduce((sum, name) => sum + bytesIn(path.join(entry, name)), 0);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
