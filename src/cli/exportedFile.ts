/** A file that was exported says so in its header, with a digest: while it still matches, nobody changed the file. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

const DIGEST =
  /^\/\/ Exported: ([0-9a-f]{16})\. Change it as you like: uitest then asks before it overwrites this file\.\n/m;

/** Who planned, and whether it is verified. */
export const HEADER = /^(\/\/ .*\n)+/;

/** `header` and `body` as one file. */
export function withDigest(header: string, body: string): string {
  return `${header}// Exported: ${digestOf(body)}. Change it as you like: uitest then asks before it overwrites this file.\n${body}`;
}

/** As `withDigest`, of a spec that has its header already. */
export function markedSpec(spec: string): string {
  const header = HEADER.exec(spec)?.[0] ?? '';
  return withDigest(beforeExport(header), spec.slice(header.length));
}

/** `absent`, `same`: there is nothing to overwrite. `ours`: as it was exported once. `changed`: somebody's work. */
export function stateOf(file: string, text: string): 'absent' | 'same' | 'ours' | 'changed' {
  if (!existsSync(file)) return 'absent';
  const there = readFileSync(file, 'utf8');
  if (there === text) return 'same';
  const match = DIGEST.exec(there);
  return match && digestOf(there.slice(match.index + match[0].length)) === match[1] ? 'ours' : 'changed';
}

/** The file after it was run where it lies: the same body under another word on its proof. */
export function withVerdict(text: string, { passed, runs }: { passed: number; runs: number }): string {
  const words = `it passed ${passed} of ${runs} runs after its export.`;
  return text.replace(PROOF_LINE, `// ${passed === runs ? 'Verified' : 'Not verified'}: ${words}`);
}

/** What was proved is the spec as it was compiled first, with its own line numbers. */
export function beforeExport(header: string): string {
  return header
    .replace(/^\/\/ Verified: it passed/m, '// Verified before it was exported: it passed')
    .replace(
      /^\/\/ Not verified: when it was run again, line \d+ failed\./m,
      '// Not verified: when it was run again, it did not pass.',
    );
}

const PROOF_LINE = /^\/\/ (Verified|Not verified)\b.*$/m;

function digestOf(body: string): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 16);
}
