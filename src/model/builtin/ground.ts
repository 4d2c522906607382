/**
 * From an aim to the one element that it can mean. Anything else is told, never guessed: nothing fits, or several do.
 */
import type { Aim, Reading } from './intent.ts';
import { meanings } from './lexicon.ts';
import type { Element, Page } from './page.ts';
import { CLICKABLE, FIELDS, isOneOf, ITEMS, SECTIONS } from './roles.ts';
import { ACCEPT, containsPhrase, MARGIN, similarity } from './similarity.ts';

export type Grounded =
  | { kind: 'found'; element: Element }
  /** What to look for, and the names on the page that come nearest. */
  | { kind: 'missing'; look: string; like: string[] }
  | { kind: 'tie'; candidates: Element[] };

interface Candidate {
  element: Element;
  score: number;
  /** Depth of the container that `near` asks for: deeper is nearer. */
  depth: number;
  nth: number | undefined;
}

/** Text that is no control is a target only by its whole name. */
const TEXT_SCORE = 0.9;

/** `roles`: those that the act can be done to, for readings that name no role. */
export function ground(aim: Aim, page: Page, roles?: readonly string[]): Grounded {
  const strong = aim.readings.filter((reading) => !reading.weak);
  const weak = aim.readings.filter((reading) => reading.weak);
  for (const readings of [strong, weak]) {
    const best = bestOf(readings.flatMap((reading) => candidates(reading, page, roles)));
    const [only, ...others] = best;
    if (!only) continue;
    return others.length === 0 ? { kind: 'found', element: only } : { kind: 'tie', candidates: best };
  }
  const [first] = aim.readings;
  return { kind: 'missing', look: page.fill(first?.name ?? ''), like: likeNames(aim, page, roles) };
}

function candidates(reading: Reading, page: Page, roles: readonly string[] | undefined): Candidate[] {
  const name = page.fill(reading.name);
  const fitting = page.elements.flatMap((element): Candidate[] => {
    if (element.ref === undefined) return [];
    const allowed = reading.roles
      ? isOneOf(element.role, reading.roles)
      : roles === undefined || isOneOf(element.role, roles);
    if (!allowed || (reading.roles && roles && !isOneOf(element.role, roles))) return [];
    if (reading.search && !searches(element)) return [];
    const score = name === '' ? 1 : scoreOf(name, element, reading);
    if (score < (isOneOf(element.role, CLICKABLE) ? ACCEPT : TEXT_SCORE)) return [];
    const held = reading.near && page.containerOf(element, reading.near);
    if (reading.near && !held) return [];
    return [{ element, score, depth: held?.depth ?? 0, nth: reading.nth }];
  });
  if (reading.nth === undefined) return fitting;
  const top = Math.max(...fitting.map(({ score }) => score));
  const same = controlsFirst(fitting.filter(({ score }) => score > top - MARGIN));
  const chosen = same.at(reading.nth < 0 ? reading.nth : reading.nth - 1);
  return chosen ? [chosen] : [];
}

/** A search field, or a field that says so. */
export function searches({ role, name, states }: Element): boolean {
  const { placeholder } = states;
  if (role === 'searchbox') return true;
  const said = `${name} ${typeof placeholder === 'string' ? placeholder : ''}`;
  return isOneOf(role, [...FIELDS, 'combobox']) && meanings(said).includes('search');
}

/** A row or list item that is asked for as such is known by any text in it. */
function scoreOf(name: string, element: Element, { quoted, roles }: Reading): number {
  const item = roles !== undefined && isOneOf(element.role, ITEMS) && containsPhrase(element.name, name);
  return Math.max(similarity(name, element.name, quoted), item ? TEXT_SCORE : 0);
}

/** One element, or those between which nothing decides. */
function bestOf(all: Candidate[]): Element[] {
  const deepest = Math.max(...all.map(({ depth }) => depth));
  const near = all.filter(({ depth }) => depth === deepest);
  const top = Math.max(...near.map(({ score }) => score));
  // An exact name beats one that differs only in case or in decoration.
  const exact = near.filter(({ score }) => score === 1);
  const leading = exact.length > 0 ? exact : near.filter(({ score }) => score > top - MARGIN);
  return [...new Set(controlsFirst(leading).map(({ element }) => element))];
}

/** A control's own text, label or icon is not a second candidate. */
function controlsFirst(all: Candidate[]): Candidate[] {
  const controls = all.filter(({ element }) => isOneOf(element.role, CLICKABLE));
  return controls.length > 0 ? controls : all;
}

function likeNames(aim: Aim, page: Page, roles: readonly string[] | undefined): string[] {
  const said = new Set(aim.readings.flatMap(({ name }) => page.fill(name).toLowerCase().split(/\s+/)));
  const named = page.elements.filter(({ role, name, ref }) => ref && name !== '' && (!roles || isOneOf(role, roles)));
  const shares = (name: string) =>
    name
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => said.has(word)).length;
  return [...new Set(named.map(({ name }) => name))].sort((a, b) => shares(b) - shares(a)).slice(0, 5);
}

/** The container that an aim names: by its title, or a row or list item by what it says. */
export function groundContainer(aim: Aim, page: Page): Grounded | undefined {
  const fitting = page.elements.filter(
    (element) =>
      element.ref !== undefined &&
      isOneOf(element.role, [...ITEMS, ...SECTIONS]) &&
      aim.readings.some(
        ({ name, quoted, roles, near, nth }) =>
          name !== '' &&
          !near &&
          nth === undefined &&
          page.isNear(element, { text: name, quoted, ...(roles ? { roles } : {}) }),
      ),
  );
  const exact = fitting.filter(({ name }) => aim.readings.some((reading) => page.fill(reading.name) === name));
  const candidates = exact.length > 0 ? exact : fitting;
  // One inside the other: the inner one is the narrower claim.
  const inner = candidates.filter((each) => !candidates.some((other) => contains(each, other)));
  const [only] = inner;
  if (!only) return undefined;
  return inner.length === 1 ? { kind: 'found', element: only } : { kind: 'tie', candidates: inner };
}

function contains(outer: Element, element: Element): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true;
  return false;
}

/** The forms to paste, one for each element of a tie. */
export function pasteable(candidates: Element[]): string[] {
  return candidates.slice(0, 6).map((element, i) => {
    const quoted = JSON.stringify(element.name);
    const noun = element.role === 'textbox' || element.role === 'combobox' ? 'field' : element.role;
    if (candidates.every(({ role }, at) => at === i || role !== element.role)) return `the ${quoted} ${noun}`;
    for (let at = element.parent; at; at = at.parent)
      if (at.name !== '' && at.name !== element.name) {
        const text = JSON.stringify(at.name.slice(0, 60));
        return at.role === 'row' ? `${quoted} in the row for ${text}` : `${quoted} in ${text}`;
      }
    return `the ${ORDINAL[i] ?? `${i + 1}th`} ${quoted} ${noun}`;
  });
}

const ORDINAL = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
