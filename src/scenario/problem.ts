/** What is wrong with a scenario, and where: every message names the key, what was expected, what was found and what would be right. */
import { isAbsolute, relative } from 'node:path';
import { UitestError } from '../core/error.ts';
import type { Location } from '../core/scenario.ts';

export interface Problem {
  location: Location;
  message: string;
}

/** Short paths where the file lies under the folder in which the command was typed; a terminal can open both forms. */
export function renderProblem({ location, message }: Problem): string {
  const near = relative(process.cwd(), location.file);
  const file = near === '' || near.startsWith('..') || isAbsolute(near) ? location.file : near;
  return `${file}:${location.line}:${location.column}: ${message}`;
}

export function invalidScenario(problems: readonly Problem[]): UitestError {
  return new UitestError('scenario.invalid', problems.map(renderProblem).join('\n'));
}

export function byPlace(a: Problem, b: Problem): number {
  const [one, other] = [a.location, b.location];
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** Text of a file as a message shows it: cut, in back quotes, and with nothing in it that could move a terminal's cursor. */
export function quoted(text: string): string {
  const cut = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `\`${cut.replace(UNPRINTABLE, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`)}\``;
}

/** `a`, `b` or `c` */
export function anyOf(words: readonly string[]): string {
  const all = words.map(quoted);
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
