/** `reports/index.html`: all runs of a folder, read from their journals. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readRun } from '../journal/read.ts';
import { JOURNAL_FILE } from '../journal/write.ts';
import { renderIndex } from '../report/renderIndex.ts';
import { summaryOf } from '../report/summary.ts';
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

/** A run whose journal cannot be read is left out: its own report says why. */
export function writeIndex(outDir: string): string {
  const entries = runFolders(outDir).flatMap((dir) => {
    try {
      return [{ ...summaryOf(readRun(dir)), href: `${encodeURIComponent(path.basename(dir))}/index.html` }];
    } catch {
      return [];
    }
  });
  const file = path.join(outDir, 'index.html');
  writeWhole(file, renderIndex(entries));
  return file;
}
