/** The pictures of a run as they stand in a report that is one file: WebP, as good as the size of the file allows. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findChromium } from '../browser/finder.ts';
import { launchBrowser } from '../browser/launch.ts';
import { openEncoder, type Encoder, type Encoding } from '../browser/reencode.ts';
import { messageOf } from '../core/error.ts';
import { SHOTS_DIR } from '../journal/write.ts';
import type { Pictures } from '../report/singleFile.ts';
import { isRoot } from '../runner/preflight.ts';

/**
 * From what looks like the screenshot to what can still be read: text of 12 pixels can at every one of them. Colours suffer before
 * sharpness, because a report is read. Pages half of text, half of photographs, at 1280×720: 142, 105, 84, 63, 48 and 29 kB each.
 */
const STEPS: readonly (Encoding & { words: string })[] = [
  { quality: 0.8, scale: 1, words: 'quality 80' },
  { quality: 0.6, scale: 1, words: 'quality 60' },
  { quality: 0.4, scale: 1, words: 'quality 40' },
  { quality: 0.2, scale: 1, words: 'quality 20' },
  { quality: 0.4, scale: 0.75, words: 'three quarters of the width' },
  { quality: 0.3, scale: 0.6, words: 'three fifths of the width' },
];
/** Encoded at first, to tell at which step all of them will fit. */
const SAMPLE = 8;

/** Base64: four characters for three bytes; and what names the picture. */
const lengthInFile = (bytes: number) => Math.ceil(bytes / 3) * 4 + 80;

export interface FilePictures {
  pictures: Pictures;
  /** How they were made, for people; empty where they are as good as they can be. */
  note: string;
}

interface Stored {
  name: string;
  bytes: Buffer;
  mime: string;
}

/** `room`: bytes that the pictures may take in the file. Without a browser they stay as they are. */
export async function filePictures(dir: string, room: number): Promise<FilePictures> {
  const stored = picturesIn(path.join(dir, SHOTS_DIR));
  if (stored.length === 0) return { pictures: {}, note: '' };
  try {
    return await withEncoders((encoders) => smallEnough(encoders, stored, room));
  } catch (error) {
    // No browser, or one that crashed over a picture: a large file is better than none.
    const pictures = Object.fromEntries(stored.map((each) => [each.name, address(each.mime, each.bytes)]));
    return { pictures, note: `the pictures are as they were taken: ${messageOf(error).split('\n')[0]}` };
  }
}

/** Two, because one picture takes a processor a tenth of a second. */
async function withEncoders<T>(work: (encoders: readonly Encoder[]) => Promise<T>): Promise<T> {
  const { executable } = await findChromium({
    env: process.env,
    say: () => undefined,
    install: false,
    root: isRoot(),
  });
  const browser = await launchBrowser({ browser: 'chromium', executable, headed: false, sandbox: !isRoot() });
  try {
    return await work([await openEncoder(browser), await openEncoder(browser)]);
  } finally {
    await browser.close();
  }
}

async function smallEnough(
  encoders: readonly Encoder[],
  stored: readonly Stored[],
  room: number,
): Promise<FilePictures> {
  const every = Math.ceil(stored.length / SAMPLE);
  const sample = stored.filter((_, at) => at % every === 0);
  let encoded: Encoded | undefined;
  let made = '';
  for (const [at, step] of STEPS.entries()) {
    const last = at === STEPS.length - 1;
    const tried = await encodeAll(encoders, sample, step);
    if (!last && (tried.length / sample.length) * stored.length > room) continue;
    encoded = sample.length === stored.length ? tried : await encodeAll(encoders, stored, step);
    made = at === 0 ? '' : step.words;
    if (encoded.length <= room) break;
  }
  const { pictures = {}, length = 0 } = encoded ?? {};
  if (length > room) return { pictures, note: `its pictures cannot be made smaller than ${made}` };
  return { pictures, note: made === '' ? '' : `pictures made smaller to fit: ${made}` };
}

interface Encoded {
  pictures: Pictures;
  /** What they take in the file. */
  length: number;
}

async function encodeAll(encoders: readonly Encoder[], stored: readonly Stored[], step: Encoding): Promise<Encoded> {
  const smaller = new Map<string, Buffer>();
  const waiting = [...stored];
  const work = async (encoder: Encoder) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const webp = await encoder.encode(next.bytes, step);
      // A picture of few colours can be smaller as it is.
      if (webp && webp.length < next.bytes.length) smaller.set(next.name, webp);
    }
  };
  await Promise.all(encoders.map(work));
  const encoded: Encoded = { pictures: {}, length: 0 };
  for (const { name, bytes, mime } of stored) {
    const webp = smaller.get(name);
    encoded.pictures[name] = webp ? address('image/webp', webp) : address(mime, bytes);
    encoded.length += lengthInFile((webp ?? bytes).length);
  }
  return encoded;
}

const MAGIC: readonly [string, RegExp][] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['image/webp', /^52494646.{8}57454250/],
];

/** What is a picture by its first bytes, whatever it is called: a page must not bring an SVG or HTML in. */
function picturesIn(shots: string): Stored[] {
  return namesIn(shots).flatMap((name) => {
    const bytes = readFileSync(path.join(shots, name));
    const head = bytes.subarray(0, 12).toString('hex');
    const mime = MAGIC.find(([, magic]) => magic.test(head))?.[0];
    return mime === undefined ? [] : [{ name, bytes, mime }];
  });
}

/** A run that died before its first picture has no folder of them. Links are left out: they may lead anywhere. */
function namesIn(shots: string): string[] {
  try {
    return readdirSync(shots, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^[\w-]{1,80}\.(jpg|png|webp)$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function address(mime: string, bytes: Buffer): string {
  return `data:${mime};base64,${bytes.toString('base64')}`;
}
