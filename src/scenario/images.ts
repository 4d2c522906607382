/** The pictures that a step brings along for the model: a design, a logo, an expected state. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { UitestError, messageOf } from '../core/error.ts';
import type { ImagePart } from '../core/message.ts';
import type { StepImage } from '../core/scenario.ts';
import { readPictureHeader } from './pictureHeader.ts';
import { quoted } from './problem.ts';
import type { Path, Source } from './source.ts';
import type { Reading } from './written.ts';

/** Of one step, together. Some hosts refuse a body above 2 MiB; base64 makes 1.34 MB of this, and up to four screenshots go with it. */
const MAX_BYTES = 1_000_000;
/** From about 3.2 megapixels on a host makes a picture smaller by itself; far beyond nothing on it can be read. */
const MAX_SIDE = 4096;

/** What stands under `images` at `path`; what cannot be used is a problem at its own line and column. */
export function readImages(source: Source, path: Path, listed: readonly string[], reading: Reading): StepImage[] {
  const images = listed.flatMap((name, index) => readImage(source, [...path, index], name, reading) ?? []);
  const total = images.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MAX_BYTES)
    reading.wrong(
      source,
      path,
      `expected at most ${kB(MAX_BYTES)} of pictures for a step, found ${kB(total)}: hosts refuse larger requests. Save them as JPEG or WebP, or make them smaller`,
    );
  return images.map(({ image }) => image);
}

function readImage(
  source: Source,
  path: Path,
  name: string,
  reading: Reading,
): { image: StepImage; bytes: number } | undefined {
  const file = reading.inside(source, path, name);
  if (file === undefined) return undefined;
  const refused = (found: string): undefined => {
    reading.wrong(source, path, `${quoted(name)}: expected a PNG, JPEG or WebP picture, found ${found}`);
  };
  let bytes: Buffer;
  try {
    const { size } = statSync(file);
    // Not read at all: it may be a film.
    if (size > MAX_BYTES * 20)
      return refused(`a file of ${kB(size)}: at most ${kB(MAX_BYTES)} of pictures go with a step`);
    bytes = readFileSync(file);
  } catch (error) {
    return refused(`what cannot be read (${messageOf(error).split(',')[0] ?? ''})`);
  }
  const header = readPictureHeader(bytes);
  if (!header) return refused('something else by its content, or a file that is cut short');
  const { width, height } = header;
  if (Math.min(width, height) < 1 || Math.max(width, height) > MAX_SIDE)
    return refused(`one of ${width} × ${height} pixels: make it at most ${MAX_SIDE} pixels wide and high`);
  return { image: { name: basename(name), id: idOf(bytes), file, ...header }, bytes: bytes.length };
}

/** The picture for the model. Throws `scenario.invalid` when the file is no longer the one that was read with the scenario. */
export function readStepImage({ name, id, file, mime, width, height }: StepImage): ImagePart {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (cause) {
    throw new UitestError('scenario.invalid', `the picture ${name} can no longer be read: ${messageOf(cause)}`, {
      cause,
    });
  }
  if (idOf(bytes) !== id)
    throw new UitestError(
      'scenario.invalid',
      `expected the picture ${file} as it was when the run began, found another: run again`,
    );
  return { type: 'image', mime, bytes, width, height };
}

function idOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

function kB(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`;
}
