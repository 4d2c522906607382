/** Pictures made smaller: drawn in a page of ours that loads nothing, and read back as WebP. */
import type { Browser, Page } from 'playwright';
import { within } from './deadline.ts';

export interface Encoding {
  /** 0 to 1. */
  quality: number;
  /** Of width and height, 0 to 1. */
  scale: number;
}

/** For one picture, in which Chromium needs a tenth of a second on a busy machine. */
const TIMEOUT_MS = 20_000;

export interface Encoder {
  /** The bytes of a WebP; undefined for what is no picture. Throws `browser.stuck`. */
  encode(bytes: Buffer, encoding: Encoding): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

export async function openEncoder(browser: Browser): Promise<Encoder> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  return {
    encode: (bytes, encoding) => within(TIMEOUT_MS, 'making a picture smaller', encodeIn(page, bytes, encoding)),
    close: () => context.close(),
  };
}

async function encodeIn(page: Page, bytes: Buffer, { quality, scale }: Encoding): Promise<Buffer | undefined> {
  const encoded = await page.evaluate(
    async ({ data, quality: wanted, scale: by }) => {
      const source = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([source])).catch(() => undefined);
      if (!picture) return undefined;
      const size = (length: number) => Math.max(1, Math.round(length * by));
      const canvas = document.createElement('canvas');
      canvas.width = size(picture.width);
      canvas.height = size(picture.height);
      const context = canvas.getContext('2d');
      if (!context) return undefined;
      context.imageSmoothingQuality = 'high';
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const address = canvas.toDataURL('image/webp', wanted);
      return address.startsWith('data:image/webp;base64,') ? address.slice(address.indexOf(',') + 1) : undefined;
    },
    { data: bytes.toString('base64'), quality, scale },
  );
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
}
