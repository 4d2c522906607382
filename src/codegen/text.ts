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
  /** Functions that stand below the test. */
  helpers: Set<'escapeRegExp'>;
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

/** The source of a pattern as a template literal: what stands there by `source`, values escaped when the spec runs. */
export function patternTextCode(
  template: string,
  { begin, end, source }: { begin: string; end: string; source(part: string): string },
  { names, loops, known, fixed, helpers }: Texts,
): string {
  const inner = partsOf(fill(template, fixed)).map((part) => {
    if (typeof part === 'string') return templateLiteral(source(part));
    if (!known.has(slotName(part))) return templateLiteral(source(slotText(part)));
    const identifier = names.of(slotName(part));
    if (loops.has(part.name)) return `\${${identifier}}`;
    helpers.add('escapeRegExp');
    return `\${escapeRegExp(${identifier})}`;
  });
  const [only = ''] = inner;
  const alone =
    inner.length === 1 && begin === '' && end === '' ? /^\$\{(escapeRegExp\(.*\))\}$/.exec(only)?.[1] : undefined;
  if (alone !== undefined) return alone;
  return `\`${templateLiteral(begin)}${inner.join('')}${templateLiteral(end)}\``;
}

function slotText({ name, secret }: Slot): string {
  return `{{${secret ? 'secret:' : ''}${name}}}`;
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
