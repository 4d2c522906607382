import type { Page } from 'playwright';

/** A picture, font or stream that never comes keeps a page from being loaded, but not from being used. */
const PATIENCE_MS = 5_000;

/** Goes somewhere and waits for its `load`, for a while. */
export async function load(
  page: Page,
  go: (options: { waitUntil: 'domcontentloaded' }) => Promise<unknown>,
): Promise<void> {
  await go({ waitUntil: 'domcontentloaded' });
  await page.waitForLoadState('load', { timeout: PATIENCE_MS }).catch(() => undefined);
}
