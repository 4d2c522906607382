/** `reports/index.html`: all runs of a folder. */
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { JOURNAL_FILE } from '../journal/write.ts';
import type { IndexEntry } from '../report/indexEntry.ts';
import { renderIndex } from '../report/renderIndex.ts';
import { listedRun, SUMMARY_FILE } from './summaryFile.ts';
import { writeWhole } from './writeWhole.ts';

/** Newest first; the run's folder names sort by time. */
export function runFolders(outDir: string): string[] {
  if (!existsSync(outDir)) return [];
  return readdirSync(outDir)
    .filter((name) => existsSync(path.join(outDir, name, JOURNAL_FILE)))
    .sort()
    .reverse()
    .map((name) => path.join(outDir, name));
}

/** More than so many commands do not end in the same moment. */
const MAX_ROUNDS = 5;

/**
 * Written again when another run ended while it was being written: of two commands that end at once each may have read the
 * folder before the other's run was there, and whoever writes last must have both.
 */
export function writeIndex(outDir: string): string {
  const file = path.join(outDir, 'index.html');
  let before: string;
  let round = 0;
  do {
    // Before it is read. What reading writes down itself costs one more round, once.
    before = endedRuns(outDir);
    writeWhole(file, renderIndex(runFolders(outDir).flatMap(entryOf)));
  } while (++round < MAX_ROUNDS && endedRuns(outDir) !== before);
  return file;
}

/** A run whose journal cannot be read is left out: its own report says why. */
function entryOf(dir: string): IndexEntry[] {
  try {
    return [{ ...listedRun(dir).run, href: `${encodeURIComponent(path.basename(dir))}/index.html` }];
  } catch {
    return [];
  }
}

/** Differs when a run has ended or is gone. A run that is going on changes all the time, and its own command writes the index. */
function endedRuns(outDir: string): string {
  return runFolders(outDir)
    .map((dir) => {
      const stats = lstatSync(path.join(dir, SUMMARY_FILE), { throwIfNoEntry: false });
      return `${dir} ${stats ? `${stats.size} ${stats.mtimeMs} ${stats.ino}` : '-'}`;
    })
    .join('\n');
}
