/** An uploaded file as code: its content where it is small enough to stand in the spec, else its path. */
import { literal } from '../core/locatorText.ts';
import type { UploadedFile } from '../core/action.ts';

export function fileCode({ name, path }: UploadedFile, uploads: ReadonlyMap<string, string>): string {
  const base64 = uploads.get(name);
  if (base64 === undefined) return literal(path);
  return `{ name: ${literal(name)}, mimeType: ${literal(mimeOf(name))}, buffer: Buffer.from(${literal(base64)}, 'base64') }`;
}

const MIME = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['svg', 'image/svg+xml'],
  ['webp', 'image/webp'],
  ['pdf', 'application/pdf'],
  ['csv', 'text/csv'],
  ['txt', 'text/plain'],
  ['json', 'application/json'],
]);

function mimeOf(name: string): string {
  return MIME.get(name.split('.').at(-1)?.toLowerCase() ?? '') ?? 'application/octet-stream';
}
