import { statSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';

export interface Reporters {
  /** Absolute. */
  json?: string;
  /** Absolute. */
  junit?: string;
  github: boolean;
}

/** `--reporter list --reporter json=FILE`, or with commas. Throws `usage.invalid`. */
export function readReporters(given: readonly string[]): Reporters {
  const reporters: Reporters = { github: false };
  for (const each of given.flatMap((part) => part.split(','))) {
    const [name, ...rest] = each.split('=');
    const file = rest.join('=');
    if (name === 'list' && file === '') continue;
    if (name === 'github' && file === '') reporters.github = true;
    else if ((name === 'json' || name === 'junit') && file !== '') reporters[name] = fileFor(name, file);
    else
      throw new UitestError(
        'usage.invalid',
        `--reporter: expected list, json=FILE, junit=FILE or github, found ${JSON.stringify(each)}`,
      );
  }
  return reporters;
}

/** Where it cannot be written is better known before anything runs. */
function fileFor(name: string, file: string): string {
  const absolute = path.resolve(file);
  if (statSync(absolute, { throwIfNoEntry: false })?.isDirectory())
    throw new UitestError(
      'usage.invalid',
      `--reporter ${name}=FILE: expected the name of a file, found the folder ${file}`,
    );
  return absolute;
}
