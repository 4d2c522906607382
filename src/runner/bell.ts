/**
 * How a worker tells the command that something happened: a line of JSON through a socket in the folder of the job, which
 * only we may open. It says where to look; what happened stands in the journal. So nothing is told that is not written down,
 * and what a tool of the user prints can never be taken for it.
 */
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';
import { messageOf } from '../core/error.ts';

const ring = z.strictObject({
  /** Which of the runs that were handed back. */
  run: z.string(),
  /** So many events are in its journal. */
  events: z.number(),
  /** Lines of what the model says, without the values of secrets. */
  words: z.array(z.string()).optional(),
});
export type Ring = z.output<typeof ring>;

export interface Bell {
  ring(ring: Ring): void;
}

/** For a worker. Where nobody listens, nothing is told, and the run goes on. */
export function bellOf(folder: string): Bell {
  const socket = net.connect(addressIn(folder));
  socket.on('error', () => socket.destroy());
  // A worker that is done does not stay for it.
  socket.unref();
  return { ring: (each) => void (socket.destroyed || socket.write(`${JSON.stringify(each)}\n`)) };
}

export interface Listening {
  close(): void;
}

/** For the command: resolves when workers can be heard. */
export async function listenIn(folder: string, heard: (ring: Ring) => void): Promise<Listening> {
  const server = net.createServer((socket) => {
    let pending = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) heard(ring.parse(JSON.parse(line)));
    });
    socket.unref();
  });
  server.unref();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(addressIn(folder), resolve);
  }).catch((error: unknown) => process.emitWarning(`no progress can be shown: ${messageOf(error)}`));
  return { close: () => void server.close() };
}

function addressIn(folder: string): string {
  return process.platform === 'win32' ? `\\\\.\\pipe\\${path.basename(folder)}` : path.join(folder, 'bell');
}
