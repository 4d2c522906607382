/** Uploaded files as code: their content where all are small enough to stand in the spec, else their paths. Playwright takes no mixture. */
import { literal } from '../core/locatorText.ts';
import type { UploadedFile } from '../core/action.ts';
import { suitePath, type SuiteStyle } from './suiteStyle.ts';

export function filesCode(
  files: readonly UploadedFile[],
  uploads: ReadonlyMap<string, string>,
  suite: SuiteStyle | undefined,
): string {
  const whole = files.every(({ name }) => uploads.has(name));
  const codes = files.map(({ name, path }) =>
    whole ? contentCode(name, uploads.get(name) ?? '') : literal(suitePath(path, suite)),
  );
  const [only = ''] = codes;
  return codes.length === 1 ? only : `[${codes.join(', ')}]`;
}

function contentCode(name: string, base64: string): string {
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
