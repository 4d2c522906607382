/** A text beside its label: `Total: 12.00 €`, a row `Total 12.00`, a term and its definition. */
import { meanings, normalise } from './lexicon.ts';
import type { Element, Page } from './page.ts';
import { CLICKABLE, isOneOf } from './roles.ts';

export interface Labelled {
  /** Shows the value; also the label where they are one element. */
  element: Element;
  value: string;
  alone: boolean;
}

/** An amount, a number, a date: with its currency, without the words behind it. */
const FIGURE = /^[€$£¥#]?\s?[-−]?\d[\d.,:/-]*(?:\s?(?:[€$£¥%]|[A-Z]{3}\b))?/u;

/** All texts that stand beside this label. */
export function labelled(label: string, page: Page): Labelled[] {
  const found = page.elements.flatMap((element, at): Labelled[] => {
    if (element.ref === undefined || isOneOf(element.role, CLICKABLE) || element.name === '') return [];
    const cut = labelEnd(element.name);
    const next = page.elements[at + 1];
    if (cut === undefined) {
      if (!says(element.name, label, page) || next?.depth !== element.depth || !isValueOf(element, next)) return [];
      return [{ element: next, value: figure(next.name), alone: true }];
    }
    if (!says(element.name.slice(0, cut), label, page)) return [];
    return [{ element, value: figure(element.name.slice(cut)), alone: false }];
  });
  return innermost(found.filter(({ value }) => value !== ''));
}

/** Where the value begins: behind a colon, else at the first digit or currency sign. Undefined: there is only a label. */
function labelEnd(text: string): number | undefined {
  const colon = /:\s+(?=\S)/.exec(text);
  if (colon) return colon.index + colon[0].length;
  const digit = /(?<![\p{L}\d])[€$£¥]?\s?[-−]?\d/u.exec(text);
  return digit && digit.index > 0 ? digit.index : undefined;
}

/** Every word of the one is in the other, except nouns that the page is about anyway: `the order total` is `Total`. */
function says(text: string, label: string, page: Page): boolean {
  const shown = meanings(text);
  const said = meanings(label);
  if (!said.some((word) => shown.includes(word)) || shown.some((word) => !said.includes(word))) return false;
  const last = said.at(-1);
  if (last === undefined || !shown.includes(last)) return false;
  return page.knows(said.filter((word) => !shown.includes(word)));
}

function isValueOf(label: Element, next: Element): boolean {
  if (next.ref === undefined || next.name === '') return false;
  if (label.role === 'term') return next.role === 'definition';
  return (
    isOneOf(label.role, ['cell', 'rowheader', 'text', 'paragraph', 'generic']) &&
    isOneOf(next.role, ['cell', 'text', 'paragraph', 'generic'])
  );
}

function figure(text: string): string {
  const value = text.trim().replace(/[.!]$/, '');
  return (
    FIGURE.exec(value)?.[0]
      .trim()
      .replace(/[.,:/-]$/, '') ?? value
  );
}

/** A row and the cell in it say the same: the inner one is meant. */
function innermost(found: Labelled[]): Labelled[] {
  return found.filter(
    ({ element, value }) => !found.some((other) => other.value === value && isInside(other.element, element)),
  );
}

function isInside(element: Element, outer: Element): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** Whether the value stands in the text as a whole, not inside a longer number or word. */
export function standsIn(text: string, value: string): 'whole' | 'part' | 'not' {
  const all = normalise(text);
  const wanted = normalise(value);
  if (wanted === '') return 'not';
  let found: 'part' | 'not' = 'not';
  for (let at = all.indexOf(wanted); at >= 0; at = all.indexOf(wanted, at + 1)) {
    const before = all.slice(Math.max(0, at - 2), at);
    const after = all.slice(at + wanted.length, at + wanted.length + 2);
    const joinsBefore = /[\p{L}\p{N}]$|\d[.,]$/u.test(before) && /^[\p{L}\p{N}]/u.test(wanted);
    const joinsAfter = /^[\p{L}\p{N}]|^[.,]\d/u.test(after) && /[\p{L}\p{N}]$/u.test(wanted);
    if (!joinsBefore && !joinsAfter) return 'whole';
    found = 'part';
  }
  return found;
}
