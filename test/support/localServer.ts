/** A server on loopback whose pages a test writes down: a path is a page (a string) or a handler; `*` answers every other path. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;
export type Routes = Record<string, string | Handler>;

export interface LocalServer {
  origin: string;
  /** `GET /path` of every request, in order. */
  seen: string[];
  /** Bodies of the requests that had one. */
  bodies: string[];
  /** How many connections were opened, whatever came of them. */
  connections(): number;
  close(): Promise<void>;
}

export async function startLocalServer(routes: Routes): Promise<LocalServer> {
  const seen: string[] = [];
  const bodies: string[] = [];
  let connections = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    seen.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (chunks.length > 0) bodies.push(Buffer.concat(chunks).toString());
    });
    const route = Object.hasOwn(routes, pathname) ? routes[pathname] : routes['*'];
    if (route === undefined) response.writeHead(404).end('no such page');
    else if (typeof route === 'function') route(request, response);
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(route);
  });
  server.on('connection', () => connections++);
  server.on('upgrade', (request, socket) => {
    seen.push(`UPGRADE ${request.url}`);
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    bodies,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
