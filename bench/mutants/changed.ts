/** The demo behind a change: a server of its own that asks the demo and changes what it answers. */
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo } from '../../demo/server.ts';
import type { Change } from './changes.ts';

export async function serveChanged(port: number, change: Change): Promise<{ close(): Promise<void> }> {
  const demo = await startDemo({ port: 0 });
  const server = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const asked = ask({ host: '127.0.0.1', port: demo.port, method, path: url, headers }, (answer) => {
      void (async () => {
        const body = await whole(answer);
        const isHtml = (answer.headers['content-type'] ?? '').includes('text/html');
        const changed = isHtml && change.html ? Buffer.from(change.html(body.toString())) : body;
        if (change.delayMs !== undefined) await pause(change.delayMs);
        const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
        outgoing.writeHead(answer.statusCode ?? 200, rest).end(changed);
      })();
    });
    asked.on('error', () => outgoing.destroy());
    incoming.pipe(asked);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async close() {
      server.close();
      server.closeAllConnections();
      await demo.close();
    },
  };
}

async function whole(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk as Buffer));
  return Buffer.concat(chunks);
}
