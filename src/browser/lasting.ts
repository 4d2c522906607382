/** A locator without the digits that belong to the moment: `Inbox (12)` is found again when it says `Inbox (13)`. */
import type { Locator, Page } from 'playwright';
import { changingIn, lastingPattern } from '../core/changing.ts';
import { WEAKNESS } from '../core/grade.ts';
import {
  parseLocator,
  renderLocator,
  type LocatorArg,
  type LocatorCall,
  type LocatorOptions,
} from '../core/locatorText.ts';
import { locatorOf } from './locators.ts';

/** What the scenario step speaks of. */
export interface Spoken {
  /** Digits that it names are meant. */
  speaks(part: string): boolean;
  /** Values that are put back into the locator as `{{name}}`: a pattern would swallow them. */
  values: readonly string[];
  /** Whether a text says a secret: in a pattern no redactor would find it. */
  hides(text: string): boolean;
}

/** An element, and code that finds it and nothing else. */
export interface Found {
  page: Page;
  locator: Locator;
  code: string;
}

export interface Lasting {
  code: string;
  /** Its digits may change, and nothing else names it. */
  fragile?: string;
}

/** Longer names are not written out. */
const MAX_NAME = 80;
/** Texts of a locator that are meant for people; options beside them say how they are compared. */
const TEXTS: ReadonlySet<string> = new Set(['name', 'hasText', 'hasNotText']);

/** `name`: the whole name of the element. `normalize()` takes digits away at both ends of it, also half a date. */
export async function lastingCode(found: Found, name: string, spoken: Spoken): Promise<Lasting> {
  const chain = parseLocator(found.code);
  const whole = restored(chain, name, spoken);
  const tried = new Set([found.code]);
  for (const how of ['whole', 'part', 'literal'] as const) {
    const code = renderLocator(mapTexts(whole, (text, last) => lasting(text, how, last, spoken)));
    if (tried.has(code)) continue;
    tried.add(code);
    if (await isSame(found, code)) return judged(code, spoken);
  }
  return judged(found.code, spoken);
}

/** Whether `code` finds that very element and no other. */
export async function isSame({ page, locator }: Found, code: string): Promise<boolean> {
  const other = locatorOf(page, code);
  return (await other.count()) === 1 && (await other.and(locator).count()) === 1;
}

/** Code with patterns in place of what changes, as it stands: nobody has tried it on the page. */
export function withPatterns(code: string, spoken: Spoken): string {
  return renderLocator(mapTexts(parseLocator(code), (text) => lasting(text, 'part', false, spoken)));
}

export function judged(code: string, spoken: Spoken): Lasting {
  let changes = false;
  mapTexts(parseLocator(code), (text) => {
    changes ||= changingIn(text, spoken.speaks).length > 0;
    return text;
  });
  return changes ? { code, fragile: WEAKNESS.digits } : { code };
}

/** The chain with the whole name in its last call, where that holds digits which `normalize()` took away and which matter. */
function restored(chain: readonly LocatorCall[], name: string, { speaks }: Spoken): LocatorCall[] {
  const cut = name.length > MAX_NAME || name.endsWith('…') || name.includes('•');
  return mapTexts(chain, (text, last) => {
    if (cut || !last || text === name || !plain(name).includes(plain(text))) return text;
    const lost = (name.match(/\d+/g) ?? []).filter((number) => !text.includes(number));
    const matters = changingIn(name, speaks).length > 0 || lost.some(speaks);
    return matters ? name : text;
  });
}

function lasting(text: string, how: 'whole' | 'part' | 'literal', last: boolean, spoken: Spoken): string | RegExp {
  const pieces = changingIn(text, spoken.speaks);
  if (pieces.length === 0 || how === 'literal' || spoken.hides(text)) return text;
  const stretches = pieces.reduce((left, piece) => left.flatMap((each) => each.split(piece.text)), [text]);
  const named = stretches.find((stretch) => spoken.values.some((value) => stretch.includes(value)));
  return (
    named?.replace(/^[\s(#[-]+|[\s(#[-]+$/g, '') ?? lastingPattern(text, pieces, { whole: last && how === 'whole' })
  );
}

/** Maps the texts by which elements are found; `last`: of the call that names the element itself. */
function mapTexts(
  chain: readonly LocatorCall[],
  map: (text: string, last: boolean) => string | RegExp,
  isOuter = true,
): LocatorCall[] {
  return chain.map((call, at) => {
    const last = isOuter && at === chain.length - 1;
    const args = call.args.map((arg, index): LocatorArg => {
      if (typeof arg === 'string') return index === 0 && /^getBy(?!Role)/.test(call.method) ? map(arg, last) : arg;
      return typeof arg === 'object' && !(arg instanceof RegExp) ? mapOptions(arg, last, map) : arg;
    });
    const [first, options] = args;
    // A pattern is compared as it stands.
    if (first instanceof RegExp && isExact(options)) args.pop();
    return { ...call, args };
  });
}

function mapOptions(
  options: LocatorOptions,
  last: boolean,
  map: (text: string, last: boolean) => string | RegExp,
): LocatorOptions {
  const mapped: LocatorOptions = {};
  for (const [key, value] of Object.entries(options)) {
    if (Array.isArray(value)) mapped[key] = mapTexts(value, map, false);
    else mapped[key] = typeof value === 'string' && TEXTS.has(key) ? map(value, last && key === 'name') : value;
  }
  if (mapped['name'] instanceof RegExp) delete mapped['exact'];
  return mapped;
}

function isExact(options: LocatorArg | undefined): boolean {
  return typeof options === 'object' && !(options instanceof RegExp) && Object.keys(options).join() === 'exact';
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
