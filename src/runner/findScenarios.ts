/** The scenario files that the command line names: files as they are, folders with all `.yaml` files below them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';

/** Absolute paths in a stable order. Throws `usage.invalid` for a path that is not there or holds no scenario. */
export function findScenarios(paths: readonly string[]): string[] {
  const found = paths.flatMap((given) => {
    const file = path.resolve(given);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) throw new UitestError('usage.invalid', `expected a scenario file or folder, found nothing at ${file}`);
    if (!stat.isDirectory()) return [file];
    const inside = readdirSync(file, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((name) => !name.split(path.sep).includes('node_modules') && !isPart(name))
      .sort();
    if (inside.length === 0)
      throw new UitestError('usage.invalid', `expected scenarios (*.yaml) in ${file}, found none`);
    return inside;
  });
  return [...new Set(found)];
}

/** A file that only holds steps for `include:` is no scenario of its own. */
function isPart(file: string): boolean {
  const text = readFileSync(file, 'utf8');
  return !/^name\s*:/m.test(text) && /^steps\s*:/m.test(text);
}
