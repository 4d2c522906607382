/** Looks at pages that let nobody look: one that loads documents without end, one that the snapshot takes too long on. */
import { setTimeout as pause } from 'node:timers/promises';
import { errors, type Page } from 'playwright';
import { TOO_SLOW } from './bigPage.ts';
import type { Listing } from './listing.ts';
import { holdDocuments } from './load.ts';

/** A look takes some 100 ms; each new document makes Playwright begin its part of it anew. */
const PATIENCE_MS = 3_000;
const HOLD_MS = 2_000;
const RELEASE_MS = 1_000;
/** One that comes while it is looked at is what the last action led to, late. */
const MAX_DOCUMENTS = 1;
/** Logging in elsewhere takes a handful of documents that go on by themselves. */
const MAX_WHILE_SETTLING = 10;

const LOADS_FOR_EVER = 'the page loads itself again and again: it was stopped';
const NO_LIST = '… no list: the page did not answer in time; aim at the screenshot by x, y';

interface Loading {
  page: Page;
  /** How many documents the page has asked for so far. */
  documents(): number;
  /** How many of them while it was waited for in vain to be quiet. */
  restless: number;
  tell(line: string): void;
}

/**
 * Ends as `look` does. A page that goes on loading documents is held to the one that it shows until then: before it is looked
 * at, where that is known already, for what is asked of a document that goes may never be answered.
 */
export async function besideLoads<T>(look: () => Promise<T>, { page, documents, restless, tell }: Loading): Promise<T> {
  let held: Promise<(() => Promise<void>) | undefined> | undefined;
  const hold = () => {
    if (held) return;
    tell(LOADS_FOR_EVER);
    // A page that cannot be held may yet be looked at.
    held = holdDocuments(page).catch(() => undefined);
  };
  if (restless > MAX_WHILE_SETTLING) {
    hold();
    await Promise.race([held, pause(HOLD_MS)]);
  }
  const before = documents();
  const timer = setInterval(() => {
    if (documents() - before > MAX_DOCUMENTS) hold();
  }, PATIENCE_MS);
  try {
    return await look();
  } finally {
    clearInterval(timer);
    // A page that is hard to hold is let go when it can be; what was seen is not kept back for it.
    const released = held?.then((release) => release?.()).catch(() => undefined);
    if (released) await Promise.race([released, pause(RELEASE_MS)]);
  }
}

/** As `Listing.look`. Where the snapshot does not come in time, `stop` ends it in the page, and the list is our own, or a line that says that there is none. */
export async function listAnyhow(
  listing: Pick<Listing, 'look' | 'listed'>,
  page: Page,
  { viewport, seen, stop }: { viewport: Viewport; seen: Parameters<Listing['look']>[2]; stop(): Promise<void> },
): Promise<string> {
  try {
    return await listing.look(page, viewport, seen);
  } catch (error) {
    if (!isLate(error)) throw error;
  }
  await stop();
  try {
    return await listing.look(page, viewport, { size: TOO_SLOW, editors: [] });
  } catch (error) {
    if (!isLate(error)) throw error;
    listing.listed = new Map();
    return NO_LIST;
  }
}

interface Viewport {
  width: number;
  height: number;
}

function isLate(error: unknown): boolean {
  return error instanceof errors.TimeoutError;
}
