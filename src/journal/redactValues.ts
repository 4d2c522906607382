import { keepAll, type Redact } from '../core/redact.ts';

/** Words of ours: a secret that happens to be one of them must not take a record apart. */
const OURS = new Set(['type', 'kind', 'check', 'status', 'reason', 'mode', 'held', 'why']);

/** A copy in which every text has passed `redact`. Keys stay: none of them comes from a page. */
export function redactValues<T>(value: T, redact: Redact): T {
  return redact === keepAll ? value : (walk(value, redact) as T);
}

function walk(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((item) => walk(item, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, OURS.has(key) ? inner : walk(inner, redact)]),
  );
}
