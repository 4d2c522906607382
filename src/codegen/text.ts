/** Texts with slots as code: a literal, a variable, or a template literal. */
import { escapeUnseen, literal } from '../core/locatorText.ts';
import { fill, partsOf, slotsOf, type Slot } from '../core/template.ts';
import type { Names } from './names.ts';

export interface Texts {
  names: Names;
  /** Loop variables are numbers in the spec. */
  loops: Set<string>;
  /** Names whose value the spec knows: vars, extracted values, `unique`, and `secret:name`. Any other slot is the page's own text. */
  known: Set<string>;
  /** Loop variables of a round that is written out: their values stand in its texts. */
  fixed: Record<string, string>;
}

/** An expression of type string. */
export function textCode(template: string, { names, loops, known, fixed }: Texts): string {
  const text = fill(template, fixed);
  const usable = slotsOf(text).every((slot) => known.has(slotName(slot)));
  if (!usable || slotsOf(text).length === 0) return literal(text);
  const parts = partsOf(text);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') {
    const identifier = names.of(slotName(only));
    return loops.has(only.name) ? `String(${identifier})` : identifier;
  }
  const inner = parts.map((part) =>
    typeof part === 'string' ? templateLiteral(part) : `\${${names.of(slotName(part))}}`,
  );
  return `\`${inner.join('')}\``;
}

/** Titles show the names of secrets, not their values. */
export function titleCode(text: string, texts: Texts): string {
  const shown = text.replace(/\{\{\s*secret:([\w-]+)\s*\}\}/g, '<$1>');
  return textCode(cut(shown), texts);
}

/** As `Names` and `known` have it. */
export function slotName({ name, secret }: Slot): string {
  return secret ? `secret:${name}` : name;
}

function templateLiteral(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return escapeUnseen(inner.replaceAll('`', '\\`').replaceAll('${', '\\${'));
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
