/** Serves one folder on loopback, on a random port: only to requests that name this host, so that no web page can read it by DNS tricks. */
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

/** Resolves to its address; it serves until the process ends. */
export async function serveFolder(folder: string): Promise<string> {
  const root = realpathSync(folder);
  const server = http.createServer((request, response) => {
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const known = [`127.0.0.1:${port}`, `localhost:${port}`].includes(request.headers.host ?? '');
    const file = known ? fileFor(root, request.url ?? '/') : undefined;
    if (!file) {
      response
        .writeHead(known ? 404 : 403, { 'content-type': 'text/plain' })
        .end(known ? 'not found\n' : 'wrong host\n');
      return;
    }
    response.writeHead(200, {
      'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
}

function fileFor(root: string, url: string): string | undefined {
  try {
    const name = decodeURIComponent(new URL(url, 'http://host').pathname);
    const file = realpathSync(path.join(root, name === '/' ? 'index.html' : name));
    return file.startsWith(root + path.sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined; // Not there, or not a path.
  }
}
