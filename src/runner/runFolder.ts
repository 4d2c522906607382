import { existsSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { JOURNAL_FILE } from '../journal/write.ts';
import { runFolders } from './writeIndex.ts';

/** The folder of a run: given as a path or an id; without one the newest of `outDir`. Throws `usage.invalid`. */
export function runFolder(given: string | undefined, outDir: string): string {
  const folders = runFolders(outDir);
  if (given === undefined) {
    const [newest] = folders;
    if (newest !== undefined) return newest;
    throw new UitestError(
      'usage.invalid',
      `expected a run in ${outDir}, found none: run a scenario first, or give --out`,
    );
  }
  const found = [path.resolve(given), path.join(outDir, given)].find((folder) =>
    existsSync(path.join(folder, JOURNAL_FILE)),
  );
  if (found !== undefined) return found;
  const names = folders.slice(0, 3).map((folder) => path.basename(folder));
  throw new UitestError(
    'usage.invalid',
    `expected a run, found none called ${JSON.stringify(given)}${names.length > 0 ? `; the newest are ${names.join(', ')}` : ''}`,
  );
}
