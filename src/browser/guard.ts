/**
 * The guard on the wire: a forward proxy on loopback through which the browser must go. Only allowed origins pass.
 * A context's own routing lets redirects, workers, WebSockets and beacons out (microsoft/playwright#3994); a proxy sees all of them.
 */
import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { parseUrl } from '../core/url.ts';
import { isAllowed, isAllowedTunnel } from './origins.ts';

export interface Guard {
  /** For the browser's proxy setting. */
  url: string;
  /** Refused addresses since the last call, once each. */
  takeRefused(): string[];
  close(): Promise<void>;
}

const REFUSED_HEAD = 'HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n';

/** `headers` are added to plain HTTP requests; HTTPS is passed through unread. */
export async function startGuard(origins: readonly string[], headers: Record<string, string> = {}): Promise<Guard> {
  const refused = new Set<string>();
  const sockets = new Set<Duplex>();
  const agent = new http.Agent({ keepAlive: true });

  const server = http.createServer((request, response) => {
    const url = request.url ?? '';
    if (!isAllowed(url, origins)) {
      refused.add(addressOf(url));
      response.writeHead(403, { 'content-type': 'text/plain' }).end('refused by uitest: not an allowed origin\n');
      return;
    }
    forward(request, response, agent, headers);
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
    tunnel(client, head, wanted.hostname, Number(wanted.port));
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
  agent: http.Agent,
  extra: Record<string, string>,
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
      answer.pipe(response);
      // An answer that the server cut must be cut for the page as well, or it would load half a page for a whole one.
      answer.on('error', () => response.destroy());
    },
  );
  for (const [name, value] of Object.entries({ ...headers, ...extra, host: url.host }))
    if (value !== undefined) onward.setHeader(name, value);
  onward.on('error', () => {
    // Closing without an answer is what the browser would have met: it shows its own error page.
    response.destroy();
  });
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}

function tunnel(client: Duplex, head: Buffer, host: string, port: number): void {
  const onward = net.connect(port, unbracket(host), () => {
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.write(head);
    onward.pipe(client);
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
