/** Posted forms: url-encoded, or multipart where a file may be among the fields. */
import type { IncomingMessage } from 'node:http';
import type { Upload } from './state.ts';

const MAX_BYTES = 5_000_000;

export interface Form {
  /** Trimmed; empty where the field was not sent. */
  text: (name: string) => string;
  has: (name: string) => boolean;
  upload: (name: string) => Upload | undefined;
}

export const emptyForm: Form = { text: () => '', has: () => false, upload: () => undefined };

export async function readForm(request: IncomingMessage): Promise<Form> {
  const body = await readBody(request);
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  const uploads = new Map<string, Upload>();
  const fields = boundary === undefined ? new URLSearchParams(body.toString()) : multipart(body, boundary, uploads);
  return {
    text: (name) => (fields.get(name) ?? '').trim(),
    has: (name) => fields.has(name),
    upload: (name) => uploads.get(name),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`expected a form of at most ${MAX_BYTES} bytes, got more`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Fields are returned; files that are not empty are put into `uploads`. */
function multipart(body: Buffer, boundary: string, uploads: Map<string, Upload>): URLSearchParams {
  const fields = new URLSearchParams();
  for (const part of partsBetween(body, Buffer.from(`--${boundary}`))) {
    const split = part.indexOf('\r\n\r\n');
    if (split < 0) continue;
    const head = part.subarray(0, split).toString();
    const bytes = part.subarray(split + 4, part.length - 2);
    const name = / name="([^"]*)"/.exec(head)?.[1] ?? '';
    const fileName = / filename="([^"]*)"/.exec(head)?.[1];
    if (fileName === undefined) fields.append(name, bytes.toString());
    else if (bytes.length > 0)
      uploads.set(name, { name: fileName, type: /content-type: *(\S+)/i.exec(head)?.[1] ?? '', bytes });
  }
  return fields;
}

function partsBetween(body: Buffer, mark: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let start = body.indexOf(mark);
  while (start >= 0) {
    const end = body.indexOf(mark, start + mark.length);
    if (end >= 0) parts.push(body.subarray(start + mark.length, end));
    start = end;
  }
  return parts;
}
