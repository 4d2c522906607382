/** Asks the watch over a page's documents (`watchEngine.ts`). Its answers are checked data: a page cannot reach into it, but it is not ours either. */
import type { Frame, FrameLocator, Locator, Page } from 'playwright';
import { z } from 'zod';
import type { Point } from '../core/action.ts';
import { WATCH } from './engines.ts';
import type { Question } from './watchEngine.ts';

/** Where a question can be put: a document of the page. */
export type Place = Page | Frame | FrameLocator;

/** Frames that are watched beside the page itself: a page of a thousand is not asked a thousand times. */
const MAX_FRAMES = 10;
/** A frame that is slow to answer is not waited for. */
export const FRAME_MS = 250;

const still = z.object({ quietMs: z.number(), moving: z.boolean(), drawn: z.boolean(), visible: z.boolean() });
/** How long nothing changed, whether a finite animation runs, whether two frames were drawn since, whether anybody sees it. */
export type Still = z.infer<typeof still>;

const stood = z.union([
  z.object({ same: z.union([z.literal(true), z.literal('unseen')]) }),
  z.object({ same: z.literal(false), was: z.string().optional(), now: z.string() }),
]);

const size = z.object({ elements: z.number(), frames: z.number() });
/** Elements of a document, open shadow roots included, and the frames in it that have a place. */
export type Size = z.infer<typeof size>;

const bigLine = z.object({
  number: z.number(),
  role: z.string(),
  name: z.string(),
  box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }),
  states: z.array(z.enum(['checked', 'disabled', 'focused'])),
  value: z.string().optional(),
  placeholder: z.string().optional(),
  options: z.string().optional(),
});

export type BigLine = z.infer<typeof bigLine>;

/** `settle`: the same number while one settling goes on. */
export function askStill(place: Place, settle: number, timeoutMs: number): Promise<Still> {
  return ask(place, ['quiet', settle], still, timeoutMs);
}

/** Remembers what stands where, under a number; answers the texts that came and went since the last time, and the editors in view. */
export function askLook(place: Place, number: number, timeoutMs: number) {
  return ask(
    place,
    ['look', number],
    size.extend({ passed: z.array(z.string()), editors: z.array(bigLine) }),
    timeoutMs,
  );
}

/** Whether what is at a point of the document is what the look `number` showed there. */
export function askStood(place: Place, { x, y }: Point, number: number, timeoutMs: number) {
  return ask(place, ['stood', x, y, number], stood, timeoutMs);
}

export function askSize(page: Page, timeoutMs: number) {
  return ask(page, ['size'], size, timeoutMs);
}

export function askList(page: Page, max: number, timeoutMs: number) {
  return ask(page, ['list', max], z.array(bigLine), timeoutMs);
}

export function askFind(page: Page, text: string, max: number, timeoutMs: number) {
  return ask(page, ['find', text, max], z.array(bigLine), timeoutMs);
}

/** The element that a list of the watch gave a number. */
export function numbered(page: Page, number: number): Locator {
  return question(page, ['numbered', number]);
}

/** The frames of a page that are asked beside it. */
export function watchedFrames(page: Page): Frame[] {
  const main = page.mainFrame();
  return page
    .frames()
    .filter((frame) => frame !== main && frame.url() !== '')
    .slice(0, MAX_FRAMES);
}

async function ask<T>(place: Place, asked: Question, answer: z.ZodType<T>, timeoutMs: number): Promise<T> {
  const text = await question(place, asked).textContent({ timeout: timeoutMs });
  return answer.parse(JSON.parse(text ?? 'null'));
}

function question(place: Place, asked: Question): Locator {
  // A quote would be one of the selector's own.
  return place.locator(`${WATCH}=${encodeURIComponent(JSON.stringify(asked)).replaceAll("'", '%27')}`);
}
