/** Whether a file has the shape of a scenario: zod finds what is wrong, the words for people are made here. */
import { z } from 'zod';
import { isObject, issuesOf, keysOf, schemaAt, valueAt, type Issue } from './issues.ts';
import { nearest, suggestion } from './nearest.ts';
import { anyOf, quoted, type Problem } from './problem.ts';
import type { Path, Source } from './source.ts';

type ZodIssue = Issue['issues'][0];

/** Nobody reads more, and to find the place of each takes time. */
const MOST = 200;

export function checkShape(source: Source, schema: z.ZodObject, problems: Problem[]): void {
  let issues = issuesOf(schema, source.data);
  while (takeAsWritten(source, issues)) issues = issuesOf(schema, source.data);
  for (const { path, issues: found } of issues.slice(0, MOST)) {
    const [issue] = found;
    if (issue.code === 'unrecognized_keys') {
      const known = keysOf(schemaAt(schema, path) ?? schema);
      for (const key of issue.keys.slice(0, MOST))
        problems.push({ location: source.keyAt([...path, key]), message: unknownKey(key, path, known) });
    } else {
      const location = issue.code === 'invalid_key' ? source.keyAt(path) : source.at(path);
      problems.push({ location, message: message(schema, path, found, valueAt(source.data, path)) });
    }
  }
}

/** A number or `true` where a text is wanted is the text that stands in the file. Says whether there was one. */
function takeAsWritten(source: Source, issues: Issue[]): boolean {
  let taken = false;
  for (const { path, issues: found } of issues) {
    const parent = valueAt(source.data, path.slice(0, -1));
    const last = path.at(-1);
    const value = valueAt(source.data, path);
    const written = source.written(path);
    if (last === undefined || !isObject(parent) || written === undefined) continue;
    if (!found.some((issue) => issue.code === 'invalid_type' && issue.expected === 'string')) continue;
    if (typeof value !== 'number' && typeof value !== 'boolean') continue;
    parent[last] = written;
    taken = true;
  }
  return taken;
}

const SENTENCE = 'a sentence that holds `: ` needs quotes around all of it';

function unknownKey(key: string, path: Path, known: string[]): string {
  const where = path.length === 0 ? '' : ` in ${labelOf(path)}`;
  const isSentence = /\s/.test(key) && nearest(key, known) === undefined;
  return `unknown key ${quoted(key)}${where}: ${isSentence ? SENTENCE : suggestion(key, known)}`;
}

/** `limits.turns`, `entry 2 of files`: from the last place in a list on. */
function labelOf(path: Path): string {
  const numbered = path.findLastIndex((part) => typeof part === 'number');
  const named = path.slice(numbered + 1);
  if (named.length > 0) return quoted(named.join('.'));
  if (numbered < 0) return 'the file';
  return `entry ${Number(path[numbered]) + 1} of ${labelOf(path.slice(0, numbered))}`;
}

function message(schema: z.ZodType, path: Path, issues: Issue['issues'], value: unknown): string {
  const label = labelOf(path);
  const expected = issues.map((issue) => expectation(issue)).join(' or ');
  if (value === undefined) {
    const help = z.globalRegistry.get(schemaAt(schema, path) ?? schema)?.description;
    return `${label} is missing: expected ${expected}${help === undefined ? '' : ` (${help.replace(/\.$/, '')})`}`;
  }
  const [issue] = issues;
  if (issue.code === 'invalid_key') return `${label}: expected ${issue.issues[0]?.message ?? 'a name'}`;
  const near = issue.code === 'invalid_value' && typeof value === 'string' ? nearWord(value, issue.values) : '';
  return `${label}: expected ${expected}, found ${found(issue, value)}${near}`;
}

function nearWord(value: string, values: readonly unknown[]): string {
  const words = values.filter((word) => typeof word === 'string');
  const near = words.length > 0 ? suggestion(value, words) : '';
  return near.startsWith('did') ? `; ${near}` : '';
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** Of the schema's own refinements the message is what was expected, as a noun. */
function expectation(issue: ZodIssue): string {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') {
    const words = issue.values.map(String);
    return words.length > 12 ? `a word such as ${anyOf(words.slice(0, 4))}` : anyOf(words);
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return 'a text';
    return issue.origin === 'array'
      ? 'at least one entry'
      : `${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}`;
  }
  if (issue.code !== 'too_big') return issue.message;
  const unit = { string: ' characters', array: ' entries' }[String(issue.origin)] ?? '';
  return `at most ${issue.maximum}${unit}`;
}

function found(issue: ZodIssue, value: unknown): string {
  if (typeof value === 'string' && issue.code === 'too_big') return `${value.length}`;
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    return issue.code === 'too_big' ? `${value.length}` : 'a list';
  }
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  if (!isObject(value)) return quoted(JSON.stringify(value));
  const keys = Object.keys(value);
  const more = keys.length > 6 ? ', …' : '';
  return keys.length === 0 ? 'an empty map' : `a map with ${keys.slice(0, 6).map(quoted).join(', ')}${more}`;
}
