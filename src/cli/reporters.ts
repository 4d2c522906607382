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
    else if ((name === 'json' || name === 'junit') && file !== '') reporters[name] = path.resolve(file);
    else
      throw new UitestError(
        'usage.invalid',
        `--reporter: expected list, json=FILE, junit=FILE or github, found ${JSON.stringify(each)}`,
      );
  }
  return reporters;
}
