/**
 * How a worker tells the command that something happened: a line of JSON through a socket in the folder of the job, which
 * only we may open. It says where to look; what happened stands in the journal. So nothing is told that is not written down,
 * and what a tool of the user prints can never be taken for it.
 */
import net from 'node:net';
import path from 'node:path';
import { z } from 'zod';

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
  const address = addressIn(folder);
  if (address === undefined) return { ring: () => undefined };
  const socket = net.connect(address);
  socket.on('error', () => socket.destroy());
  // A worker that is done does not stay for it.
  socket.unref();
  return { ring: (each) => void (socket.destroyed || socket.write(`${JSON.stringify(each)}\n`)) };
}

export interface Listening {
  close(): void;
}

/** For the command: resolves when workers can be heard; to undefined where they cannot (the path of the folder is too long for a socket). */
export async function listenIn(folder: string, heard: (ring: Ring) => void): Promise<Listening | undefined> {
  const address = addressIn(folder);
  if (address === undefined) return undefined;
  const server = net.createServer((socket) => {
    let pending = '';
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: string) => {
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const told of lines.flatMap(ringIn)) heard(told);
    });
    socket.unref();
  });
  server.unref();
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(address, () => resolve(true));
  });
  return listening ? { close: () => void server.close() } : undefined;
}

/** What a tool of the user writes into our socket is not heard. */
function ringIn(line: string): Ring[] {
  try {
    return [ring.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** The system takes no longer paths, and Node would cut them without a word. */
const MAX_PATH_BYTES = 100;

function addressIn(folder: string): string | undefined {
  if (process.platform === 'win32') return `\\\\.\\pipe\\${path.basename(folder)}`;
  const file = path.join(folder, 'bell');
  return Buffer.byteLength(file) > MAX_PATH_BYTES ? undefined : file;
}
