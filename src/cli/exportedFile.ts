/** A file that was exported says so in its header, with a digest: while it still matches, nobody changed the file. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const DIGEST =
  /^\/\/ Exported: ([0-9a-f]{16})\. Change it as you like: uitest then asks before it overwrites this file\.\n/m;

/** Who planned, and whether it is verified. */
export const HEADER = /^(\/\/ .*\n){2}/;

/** `header` and `body` as one file. */
export function withDigest(header: string, body: string): string {
  return `${header}// Exported: ${digestOf(body)}. Change it as you like: uitest then asks before it overwrites this file.\n${body}`;
}

/** As `withDigest`, of a spec that has its header already. */
export function markedSpec(spec: string): string {
  const header = HEADER.exec(spec)?.[0] ?? '';
  return withDigest(header, spec.slice(header.length));
}

/** `absent`, `same`: there is nothing to overwrite. `ours`: as it was exported once. `changed`: somebody's work. */
export function stateOf(file: string, text: string): 'absent' | 'same' | 'ours' | 'changed' {
  if (!existsSync(file)) return 'absent';
  const there = readFileSync(file, 'utf8');
  if (there === text) return 'same';
  const match = DIGEST.exec(there);
  return match && digestOf(there.slice(match.index + match[0].length)) === match[1] ? 'ours' : 'changed';
}

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
