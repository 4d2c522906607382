/** `.env` files: `NAME=value` lines, quotes, comments, `export`. Data only: nothing is expanded, and no message shows a value. */
import { readFileSync, statSync } from 'node:fs';
import { messageOf, UitestError } from '../core/error.ts';

const MAX_BYTES = 1_000_000;
const BLANK = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;
const NAME = /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.]*)[^\S\n]*=[^\S\n]*/y;
const DOUBLE = /"((?:[^"\\]|\\[^])*)"/y;
const SINGLE = /'([^']*)'/y;
const BARE = /(?!["'])[^\n]*/y;

export function readEnvFile(file: string): Record<string, string> {
  return parseEnv(readSmall(file), file);
}

export function parseEnv(raw: string, file: string): Record<string, string> {
  const text = raw.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const values = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match ?? undefined;
  };
  while (at < text.length) {
    if (take(BLANK)) continue;
    const start = at;
    const name = take(NAME)?.[1];
    const double = name === undefined ? undefined : take(DOUBLE);
    const value = double ? unescaped(double[1] ?? '') : (take(SINGLE)?.[1] ?? bare(take(BARE)?.[0] ?? ''));
    if (name === undefined || !take(BLANK)) {
      const line = text.slice(0, start).split('\n').length;
      throw new UitestError('scenario.secret', `${file}:${line}:1: expected NAME=value, NAME="value" or a comment`);
    }
    values.set(name, value);
  }
  return Object.fromEntries(values);
}

/** A comment needs a blank before it: a value may hold `#`. */
function bare(text: string): string {
  const comment = text.startsWith('#') ? 0 : text.search(/\s#/);
  return (comment < 0 ? text : text.slice(0, comment)).trim();
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

function unescaped(text: string): string {
  return text.replace(/\\([^])/g, (whole: string, char: string) =>
    Object.hasOwn(ESCAPES, char) ? (ESCAPES[char] ?? whole) : whole,
  );
}

function readSmall(file: string): string {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) throw new Error('not a file');
    if (stat.size > MAX_BYTES) throw new Error('larger than 1 MB');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UitestError('usage.invalid', `the env file ${file} cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
