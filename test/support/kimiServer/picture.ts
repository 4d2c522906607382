/** Pictures as the real hosts take them: base64 data URLs of JPEG or PNG that decode. And their pixels, to answer from. */
import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';

export interface Colour {
  r: number;
  g: number;
  b: number;
}

export class Picture {
  readonly width: number;
  readonly height: number;
  private readonly data: Uint8Array;

  constructor(width: number, height: number, data: Uint8Array) {
    this.width = width;
    this.height = height;
    this.data = data;
  }

  /** The colour at a pixel, counted from the top left corner. */
  pixel(x: number, y: number): Colour {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height)
      throw new RangeError(`(${x}, ${y}) is outside the picture of ${this.width} × ${this.height}`);
    const at = (Math.floor(y) * this.width + Math.floor(x)) * 4;
    return { r: this.data[at] ?? 0, g: this.data[at + 1] ?? 0, b: this.data[at + 2] ?? 0 };
  }

  /** The centre of all pixels of about this colour, as fractions; undefined where there is none. */
  centreOf(wanted: Colour, tolerance = 40): { x: number; y: number; pixels: number } | undefined {
    let [sumX, sumY, pixels] = [0, 0, 0];
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        const { r, g, b } = this.pixel(x, y);
        const off = Math.max(Math.abs(r - wanted.r), Math.abs(g - wanted.g), Math.abs(b - wanted.b));
        if (off > tolerance) continue;
        sumX += x + 0.5;
        sumY += y + 0.5;
        pixels++;
      }
    }
    return pixels === 0 ? undefined : { x: sumX / pixels / this.width, y: sumY / pixels / this.height, pixels };
  }
}

/** A run sends the same picture in several requests: each is decoded once. */
const decoded = new Map<string, Picture | Error>();
const MAX_KEPT = 8;

/** Throws an `Error` that says why a host would refuse the URL. */
export function decodePicture(url: string): Picture {
  const [, type = '', base64 = ''] = /^data:image\/(jpeg|png);base64,([A-Za-z0-9+/]+=*)$/.exec(url) ?? [];
  if (!base64) throw new Error(`unsupported image url: ${url.slice(0, 60)}`);
  const key = createHash('sha256').update(url).digest('hex');
  const known = decoded.get(key) ?? tryDecode(type, Buffer.from(base64, 'base64'));
  decoded.delete(key);
  decoded.set(key, known);
  if (decoded.size > MAX_KEPT) decoded.delete([...decoded.keys()][0] ?? '');
  if (known instanceof Error) throw known;
  return known;
}

function tryDecode(type: string, bytes: Buffer): Picture | Error {
  try {
    const { width, height, data } = type === 'png' ? pngOf(bytes) : jpegOf(bytes);
    return new Picture(width, height, data);
  } catch (error) {
    return new Error(`failed to decode image: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pngOf(bytes: Buffer) {
  if (bytes.readUInt32BE(0) !== 0x89504e47) throw new Error('not a PNG');
  return PNG.sync.read(bytes);
}

function jpegOf(bytes: Buffer) {
  if (bytes.readUInt16BE(0) !== 0xffd8) throw new Error('not a JPEG');
  if (bytes.readUInt16BE(bytes.length - 2) !== 0xffd9) throw new Error('the JPEG is cut short');
  return jpeg.decode(bytes, { useTArray: true, formatAsRGBA: true, maxMemoryUsageInMB: 256 });
}
