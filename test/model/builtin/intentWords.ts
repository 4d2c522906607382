/** An understanding as one short line: a table's right side. */
import type { Understanding } from '../../../src/model/builtin/clauses.ts';
import type { Aim, Intent } from '../../../src/model/builtin/intent.ts';

export function intentWords(read: Understanding): string {
  if ('problem' in read) return `refused: ${read.problem.why} | ${read.problem.instead}`;
  return read.intents.map(wordsOf).join('; ');
}

const QUIET = new Set([
  'act',
  'clause',
  'span',
  'aim',
  'from',
  'to',
  'literally',
  'loosely',
  'exact',
  'quoted',
  'spoken',
  'role',
]);

function wordsOf(intent: Intent): string {
  const facts = Object.entries(intent).flatMap(([key, value]) => {
    if (intent.act === 'history' && key === 'to') return [String(value)];
    if (QUIET.has(key) || value === '') return [];
    if (key === 'item') return [(value as { text: string }).text];
    return [typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value)];
  });
  const aims = intent.act === 'drag' ? [intent.from, intent.to] : 'aim' in intent && intent.aim ? [intent.aim] : [];
  return [intent.act, ...facts.sort(byNumberFirst), ...aims.map(aimWords)].join(' ');
}

const byNumberFirst = (a: string, b: string) => Number(/^\d+$/.test(b)) - Number(/^\d+$/.test(a));

function aimWords({ said, readings }: Aim): string {
  const [first] = readings;
  return first?.near ? `→ ${first.name} @ ${first.near.text}` : `→ ${said}`;
}
