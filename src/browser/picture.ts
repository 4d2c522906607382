/** Screenshots. With secrets in play, whatever shows one is painted over before the picture leaves the browser. */
import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright';
import type { Screenshot } from '../core/observation.ts';
import { SECRET } from './engines.ts';

/** Of the JPEG: text stays sharp. */
export const DEFAULT_QUALITY = 80;
/** Longer than any page needs; a web font that never loads makes Playwright wait for ever. */
const TIMEOUT_MS = 2_000;

/** `quality`: of the JPEG, 1 to 100. Undefined when no picture could be had without showing a secret. */
export async function takePicture(
  page: Page,
  secrets: readonly string[],
  quality = DEFAULT_QUALITY,
): Promise<Screenshot | undefined> {
  const mask = secrets.length > 0 ? masksOf(page, secrets) : [];
  const jpeg = await page
    .screenshot({
      type: 'jpeg',
      quality,
      scale: 'css',
      caret: 'initial',
      timeout: TIMEOUT_MS,
      ...(mask.length > 0 ? { mask, maskColor: '#1f2937' } : {}),
    })
    .catch((error: unknown) => {
      if (mask.length > 0) return undefined;
      return overCdp(page, quality).catch(() => {
        throw error;
      });
    });
  if (!jpeg) return undefined;
  const size = page.viewportSize() ?? { width: 0, height: 0 };
  return { jpeg, id: createHash('sha256').update(jpeg).digest('hex').slice(0, 16), ...size };
}

function masksOf(page: Page, secrets: readonly string[]): Locator[] {
  return page.frames().map((frame) => frame.locator(`${SECRET}=${JSON.stringify(secrets)}`));
}

/** Chromium only: takes what is painted, without waiting for fonts. */
async function overCdp(page: Page, quality: number): Promise<Buffer> {
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'jpeg', quality });
  await cdp.detach();
  return Buffer.from(data, 'base64');
}
