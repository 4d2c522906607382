/** Where on a picture of the page an element will be. */
import type { Locator } from 'playwright';
import type { Box } from '../core/action.ts';

const TIMEOUT_MS = 1_000;

/** Brings the element into view and says where it is then; undefined where it is not, or is not one. */
export async function placeOf(locator: Locator): Promise<Box | undefined> {
  try {
    await locator.scrollIntoViewIfNeeded({ timeout: TIMEOUT_MS });
    return (await locator.boundingBox({ timeout: TIMEOUT_MS })) ?? undefined;
  } catch {
    return undefined;
  }
}
