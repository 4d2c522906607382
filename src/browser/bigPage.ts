/**
 * Pages on which Playwright's ARIA snapshot takes longer than a look may: some 300 ms at 5,000 elements, 10 s at 50,000, and
 * about 8 ms for each frame (Chromium 156). They are listed by our own engine: what is in view, with refs of our own.
 */
import type { Locator, Page } from 'playwright';
import { quoted } from '../core/elementList.ts';
import type { ElementLine } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { askFind, askList, numbered, type BigLine, type Size } from './watch.ts';

const MAX_ELEMENTS = 5_000;
const MAX_FRAMES = 30;
const MAX_LINES = 200;
const MAX_FOUND = 50;
const MAX_NAME = 120;
const TIMEOUT_MS = 5_000;
const REF = /^n(\d+)$/;

/** Of a page that could not be counted or listed in time: then as little is asked of it as of the largest. */
export const TOO_SLOW: Size = { elements: Infinity, frames: 0 };

export function isBig({ elements, frames }: Size): boolean {
  return elements > MAX_ELEMENTS || frames > MAX_FRAMES;
}

/** What is in view. */
export async function bigLook(page: Page, redact: Redact): Promise<ElementLine[]> {
  return linesOf(await askList(page, MAX_LINES, TIMEOUT_MS), redact);
}

/** What holds `text` anywhere in the page, frames aside. */
export async function bigFind(page: Page, text: string, redact: Redact): Promise<ElementLine[]> {
  return linesOf(await askFind(page, text, MAX_FOUND, TIMEOUT_MS), redact);
}

/** Tells whoever reads the list what is missing from it. */
export function bigNote({ elements, frames }: Size): string {
  const large = frames > MAX_FRAMES ? `${frames} frames` : `${elements} elements`;
  const what = elements === Infinity ? 'a page that is slow to answer' : `a page of ${large}`;
  return `… ${what}: not all of it is listed, and nothing inside frames; use find, or aim at the screenshot by x, y`;
}

/** The number in a ref of ours. */
export function numberIn(ref: string): number | undefined {
  const [, number] = REF.exec(ref) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** The element behind it. Throws when it is gone: a locator that finds nothing would be waited for. */
export async function bigRef(page: Page, number: number): Promise<Locator> {
  const locator = numbered(page, number);
  if ((await locator.count()) === 0) throw new Error('gone');
  return locator;
}

/** What the watch listed, as lines with refs of our own. */
export function linesOf(found: readonly BigLine[], redact: Redact): ElementLine[] {
  return found.map(({ number, role, name, box, states, value, placeholder, options }) => ({
    ref: `n${number}`,
    role,
    // Secrets go before a text is cut: half a secret would be found by nobody.
    name: cut(redact(name)),
    states: [
      ...states,
      ...(value
        ? [`value=${quoted(cut(redact(value)))}`]
        : placeholder
          ? [`placeholder=${quoted(cut(placeholder))}`]
          : []),
      ...(options ? [`options=${quoted(cut(redact(options)))}`] : []),
    ],
    box,
    depth: 0,
  }));
}

function cut(text: string): string {
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1)}…` : text;
}
