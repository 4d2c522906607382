/** What a picture's first bytes say of it: its kind, whatever its name ends in, and its size. Nothing is decoded. */
import type { PictureType } from '../core/message.ts';

export interface PictureHeader {
  mime: PictureType;
  /** Pixels. */
  width: number;
  height: number;
}

/** Undefined for what is not a PNG, JPEG or WebP, or is cut short. */
export function readPictureHeader(bytes: Buffer): PictureHeader | undefined {
  try {
    const ascii = (from: number, to: number) => bytes.toString('latin1', from, to);
    if (ascii(0, 8) === '\u0089PNG\r\n\u001a\n' && ascii(12, 16) === 'IHDR' && bytes.includes('IEND'))
      return { mime: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP' && bytes.readUInt32LE(4) + 8 <= bytes.length)
      return webp(bytes, ascii(12, 16));
    if (bytes.readUInt16BE(0) === 0xffd8 && bytes.includes(END_OF_JPEG)) return jpeg(bytes);
  } catch (error) {
    // Reading behind the last byte: the file is cut short.
    if (!(error instanceof RangeError)) throw error;
  }
  return undefined;
}

/** https://developers.google.com/speed/webp/docs/riff_container: lossy, lossless, and the form with features. */
function webp(bytes: Buffer, chunk: string): PictureHeader | undefined {
  const mime = 'image/webp';
  if (chunk === 'VP8 ')
    return { mime, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (chunk === 'VP8X') return { mime, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  if (chunk !== 'VP8L') return undefined;
  const bits = bytes.readUInt32LE(21);
  return { mime, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9]);

/** Goes from segment to segment up to the start of a frame: SOF0 to SOF15, without the tables and extensions among them. */
function jpeg(bytes: Buffer): PictureHeader | undefined {
  for (let at = 2; bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes.readUInt8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { mime: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return undefined;
}
