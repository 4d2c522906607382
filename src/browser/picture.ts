/** Screenshots. With secrets in play, whatever shows one is painted over before the picture leaves the browser. */
import { createHash } from 'node:crypto';
import type { Locator, Page } from 'playwright';
import type { ImagePart, Retake } from '../core/message.ts';
import type { Screenshot } from '../core/observation.ts';
import { within } from './deadline.ts';
import { SECRET } from './engines.ts';

/** Of the JPEG: text stays sharp. */
export const DEFAULT_QUALITY = 80;
/** Longer than any page needs; a web font that never loads makes Playwright wait for ever. */
const TIMEOUT_MS = 2_000;
/** Of a picture that a host found too large: a quarter of the pixels, and letters that can still be read. */
const SMALLER = { factor: 0.5, quality: 0.6 };

/** `quality`: of the JPEG, 1 to 100. Undefined when no picture could be had without showing a secret. */
export async function takePicture(
  page: Page,
  secrets: readonly string[],
  quality = DEFAULT_QUALITY,
): Promise<Screenshot | undefined> {
  const jpeg = await shoot(page, secrets, { type: 'jpeg', quality });
  if (!jpeg) return undefined;
  return { jpeg, id: createHash('sha256').update(jpeg).digest('hex').slice(0, 16), ...sizeOf(page) };
}

/** The same for a model's host that refused the picture as `takePicture` gives it. */
export async function retakePicture(
  page: Page,
  secrets: readonly string[],
  how: Retake,
): Promise<ImagePart | undefined> {
  const bytes = await shoot(
    page,
    secrets,
    how === 'png' ? { type: 'png' } : { type: 'jpeg', quality: DEFAULT_QUALITY },
  );
  if (!bytes) return undefined;
  const size = sizeOf(page);
  if (how === 'png') return { type: 'image', mime: 'image/png', bytes, ...size };
  const [width, height] = [size.width, size.height].map((length) => Math.round(length * SMALLER.factor));
  return {
    type: 'image',
    mime: 'image/jpeg',
    bytes: await scaled(bytes, page),
    width: width ?? 0,
    height: height ?? 0,
  };
}

type Form = { type: 'png' } | { type: 'jpeg'; quality: number };

async function shoot(page: Page, secrets: readonly string[], form: Form): Promise<Buffer | undefined> {
  const mask = secrets.length > 0 ? masksOf(page, secrets) : [];
  return page
    .screenshot({
      ...form,
      scale: 'css',
      caret: 'initial',
      timeout: TIMEOUT_MS,
      ...(mask.length > 0 ? { mask, maskColor: '#1f2937' } : {}),
    })
    .catch((error: unknown) => {
      if (mask.length > 0) return undefined;
      return within(TIMEOUT_MS, 'taking a picture', overCdp(page, form)).catch(() => {
        throw error;
      });
    });
}

function sizeOf(page: Page): { width: number; height: number } {
  return page.viewportSize() ?? { width: 0, height: 0 };
}

function masksOf(page: Page, secrets: readonly string[]): Locator[] {
  return page.frames().map((frame) => frame.locator(`${SECRET}=${JSON.stringify(secrets)}`));
}

/** Chromium only: takes what is painted, without waiting for fonts. */
async function overCdp(page: Page, { type: format, ...rest }: Form): Promise<Buffer> {
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send('Page.captureScreenshot', { format, ...rest });
  await cdp.detach();
  return Buffer.from(data, 'base64');
}

/** Scaled in an empty page of its own, which has nothing of the application: masks are in the pixels already. */
async function scaled(jpeg: Buffer, page: Page): Promise<Buffer> {
  const context = await page.context().browser()?.newContext();
  if (!context) return jpeg;
  try {
    const scratch = await context.newPage();
    const url = await scratch.evaluate(
      async ({ source, factor, quality }) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = Math.round(image.width * factor);
        canvas.height = Math.round(image.height * factor);
        canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL('image/jpeg', quality);
      },
      { source: `data:image/jpeg;base64,${jpeg.toString('base64')}`, ...SMALLER },
    );
    return Buffer.from(url.split(',')[1] ?? '', 'base64');
  } finally {
    await context.close();
  }
}
