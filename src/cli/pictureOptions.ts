/** What pictures cost is decided by their size: a smaller viewport has fewer tokens, a lower quality fewer bytes. */
import { UitestError } from '../core/error.ts';

const MOST_PIXELS = 10_000;

/** `--screenshot-quality 80`. Throws `usage.invalid`. */
export function readQuality(given: unknown): number {
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 100) return given;
  throw wrong('--screenshot-quality', 'a whole number from 1 to 100, such as 60', given);
}

/** `--viewport 1024x768`: CSS pixels. Throws `usage.invalid`. */
export function readViewport(given: unknown): { width: number; height: number } | undefined {
  if (given === undefined) return undefined;
  const [, width, height] = /^([1-9]\d*)x([1-9]\d*)$/i.exec(typeof given === 'string' ? given : '') ?? [];
  const size = { width: Number(width), height: Number(height) };
  if (size.width <= MOST_PIXELS && size.height <= MOST_PIXELS) return size;
  throw wrong('--viewport', `WIDTHxHEIGHT in CSS pixels, each at most ${MOST_PIXELS}, such as 1024x768`, given);
}

function wrong(option: string, expected: string, given: unknown): UitestError {
  // A number that is none comes as NaN, which JSON calls null.
  const found = typeof given === 'number' ? String(given) : JSON.stringify(given);
  return new UitestError('usage.invalid', `${option}: expected ${expected}, found ${found}`);
}
