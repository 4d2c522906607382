/** What an engine of ours says of an element: the text of an element that it made. */
import type { Locator } from 'playwright';
import type { z } from 'zod';

const SAY_MS = 2_000;

/** Of the first element that `locator` finds. Throws Playwright's `TimeoutError` when there is none. */
export async function said<T>(locator: Locator, engine: string, schema: z.ZodType<T>): Promise<T> {
  const text = await locator.locator(engine).textContent({ timeout: SAY_MS });
  return schema.parse(JSON.parse(text ?? 'null'));
}
