import path from 'node:path';
import { UitestError } from '../core/error.ts';

export interface Reporters {
  /** Absolute. */
  json?: string;
  /** Absolute. */
  junit?: string;
  /** Absolute, or `-` for standard output. */
  jsonl: string[];
  github: boolean;
}

/** `--reporter list --reporter json=FILE`, or with commas. Throws `usage.invalid`. */
export function readReporters(given: readonly string[]): Reporters {
  const reporters: Reporters = { github: false, jsonl: [] };
  for (const each of given.flatMap((part) => part.split(','))) {
    const [name, ...rest] = each.split('=');
    const file = rest.join('=');
    if (name === 'list' && file === '') continue;
    if (name === 'github' && file === '') reporters.github = true;
    else if (name === 'jsonl' && (file !== '' || !each.includes('=')))
      reporters.jsonl.push(file === '' ? '-' : path.resolve(file));
    else if ((name === 'json' || name === 'junit') && file !== '') reporters[name] = path.resolve(file);
    else
      throw new UitestError(
        'usage.invalid',
        `--reporter: expected list, json=FILE, jsonl, jsonl=FILE, junit=FILE or github, found ${JSON.stringify(each)}`,
      );
  }
  return reporters;
}
