/** "Lamp & Wire", the bundled application: `node:http`, everything in memory, nothing from the network. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { bugNamed, type BugName } from './bugs.ts';
import { redirect, type Answer, type Exchange } from './exchange.ts';
import { emptyForm, readForm } from './form.ts';
import { translator } from './language.ts';
import { notFound, serverError } from './pages/notFound.ts';
import { findRoute } from './routes.ts';
import { Sessions, type Session } from './sessions.ts';

export interface DemoOptions {
  /** 0 lets the system choose. */
  port: number;
  host?: string;
  /** The name of one planted fault, from BUGS. */
  bug?: string;
  /** Told of each answer that the planted fault made another, in what is sent or in what is kept. */
  onFault?: () => void;
}

export interface Demo {
  url: string;
  port: number;
  close: () => Promise<void>;
}

/** Rejects with the system's error where it cannot listen: `code` is `EADDRINUSE` where the port is taken. */
export async function startDemo({ port, host = '127.0.0.1', bug, onFault }: DemoOptions): Promise<Demo> {
  const planted = bug === undefined ? undefined : bugNamed(bug);
  const sessions = new Sessions();
  const server = createServer((request, response) => {
    void respond(request, response, sessions, { planted, onFault });
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  const listening = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${listening}/`,
    port: listening,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Fault {
  planted: BugName | undefined;
  onFault: (() => void) | undefined;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  fault: Fault,
): Promise<void> {
  const path = request.url ?? '/';
  if (request.method === 'POST' && path === '/reset') {
    sessions.reset(request.headers.cookie);
    response.writeHead(204).end();
    return;
  }
  const session = sessions.find(request.headers.cookie);
  const { status, headers, body } = await answer(request, session, fault);
  if (session.setCookie !== undefined) response.setHeader('set-cookie', session.setCookie);
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
}

async function answer(request: IncomingMessage, { state }: Session, { planted, onFault }: Fault): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://shop');
  const found = findRoute(request.method === 'POST' ? 'POST' : 'GET', url.pathname);
  const x: Exchange = {
    url,
    params: found?.params ?? {},
    form: emptyForm,
    state,
    bug: (name) => name === planted,
    t: translator(state.language),
  };
  try {
    if (request.method === 'POST') x.form = await readForm(request);
    if (!found) return notFound(x);
    if (!found.route.open && !state.user) return redirect(`/login?next=${encodeURIComponent(url.pathname)}`);
    const twin = onFault && { ...x, state: structuredClone(state), bug: () => false };
    const given = found.route.answer(x);
    if (twin && !alike([found.route.answer(twin), twin.state], [given, state])) onFault();
    return given;
  } catch (error) {
    console.error(error);
    return serverError(x);
  }
}

/** Copies: what was copied before has other prototypes. */
function alike(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(structuredClone(one), structuredClone(other));
}
