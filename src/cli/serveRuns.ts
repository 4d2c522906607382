/**
 * Serves the reports of a folder on loopback, at a random port. Only to requests that name this host, so that no web page reads
 * them by DNS tricks, and below a path that nobody can guess, so that no other user of this machine does. (A cookie would go to
 * every port of 127.0.0.1, whoever listens there.)
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream, realpathSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.json': 'application/json',
  '.jsonl': 'text/plain; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
};

/** The pages bring their own policy; this one can only be said in a header. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': `frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Resolves to the address of the index, with a slash at its end. It serves until the process ends. `only`: the one run of the folder that is served. */
export async function serveRuns(folder: string, only?: string): Promise<string> {
  const root = realpathSync(folder);
  const token = randomBytes(16).toString('hex');
  let hosts: string[] = [];
  const server = http.createServer((request, response) => {
    const refuse = (status: number, why: string, more: Record<string, string> = {}) =>
      response.writeHead(status, { ...HEADERS, ...more, 'content-type': 'text/plain' }).end(`${why}\n`);
    if (!hosts.includes(request.headers.host ?? '')) return refuse(403, 'wrong host');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'GET only', { allow: 'GET, HEAD' });
    const found = fileFor(root, token, only, request.url ?? '/');
    if (!found) return refuse(404, 'not found');
    response.writeHead(200, { ...HEADERS, 'content-type': found.type, 'content-length': found.size });
    if (request.method === 'HEAD') return response.end();
    return createReadStream(found.file, { end: Math.max(0, found.size - 1) })
      .on('error', () => response.destroy())
      .pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  return `http://127.0.0.1:${port}/${token}/`;
}

interface Served {
  file: string;
  size: number;
  type: string;
}

/** The index, and of each run its files and its pictures. No folder is listed. */
function fileFor(root: string, token: string, only: string | undefined, url: string): Served | undefined {
  try {
    const [first = '', ...names] = new URL(url, 'http://host').pathname.slice(1).split('/').map(decodeURIComponent);
    if (!same(first, token) || names.some((name) => !isPlain(name))) return undefined;
    if (names.length === 1 && names[0] === '') names[0] = 'index.html';
    const [run, inside] = names;
    const isIndex = names.length === 1 && run === 'index.html' && only === undefined;
    const isOfRun = names.length === 2 || (names.length === 3 && inside === 'shots');
    const type = TYPES[path.extname(names.at(-1) ?? '')];
    if (type === undefined || !(isIndex || (isOfRun && (only === undefined || run === only)))) return undefined;
    const file = realpathSync(path.join(root, ...names));
    const stats = statSync(file);
    // Where it really lies: no link leads anywhere else.
    if (file !== path.join(root, ...names) || !stats.isFile()) return undefined;
    return { file, size: stats.size, type };
  } catch {
    return undefined; // Not there, or not a path.
  }
}

/** A name and no way: not upwards, not hidden, not on another disk. */
function isPlain(name: string): boolean {
  return !/[\\/:\0]/.test(name) && !name.startsWith('.');
}

function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
