/** Plain data with slots in its texts, as the expression that a reviewer would have written. */
import { literal } from '../core/locatorText.ts';
import { textCode, type Texts } from './text.ts';

export function dataCode(data: unknown, texts: Texts): string {
  if (typeof data === 'string') return textCode(data, texts);
  if (Array.isArray(data)) return `[${data.map((item) => dataCode(item, texts)).join(', ')}]`;
  if (typeof data !== 'object' || data === null) return JSON.stringify(data ?? null);
  const fields = Object.entries(data).map(([key, value]) => {
    const code = dataCode(value, texts);
    return keyCode(key) === code ? code : `${keyCode(key)}: ${code}`;
  });
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

export function keyCode(key: string): string {
  // Written plainly it would be the object's prototype.
  if (key === '__proto__') return `['__proto__']`;
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : literal(key);
}
