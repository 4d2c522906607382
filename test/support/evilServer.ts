/** A server that no test page may reach: it answers everything, and keeps all that came. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface EvilServer {
  origin: string;
  /** `127.0.0.1:port`, for what is no http address. */
  host: string;
  /** The first bytes of every TCP connection, and every UDP packet. */
  came: string[];
  close(): Promise<void>;
}

export async function startEvilServer(): Promise<EvilServer> {
  const came: string[] = [];
  const sockets = new Set<import('node:net').Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const at = came.push('a connection') - 1;
    socket.on('data', (data) => {
      came[at] = data.toString().slice(0, 2_000);
      socket.end(
        'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\naccess-control-allow-origin: *\r\ncontent-length: 4\r\n\r\nevil',
      );
    });
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const udp = createSocket('udp4');
  udp.on('message', (message) => came.push(`a UDP packet of ${message.length} bytes`));
  await new Promise<void>((resolve) => {
    udp.bind(port, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${port}`;
  return {
    origin: `http://${host}`,
    host,
    came,
    async close() {
      for (const socket of sockets) socket.destroy();
      udp.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
