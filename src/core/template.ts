/** `{{name}}` and `{{secret:name}}` in texts. Data only: one pass, no expressions, a value is never read again. */

const SLOT = /\{\{\s*(secret:)?([A-Za-z_][\w-]*)\s*\}\}/g;

export interface Slot {
  name: string;
  secret: boolean;
}

export function slotsOf(text: string): Slot[] {
  return [...text.matchAll(SLOT)].map(([, secret, name = '']) => ({ name, secret: secret !== undefined }));
}

/** Puts values in, of the first of `layers` that has the name; a name without a value and every secret stay as they are. */
export function fill(text: string, ...layers: Record<string, string>[]): string {
  return text.replace(SLOT, (slot: string, secret: string | undefined, name: string) => {
    const layer = secret === undefined ? layers.find((each) => Object.hasOwn(each, name)) : undefined;
    return layer?.[name] ?? slot;
  });
}

/** The text cut at its slots, in order: literals and slots. Empty literals are left out. */
export function partsOf(text: string): (string | Slot)[] {
  const parts: (string | Slot)[] = [];
  let at = 0;
  for (const match of text.matchAll(SLOT)) {
    if (match.index > at) parts.push(text.slice(at, match.index));
    parts.push({ name: match[2] ?? '', secret: match[1] !== undefined });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

/** A copy of plain data in which every text is another. Keys stay. */
export function mapTexts(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data);
  if (Array.isArray(data)) return data.map((item) => mapTexts(item, change));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, inner]) => [key, mapTexts(inner, change)]));
}

/**
 * The other way round: where a text holds the value of one of `names` as a whole word, the slot is put in, longest value first.
 * So an action recorded with `alice` still replays when `user` is `bob`. A text that has slots already is left alone.
 */
export function unfill(text: string, values: Record<string, string>, names: Iterable<string>): string {
  if (slotsOf(text).length > 0) return text;
  const known = [...names]
    .map((name) => ({ name, value: Object.hasOwn(values, name) ? (values[name] ?? '') : '' }))
    .filter(({ value }) => value !== '')
    .sort((a, b) => b.value.length - a.value.length);
  if (known.length === 0) return text;
  const pattern = known.map(({ value }) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, 'gu'), (found) => {
    const match = known.find(({ value }) => value === found);
    return match ? `{{${match.name}}}` : found;
  });
}
