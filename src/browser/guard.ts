/**
 * The guard on the wire: a forward proxy on loopback through which the browser must go. Only allowed origins pass.
 * A context's own routing lets redirects, workers, WebSockets and beacons out (microsoft/playwright#3994); a proxy sees all of them.
 */
import http from 'node:http';
import net from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import { parseUrl } from '../core/url.ts';
import { isAllowed, isAllowedTunnel } from './origins.ts';

export interface Guard {
  /** For the browser's proxy setting. */
  url: string;
  /** Refused addresses since the last call, once each. */
  takeRefused(): string[];
  /** Addresses whose answers were cut off since the last call, because they were longer than allowed. */
  takeTooLong(): string[];
  close(): Promise<void>;
}

/** More than a test needs to be sent, less than a disk holds. */
const MAX_BYTES = 1_000_000_000;
const REFUSED_HEAD = 'HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

export interface GuardOptions {
  /** Of one answer; a longer one is cut off, so that no download fills the disk. Of one connection where it is HTTPS. */
  maxBytes?: number;
}

/** Lets requests to the origins through; HTTPS is passed on unread. */
export async function startGuard(
  origins: readonly string[],
  { maxBytes = MAX_BYTES }: GuardOptions = {},
): Promise<Guard> {
  const refused = new Set<string>();
  const tooLong = new Set<string>();
  const sockets = new Set<Duplex>();
  const agent = new http.Agent({ keepAlive: true });

  const server = http.createServer((request, response) => {
    const url = request.url ?? '';
    if (!isAllowed(url, origins)) {
      refused.add(addressOf(url));
      response.writeHead(403, { 'content-type': 'text/plain' }).end('refused by uitest: not an allowed origin\n');
      return;
    }
    forward(request, response, { agent, maxBytes, tooLong: () => tooLong.add(url) });
  });
  server.on('connect', (request: http.IncomingMessage, client: Duplex, head: Buffer) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    client.on('error', () => client.destroy());
    const wanted = parseUrl(`tunnel://${request.url ?? ''}`);
    if (!wanted || !isAllowedTunnel(wanted.hostname, Number(wanted.port), origins)) {
      refused.add(wanted?.host ?? (request.url ?? '').slice(0, 200));
      client.end(REFUSED_HEAD);
      return;
    }
    const { hostname, port, host } = wanted;
    tunnel(client, head, { hostname, port: Number(port), maxBytes, tooLong: () => tooLong.add(host) });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });

  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    takeRefused() {
      const taken = [...refused];
      refused.clear();
      return taken;
    },
    takeTooLong() {
      const taken = [...tooLong];
      tooLong.clear();
      return taken;
    },
    async close() {
      agent.destroy();
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  { agent, ...limit }: Limit & { agent: http.Agent },
): void {
  const url = new URL(request.url ?? '');
  const { 'proxy-connection': _, ...headers } = request.headers;
  const onward = http.request(
    {
      host: unbracket(url.hostname),
      port: url.port || 80,
      path: url.pathname + url.search,
      method: request.method,
      agent,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
      limited(answer, limit).pipe(response);
      // An answer that the server cut must be cut for the page as well, or it would load half a page for a whole one.
      answer.on('error', () => response.destroy());
    },
  );
  for (const [name, value] of Object.entries({ ...headers, host: url.host }))
    if (value !== undefined) onward.setHeader(name, value);
  onward.on('error', () => {
    // Closing without an answer is what the browser would have met: it shows its own error page.
    response.destroy();
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

interface Limit {
  maxBytes: number;
  tooLong(): void;
}

/** Counts what comes, and breaks off what is too long. */
function limited<Stream extends Readable>(stream: Stream, { maxBytes, tooLong }: Limit): Stream {
  let bytes = 0;
  return stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) return;
    tooLong();
    stream.destroy(new Error('too long'));
  });
}

function tunnel(
  client: Duplex,
  head: Buffer,
  { hostname, port, ...limit }: Limit & { hostname: string; port: number },
): void {
  const onward = net.connect(port, unbracket(hostname), () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    limited(onward, limit).pipe(client);
    client.pipe(onward);
  });
  onward.on('error', () => client.destroy());
  client.on('close', () => onward.destroy());
}

function unbracket(host: string): string {
  return host.replace(/^\[(.*)\]$/, '$1');
}

function addressOf(url: string): string {
  return parseUrl(url)?.origin ?? url.slice(0, 200);
}
