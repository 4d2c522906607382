/** Widget libraries as their makers publish them: `/lib/<package>/…` is that file of `node_modules`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Handler } from '../support/localServer.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../node_modules');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export const libraries: Handler = (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://host');
  const file = path.join(FOLDER, pathname.replace(/^\/lib\//, ''));
  try {
    if (!pathname.startsWith('/lib/') || !file.startsWith(FOLDER + path.sep)) throw new RangeError(pathname);
    const body = readFileSync(file);
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404).end('no such file');
  }
};
