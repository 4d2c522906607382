/** The report is a pure function of the journal, so it can be made again for any run, also for one that died. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readRun } from '../journal/read.ts';
import type { Run } from '../journal/run.ts';
import { renderReport } from '../report/renderReport.ts';
import { specName } from '../runner/finishRun.ts';
import { listedRun } from '../runner/summaryFile.ts';
import { runFolders } from '../runner/writeIndex.ts';
import { writeWhole } from '../runner/writeWhole.ts';

export interface SpecText {
  spec?: string;
  specFile?: string;
}

/** Returns the path of the page. Throws `journal.corrupt`. */
export function writeReport(dir: string): string {
  const run = readRun(dir);
  const page = path.join(dir, 'index.html');
  writeWhole(page, renderReport(run, specOf(run)));
  return page;
}

/** What lies in the run's folder: the spec, of a run that passed. */
export function specOf({ dir, scenario }: Run): SpecText {
  const specFile = path.join(dir, specName(scenario.file));
  return existsSync(specFile) ? { spec: readFileSync(specFile, 'utf8'), specFile } : {};
}

/** A run whose command was killed has none, nor has an attempt that was tried again, and the index leads to each. One that may be going on will get its own. */
export function writeMissingReports(outDir: string): void {
  for (const dir of runFolders(outDir).filter((each) => !existsSync(path.join(each, 'index.html')))) {
    try {
      if (!listedRun(dir).going) writeReport(dir);
    } catch {
      continue; // A damaged journal: the index does not list it either.
    }
  }
}
