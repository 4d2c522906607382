/** Pages that do to the browser what no page should: the run goes on, or ends with words for a person. */
import { get } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { errors } from 'playwright';
import { startGuard } from '../../src/browser/guard.ts';
import { listAnyhow } from '../../src/browser/hardLook.ts';
import { Listing } from '../../src/browser/listing.ts';
import { expect, test } from '../support/session.ts';
import { startLocalServer } from '../support/localServer.ts';

test('B11: a page that says alert for ever ends the run', async ({ visit }) => {
  const { session } = await visit('<button onclick="for (;;) alert(1)">Hang</button>');
  await session.act(() => session.page.getByText('Hang').click());

  const answer = async () => {
    for (let times = 0; times < 100; times++) {
      expect(session.openDialog?.kind).toBe('alert');
      await session.answerDialog(true);
      await session.settle();
    }
  };

  await expect(answer()).rejects.toThrow('the page opened 21 dialogs one after the other');
});

test('B11: dialogs that something else is done between are no such loop', async ({ visit }) => {
  const { session } = await visit('<button onclick="alert(1)">Ask</button>');

  for (let times = 0; times < 25; times++) {
    await session.act(() => session.page.getByText('Ask').click());
    await session.answerDialog(true);
  }

  expect((await session.observe({ picture: false })).elements).toContain('button "Ask"');
});

test('B13: of many windows that a page opens ten stay open', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="for (let n = 0; n < 14; n++) window.open('/pop')">Open</button>`,
    '/pop': '<h1>Buy</h1>',
  });

  const { opened } = await session.act(() => session.page.getByText('Open').click({ timeout: 60_000 }));
  const { since, elements } = await session.observe({ picture: false });

  expect(opened).toBeGreaterThan(1);
  expect(since.filter((line) => line.startsWith('tab '))).toHaveLength(9);
  expect(since).toContain('a tab was closed at once: no more than 10 may be open');
  expect(elements).toContain('button "Open"');
});

test('B15: a download without end is cut off, and the disk is not filled', async ({ serve }) => {
  let sent = 0;
  const server = await serve({
    '/': (_, response) => {
      response.writeHead(200, { 'content-type': 'application/octet-stream' });
      response.on('error', () => undefined);
      const more = () => {
        while (!response.destroyed && (sent += 65_536) && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    },
  });
  const guard = await startGuard([server.origin], { maxBytes: 5_000_000 });

  const got = await new Promise<number>((resolve) => {
    let bytes = 0;
    get({ host: '127.0.0.1', port: new URL(guard.url).port, path: `${server.origin}/` }, (answer) => {
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', () => resolve(bytes));
      answer.on('close', () => resolve(bytes));
    });
  });

  expect(got).toBeLessThan(6_000_000);
  expect(guard.takeTooLong()).toEqual([`${server.origin}/`]);
  await guard.close();
});

test('B18: a page that loads itself again and again is looked at all the same', async ({ visit }) => {
  let loads = 0;
  const { session } = await visit({
    '/': (_, response) => {
      loads++;
      response.setHeader('content-type', 'text/html').end(`<meta http-equiv="refresh" content="0"><h1>Again</h1>`);
    },
  });

  const { elements, since } = await session.observe({ picture: true });

  expect(loads).toBeGreaterThan(1);
  expect(elements).toContain('Again');
  expect(since.length).toBeLessThan(25);
});

for (const allowed of [false, true])
  test(`B28: a worker of the page ${allowed ? 'answers where the scenario allows it' : 'does not answer in the place of the server'}`, async ({
    visit,
  }) => {
    const { session } = await visit(
      {
        '/': `<p role="status"></p><script>
          const tell = async () => { document.querySelector('p').textContent = await (await fetch('/data')).text(); };
          navigator.serviceWorker?.register('/worker.js').then(() => navigator.serviceWorker.ready).then(tell, tell);
          setTimeout(tell, 1500);
        </script>`,
        '/worker.js': (_, response) => {
          response.writeHead(200, { 'content-type': 'text/javascript' });
          response.end(`addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim()));
            addEventListener('fetch', (event) => event.respondWith(new Response('stale')));`);
        },
        '/data': (_, response) => response.end('fresh'),
      },
      {
        scenario: {
          use: {
            browser: 'chromium',
            viewport: { width: 800, height: 600 },
            ...(allowed ? { serviceWorkers: 'allow' } : {}),
          },
        },
      },
    );

    await expect(session.page.getByRole('status')).toHaveText(allowed ? 'stale' : 'fresh', { timeout: 15_000 });
  });

test('B30: what a page asks leave for is denied', async ({ visit }) => {
  const { session } = await visit(`<p role="status"></p><script>
    navigator.geolocation.getCurrentPosition(() => {}, ({ code }) => { document.querySelector('p').textContent += ' place ' + code; });
    Notification.requestPermission().then((answer) => { document.querySelector('p').textContent += ' news ' + answer; });
    navigator.mediaDevices.getUserMedia({ video: true }).catch(({ name }) => { document.querySelector('p').textContent += ' camera ' + name; });
  </script>`);

  await expect(session.page.getByRole('status')).toContainText('place 1');
  // The build of Chromium without a window leaves the question unanswered.
  await expect(session.page.getByRole('status')).toContainText(/news (denied|default)/);
  await expect(session.page.getByRole('status')).toContainText(/camera Not(Allowed|Found)Error/);
});

test('B32: a certificate that nobody signed is the reason given', async ({ visit }) => {
  const pem = (name: string) => readFileSync(new URL(`../support/selfSigned/${name}`, import.meta.url));
  const server = createServer({ key: pem('key.pem'), cert: pem('cert.pem') }, (_, response) => response.end('in'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  await expect(visit('', { scenario: { url: `${origin}/` }, alsoAllowed: [origin] })).rejects.toThrow(/ERR_CERT/);

  server.close();
});

test('B33: print, full screen, pointer lock and close do nothing to the run', async ({ visit }) => {
  const { session } = await visit(
    `<button onclick="print(); document.body.requestFullscreen(); document.body.requestPointerLock(); close()">Go</button>`,
  );

  await session.act(() => session.page.getByText('Go').click());
  const { elements } = await session.observe({ picture: true });

  expect(elements).toContain('button "Go"');
});

test('B34: a file chooser that a click opens is told', async ({ visit }) => {
  const { session } = await visit('<input type="file" multiple aria-label="Files">');

  await session.act(() => session.page.getByLabel('Files').click());

  expect((await session.observe({ picture: false })).since).toContain(
    'a file chooser opened, for several files: give it files with upload',
  );
});

const ASKS: import('../support/localServer.ts').Handler = (request, response) => {
  const given = request.headers.authorization === `Basic ${Buffer.from('alice:s3cret-canary').toString('base64')}`;
  response.writeHead(given ? 200 : 401, { 'www-authenticate': 'Basic realm="staging"', 'content-type': 'text/html' });
  response.end(given ? '<h1>Come in</h1>' : '<h1>Who are you?</h1>');
};

test('B31: a page behind HTTP Basic is reached with the credentials of the scenario, and they go nowhere else', async ({
  visit,
  serve,
}) => {
  let heard: string | undefined = 'nothing yet';
  const other = await serve({
    '/x': (request, response) =>
      response
        .writeHead(401, { 'www-authenticate': 'Basic', 'access-control-allow-origin': '*' })
        .end(String((heard = request.headers.authorization))),
  });
  const server = await startLocalServer({ '/': ASKS });
  const use = {
    browser: 'chromium' as const,
    viewport: { width: 800, height: 600 },
    httpCredentials: { username: 'alice', secret: 'pw', origin: server.origin },
  };
  const { session } = await visit(
    {},
    {
      secrets: { pw: 's3cret-canary' },
      scenario: { url: `${server.origin}/`, use },
      alsoAllowed: [server.origin, other.origin],
    },
  );

  expect((await session.observe({ picture: false })).elements).toContain('heading "Come in"');
  await session.page.evaluate((url) => fetch(url), `${other.origin}/x`);
  expect(heard).toBeUndefined();
  await server.close();
});

test('B31: without credentials, and with wrong ones, the run says what to do', async ({ visit }) => {
  await expect(visit({ '/': ASKS })).rejects.toThrow(
    /asks for a user name and a password \(HTTP 401\): give them by `use:/,
  );

  const server = await startLocalServer({ '/': ASKS });
  const use = {
    browser: 'chromium' as const,
    viewport: { width: 800, height: 600 },
    httpCredentials: { username: 'bob', secret: 'pw', origin: server.origin },
  };
  await expect(
    visit(
      {},
      { secrets: { pw: 's3cret-canary' }, scenario: { url: `${server.origin}/`, use }, alsoAllowed: [server.origin] },
    ),
  ).rejects.toThrow(/is the secret pw the right one\?/);
  await server.close();
});

test('B39: a slow processor and a slow network take longer and change nothing', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/data').then((r) => r.text()).then((text) => { for (let n = 0; n < 2e6; n++); document.body.append(text) })">Load</button>`,
    '/data': (_, response) => response.end('It came'),
  });
  const cdp = await session.page.context().newCDPSession(session.page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });

  await session.act(() => session.page.getByText('Load').click());

  expect((await session.observe({ picture: true })).elements).toContain('It came');
});

test('B18: a page that goes on to the next document before the last has come is stopped', async ({ visit }) => {
  const { session } = await visit({
    '/': '<a href="/x">Go</a>',
    '/x': (_, response) => {
      response.setHeader('content-type', 'text/html');
      response.write('<h1>Again</h1><script>location.replace("/x?" + Math.random())</script>'.padEnd(2_000));
    },
  });
  await session.act(() => session.page.getByText('Go').click());

  const { elements, since } = await session.observe({ picture: true });

  expect(elements).toContain('Again');
  expect(since).toContain('the page loads itself again and again: it was stopped');
});

const LABELS = `<h1>Labels</h1><div id="labels" style="display:none"></div><button>Save</button><div id="fields"></div><script>
  for (let n = 0; n < 2200; n++) {
    document.querySelector('#labels').append(Object.assign(document.createElement('i'), { textContent: 'a' }));
    const button = document.querySelector('#fields').appendChild(document.createElement('button'));
    button.setAttribute('aria-labelledby', 'labels');
  }
</script>`;

test('a page that takes too long to be named in full is listed in part, and its snapshot is ended', async ({
  visit,
}) => {
  const { session } = await visit({ '/': '<a href="/x">Go</a>', '/x': LABELS });
  await session.act(() => session.page.getByText('Go').click());

  const { elements } = await session.observe({ picture: true });
  const start = performance.now();
  await session.act(() => session.page.locator('button').first().click());

  expect(elements).toMatch(/n\d+ button "Save"/);
  expect(elements).toContain('… a page that is slow to answer: not all of it is listed');
  // Its snapshot would hold it up for some 20 s.
  expect(performance.now() - start).toBeLessThan(5_000);
});

test('where no list comes, a line says so and the rest of the look is there', async ({ visit }) => {
  const { session } = await visit('<button>Save</button>');
  let stopped = 0;
  const listing = new Listing((text) => text);
  listing.look = () => Promise.reject(new errors.TimeoutError('late'));

  const elements = await listAnyhow(listing, session.page, {
    viewport: session.viewport,
    seen: { size: { elements: 1, frames: 0 }, editors: [] },
    stop: async () => void stopped++,
  });

  expect(elements).toBe('… no list: the page did not answer in time; aim at the screenshot by x, y');
  expect(stopped).toBe(1);
});
