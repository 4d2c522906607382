/** What a planner names, and what becomes of it. */
import type { Locator, Page } from 'playwright';
import type { Target } from '../core/action.ts';
import type { LastLook } from './lastLook.ts';
import type { Spoken } from './lasting.ts';
import type { Listing } from './listing.ts';

export interface Where {
  ref?: string | undefined;
  x?: number | undefined;
  y?: number | undefined;
}

/** A target with the locator through which the action goes. */
export interface Resolved {
  target: Target;
  locator: Locator;
  /** Where in the element, in CSS pixels from its top left corner; absent: its centre. */
  position?: { x: number; y: number };
  /** The element as the list had it: found again without a search, as long as it is there. */
  listed?: Locator;
}

/** The model's own mistake: told to it, never thrown past the driver. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

/** The page's doing, not the model's mistake: something else is at the point than was shown there. */
export class MovedError extends TargetError {}

export interface ResolveContext {
  page: Page;
  viewport: { width: number; height: number };
  /** What the planner was shown: for the recording, for "did you mean", and to see that the target is still what it was. */
  listing: Listing;
  lastLook: LastLook;
  timeoutMs: number;
  spoken: Spoken;
  /** Stops a search for a locator that takes too long. */
  stop(): Promise<void>;
}
