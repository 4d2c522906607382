/** A YAML tree as plain data. What would surprise in JavaScript or in YAML is reported and left out. */
import { isMap, isScalar, isSeq } from 'yaml';
import { quoted } from './problem.ts';

type Report = (offset: number, message: string) => void;

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

export function plainData(node: unknown, report: Report): unknown {
  if (isScalar(node)) return scalar(node.value, node.range?.[0] ?? 0, report);
  if (isSeq(node)) return node.items.map((item) => plainData(item, report));
  if (!isMap(node)) return null;
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const at = isScalar(key) || isMap(key) || isSeq(key) ? (key.range?.[0] ?? 0) : (node.range?.[0] ?? 0);
    const name = isScalar(key) && key.value !== null ? key.source : undefined;
    const refusal = name === undefined ? keyless(key) : refusedKey(name, entries);
    if (refusal === undefined && name !== undefined) entries.set(name, plainData(value, report));
    else report(at, refusal ?? 'a key is missing');
    // Meant as a text: so that nobody complains of a map as well.
    if (isMap(key)) return 'a text in braces';
  }
  return Object.fromEntries(entries);
}

function scalar(value: unknown, at: number, report: Report): unknown {
  if (typeof value !== 'string') return value;
  if (CONTROL.test(value)) report(at, 'a control character in a text: write what people can see and type');
  else if (!value.isWellFormed()) report(at, 'half a character (a lone surrogate) in a text');
  return value;
}

/** `text: {{total}}` without quotes is, in YAML, a map whose key is a map. */
function keyless(key: unknown): string {
  return isMap(key)
    ? 'a text that begins with `{{` needs quotes around all of it: "{{…}} and so on"'
    : 'a key must be a text: expected `key: value`';
}

function refusedKey(name: string, entries: Map<string, unknown>): string | undefined {
  if (name === '<<') return 'merge keys (`<<`) are not allowed in a scenario: use `include:` or write the keys out';
  if (name === '__proto__') return '`__proto__` cannot be a key or a name';
  return entries.has(name) ? `the key ${quoted(name)} stands twice in this map` : undefined;
}
