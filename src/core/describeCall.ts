import type { Action } from './action.ts';
import { clean } from './clean.ts';
import { describeAction } from './describeAction.ts';
import { parseElements } from './elementList.ts';

/** Inputs that need no name in a line: what they are can be seen. */
const PLAIN = [
  'text',
  'url',
  'to',
  'title',
  'keys',
  'options',
  'value',
  'name',
  'direction',
  'claim',
  'verdict',
  'reason',
];
/** `step_done` says its summary elsewhere. */
const LEFT_OUT = new Set(['ref', 'x', 'y', 'from', 'to', 'summary']);
const MAX_VALUE = 120;

/**
 * A call that came to no action in words, for terminal and report: `verify text "€12.90" in region "Order summary"`. `json`: its
 * arguments, of a replayed call the action itself. `elements`: the list in which its refs stand. Never throws.
 */
export function describeCall(name: string, json: string, elements = ''): string {
  const input = objectOf(json);
  if (!input) return clean(`${name} ${json}`, 400);
  const recorded = recordedWords(input);
  if (recorded !== undefined) return recorded;
  const called = (aim: Record<string, unknown>) => targetWords(aim, elements);
  const ends = [input['from'], input['to']].filter(isRecord);
  const words = [
    clean(name.replaceAll('_', ' '), 60),
    ...PLAIN.flatMap((key) => valueWords(input[key])),
    ...Object.entries(input).flatMap(([key, value]) =>
      PLAIN.includes(key) || LEFT_OUT.has(key)
        ? []
        : [`${clean(key, 40)} ${clean(JSON.stringify(value) ?? '', MAX_VALUE)}`],
    ),
  ];
  const aims = (ends.length > 0 ? ends : [input]).map(called).filter((aim) => aim !== '');
  const joined = aims.join(' to ');
  if (joined === '') return clean(words.join(' '), 400);
  return clean(`${words.join(' ')}${words.length > 1 && ends.length === 0 ? ' in' : ''} ${joined}`, 400);
}

/** Each text in quotes, so that it can be told from ours. */
function valueWords(value: unknown): string[] {
  if (typeof value === 'string') return [`"${clean(value, MAX_VALUE)}"`];
  if (typeof value === 'number') return [String(value)];
  return Array.isArray(value) ? value.slice(0, 5).flatMap(valueWords) : [];
}

function targetWords({ ref, x, y }: Record<string, unknown>, elements: string): string {
  if (typeof ref === 'string') {
    const line = parseElements(elements).find((each) => each.ref === ref);
    if (!line) return clean(ref, 40);
    return line.name === ''
      ? `the ${clean(line.role, 40)} ${clean(ref, 40)}`
      : `${clean(line.role, 40)} "${clean(line.name, 80)}"`;
  }
  return typeof x === 'number' && typeof y === 'number' ? `the point ${x}, ${y}` : '';
}

/** A replay's arguments are its action. What only looks like one is told like any other call. */
function recordedWords(input: Record<string, unknown>): string | undefined {
  if (typeof input['kind'] !== 'string') return undefined;
  try {
    const words: unknown = describeAction(input as unknown as Action);
    return typeof words === 'string' ? words : undefined;
  } catch {
    return undefined;
  }
}

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined; // What the model wrote is not JSON.
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
