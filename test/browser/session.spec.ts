import { expect, test } from '../support/session.ts';

test('a look tells address, title, elements, what happened, and a picture', async ({ visit }) => {
  const { session, server } = await visit('<title>Shop</title><h1>Lamps</h1>');

  const seen = await session.observe({ picture: true });

  expect(seen).toMatchObject({
    url: `${server.origin}/`,
    title: 'Shop',
    viewport: { width: 800, height: 600 },
    since: [],
  });
  expect(seen.screenshot).toMatchObject({ width: 800, height: 600, id: expect.stringMatching(/^[\da-f]{16}$/) });
  expect(seen.screenshot?.jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
});

test('pictures of an unchanged page have the same id', async ({ visit }) => {
  const { session } = await visit('<h1>Same</h1>');

  const [first, second] = [await session.picture(), await session.picture()];
  await session.page.evaluate(() => document.body.append('now'));

  expect(second?.id).toBe(first?.id);
  expect((await session.picture())?.id).not.toBe(first?.id);
});

for (const [kind, script, answered] of [
  ['alert', `alert('Hello')`, 'undefined'],
  ['confirm', `document.title = confirm('Hello')`, 'true'],
  ['prompt', `document.title = prompt('Hello')`, 'Bob'],
] as const)
  test(`B10: ${kind} stops an action, is shown, and is answered`, async ({ visit }) => {
    const { session } = await visit(`<title>undefined</title><button onclick="${script}">Ask</button>`);

    const effects = await session.act(() => session.page.getByText('Ask').click());
    const seen = await session.observe({ picture: true });
    const answeredKind = await session.answerDialog(true, kind === 'prompt' ? 'Bob' : undefined);
    await session.settle();

    expect(effects).toEqual({ navigated: false, dialog: { kind, message: 'Hello' } });
    expect(seen.elements).toBe(`- dialog "Hello" kind="${kind}" open`);
    expect(seen.screenshot).toBeUndefined();
    expect(seen.since).toEqual([`dialog ${kind}: Hello`]);
    expect(answeredKind).toBe(kind);
    expect(session.openDialog).toBeUndefined();
    await expect(session.page).toHaveTitle(answered);
  });

test('a confirm that is dismissed says no', async ({ visit }) => {
  const { session } = await visit(`<button onclick="document.title = confirm('Sure?')">Ask</button>`);

  await session.act(() => session.page.getByText('Ask').click());
  await session.answerDialog(false);

  await expect(session.page).toHaveTitle('false');
  await expect(session.answerDialog(true)).rejects.toThrow('no dialog is open');
});

test('B10: a dialog that opens while the page loads stops nothing', async ({ visit }) => {
  const { session } = await visit({
    '/': '<a href="/loud">Loud</a>',
    '/loud': `<script>alert('first'); alert('second')</script><h1>Loaded</h1>`,
  });

  await session.act(() => session.page.getByText('Loud').click());
  const { dialog } = await session.aftermath();
  await session.answerDialog(true);
  await session.settle();
  const second = session.openDialog;
  await session.answerDialog(true);

  expect(dialog?.message).toBe('first');
  expect(second?.message).toBe('second');
  expect((await session.observe({ picture: false })).elements).toContain('Loaded');
});

test('a page that asks whether to leave is left', async ({ visit }) => {
  const { session, server } = await visit({
    '/': `<input aria-label=Draft><script>addEventListener('beforeunload', (event) => event.preventDefault())</script>`,
    '/next': '<h1>Next</h1>',
  });
  await session.page.getByLabel('Draft').fill('unsaved');

  await session.act(() => session.page.goto(`${server.origin}/next`));

  const { elements, since } = await session.observe({ picture: false });
  expect(elements).toContain('Next');
  expect(since).toEqual(expect.arrayContaining([expect.stringContaining('dialog beforeunload')]));
});

test('an action says that it opened a tab, also when the tab is slow to come', async ({ visit }) => {
  const { session } = await visit({
    '/': `<a href="/new" target=_blank>Link</a><button onclick="window.open('/slow')">Script</button>`,
    '/new': '<title>New</title>',
    '/slow': (_, response) => setTimeout(() => response.end('<title>Slow</title>'), 300),
  });

  expect(await session.act(() => session.page.getByText('Link').click())).toEqual({ navigated: false, opened: 2 });
  expect(await session.act(() => session.page.getByText('Script').click())).toEqual({ navigated: false, opened: 3 });
  expect((await session.observe({ picture: false })).since).toEqual([
    'tab 2 opened; tab switches to it',
    'tab 3 opened; tab switches to it',
  ]);

  session.switchTab(3);
  await expect(session.page).toHaveTitle('Slow');
  await session.closeTab(3);
  session.switchTab(2);
  await expect(session.page).toHaveTitle('New');
  await session.closeTab(1);
  await expect(session.page).toHaveTitle('New');
  expect((await session.observe({ picture: false })).since).toEqual(['tab 3 was closed', 'tab 1 was closed']);
  expect(() => session.switchTab(2)).toThrow('expected a tab from 1 to 1, found 2');
  expect(() => session.switchTab(0)).toThrow('expected a tab from 1 to 1, found 0');
});

test('an action is over when the tab is gone that it closes; any other failure is one, and so is this one where the tab stays', async ({
  visit,
}) => {
  const { session } = await visit('<button>Go</button>');
  const first = session.page;
  const tab = await first.context().newPage();
  session.switchTab(2);

  const { closed } = await session.act(async () => {
    await tab.close();
    await tab.getByText('Go').click();
  });
  expect(closed).toBe(true);
  await expect(session.act(() => tab.title())).rejects.toThrow('has been closed');

  await session.page.context().newPage();
  session.switchTab(2);
  const other = session.act(async () => {
    await session.page.close();
    throw new Error('another');
  });
  await expect(other).rejects.toThrow('another');
});

test('a tab that closes itself leaves the first one to work on', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="window.open('/gone')">Open</button>`,
    '/gone': '<script>window.close()</script>',
  });

  await session.act(() => session.page.getByText('Open').click());

  await expect(async () => {
    const { elements } = await session.observe({ picture: false });
    expect(elements).toContain('button "Open"');
  }).toPass();
});

test('an action says that it started a download, also when the file is slow to come', async ({ visit }) => {
  const file = (name: string, ms: number) => (_: unknown, response: import('node:http').ServerResponse) => {
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/csv', 'content-disposition': `attachment; filename="${name}"` });
      response.end('id,total\n1,9');
    }, ms);
  };
  const { session } = await visit({
    '/': '<a href="/a">Fast</a><a href="/b">Slow</a>',
    '/a': file('a.csv', 0),
    '/b': file('b.csv', 300),
  });

  expect(await session.act(() => session.page.getByText('Fast').click())).toEqual({
    navigated: false,
    downloaded: 'a.csv',
  });
  expect(await session.act(() => session.page.getByText('Slow').click())).toEqual({
    navigated: false,
    downloaded: 'b.csv',
  });
  expect(session.downloaded.map((each) => each.suggestedFilename())).toEqual(['a.csv', 'b.csv']);
  expect((await session.observe({ picture: false })).since).toEqual([
    'download started: a.csv',
    'download started: b.csv',
  ]);
});

for (const [what, script] of Object.entries({
  'a file that is fetched first': `fetch('/slow').then((answer) => answer.blob()).then((blob) => {
    const link = document.createElement('a'); link.download = 'late.txt'; link.href = window.URL.createObjectURL(blob); link.click() })`,
  'a file that a script makes': `const link = document.createElement('a'); link.download = 'late.txt';
    link.href = window.URL.createObjectURL(new Blob(['x'])); link.click()`,
}))
  test(`the aftermath of an action tells of ${what}`, async ({ visit }) => {
    const { session } = await visit({
      '/': `<button onclick="${script}">Export</button>`,
      '/slow': (_, response) => setTimeout(() => response.end('x'), 200),
    });

    await session.act(() => session.page.getByText('Export').click());

    expect(await session.aftermath()).toEqual({ navigated: false, downloaded: 'late.txt' });
  });

test('the aftermath of an action tells of a tab, a dialog and an address that came after an answer', async ({
  visit,
}) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/slow').then(() => window.open('/new'))">Tab</button>
      <button onclick="fetch('/slow').then(() => alert('Saved'))">Dialog</button>
      <button onclick="fetch('/slow').then(() => { location.href = '/new' })">Go</button>`,
    '/slow': (_, response) => setTimeout(() => response.end('x'), 200),
    '/new': '<title>New</title>',
  });
  const does = async (name: string) => {
    await session.act(() => session.page.getByText(name, { exact: true }).click());
    return session.aftermath();
  };

  expect(await does('Tab')).toMatchObject({ opened: 2 });
  expect(await does('Dialog')).toEqual({ navigated: false, dialog: { kind: 'alert', message: 'Saved' } });
  await session.answerDialog(true);
  expect(await does('Go')).toMatchObject({ navigated: true });
});

test('what the application does wrong is told and kept, once each', async ({ visit }) => {
  const { session, server } = await visit({
    '/': `<button onclick="fetch('/fails'); fetch('/missing'); console.error('odd'); console.warn('fine'); setTimeout(() => { throw new Error('broken') })">Go</button>`,
    '/fails': (_, response) => response.writeHead(503).end(),
  });

  await session.act(() => session.page.getByText('Go').click());
  const { since } = await session.observe({ picture: false });
  const faults = session.takeFaults();

  expect(faults.toSorted((a, b) => a.type.localeCompare(b.type))).toEqual([
    { type: 'console-error', text: 'odd' },
    { type: 'http-5xx', text: `GET ${server.origin}/fails answered 503`, url: `${server.origin}/fails` },
    { type: 'page-error', text: 'broken' },
  ]);
  expect(since.toSorted()).toEqual([
    'console-error: odd',
    `http-5xx: GET ${server.origin}/fails answered 503`,
    'page-error: broken',
  ]);
  expect(session.takeFaults()).toEqual([]);
});

test('a request that the server cuts off is a fault, one that a navigation ends is none', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/cut').catch(() => undefined)">Cut</button><button onclick="fetch('/never'); location.href = '/next'">Leave</button>`,
    '/cut': (request) => request.socket.destroy(),
    '/never': () => undefined,
    '/next': '<h1>Next</h1>',
  });

  await session.act(() => session.page.getByText('Cut').click());
  await session.settle();
  const cut = session.takeFaults();
  await session.act(() => session.page.getByText('Leave').click());
  await session.observe({ picture: false });

  expect(cut).toEqual([expect.objectContaining({ type: 'request-failed', text: expect.stringContaining('/cut: ') })]);
  expect(session.takeFaults()).toEqual([]);
});

test('B35: a console that floods is heard again after the next look', async ({ visit }) => {
  const { session } = await visit(
    '<button onclick="for (let n = 0; n < 3000; n++) console.log(n)">Flood</button><button onclick="console.error(\'late\')">Err</button>',
  );

  await session.act(() => session.page.getByText('Flood').click());
  const { since } = await session.observe({ picture: false });
  await session.act(() => session.page.getByText('Err').click());
  await session.observe({ picture: false });

  expect(since).toContain('the page floods its console: after 1000 messages it is not listened to until the next look');
  expect(session.takeFaults()).toEqual([{ type: 'console-error', text: 'late' }]);
});

test('a flood of faults is counted, not kept', async ({ visit }) => {
  const { session } = await visit(
    `<button onclick="for (let n = 0; n < 5000; n++) console.error('odd ' + n)">Flood</button>`,
  );

  await session.act(() => session.page.getByText('Flood').click());
  await session.settle();
  await expect(async () => {
    const faults = session.takeFaults();
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)?.text).toMatch(/^… and \d+ more faults$/);
  }).toPass();
});

test('a page that names a secret says its name: in dialogs, console, errors, addresses, titles, file names', async ({
  visit,
}) => {
  const { session } = await visit(
    {
      '/': `<button onclick="console.error('${'x'.repeat(290)} s3cret-canary'); setTimeout(() => { throw new Error('s3cret-canary') }); history.pushState(0, '', '?s3cret-canary'); fetch('/fails?s3cret-canary'); document.title = 's3cret-canary'">Say</button>
        <button onclick="alert('s3cret-canary')">Alert</button><a href="/file">File</a>`,
      '/fails': (_, response) => response.writeHead(500).end(),
      '/file': (_, response) =>
        response.writeHead(200, { 'content-disposition': 'attachment; filename="s3cret-canary.txt"' }).end('x'),
    },
    { secrets: { pw: 's3cret-canary' } },
  );

  await session.act(() => session.page.getByText('Say').click());
  const seen = await session.observe({ picture: false });
  const faults = session.takeFaults();
  const file = await session.act(() => session.page.getByText('File').click());
  const alert = await session.act(() => session.page.getByText('Alert').click());
  const dialog = await session.observe({ picture: false });
  await session.answerDialog(true);

  const all = JSON.stringify([seen, faults, file, alert, dialog]);
  expect(all).not.toContain('s3c');
  expect(file.downloaded).toBe('{{secret:pw}}.txt');
  expect(alert.dialog?.message).toBe('{{secret:pw}}');
  expect(faults).toHaveLength(3);
});

test('B17: a page that nobody serves cannot be started', async ({ visit }) => {
  const failure = visit('', { scenario: { url: 'http://127.0.0.1:1/', origins: ['http://127.0.0.1:1'] } });

  await expect(failure).rejects.toThrow(/could not load http:\/\/127\.0\.0\.1:1\/: is the application running\?/);
});

test('a device that nobody knows is an error of the scenario', async ({ visit }) => {
  const use = { browser: 'chromium' as const, viewport: { width: 800, height: 600 }, device: 'Nokia 3310' };

  await expect(visit('', { scenario: { use } })).rejects.toThrow(
    'use.device: expected a device that Playwright knows, found "Nokia 3310"',
  );
});

test('locale, timezone, colour scheme, headers and device reach the page', async ({ visit }) => {
  const { session } = await visit(
    {
      '/': (request, response) =>
        response.setHeader('content-type', 'text/html').end(`<p>${String(request.headers['x-tenant'])}</p>`),
    },
    {
      scenario: {
        headers: { 'x-tenant': 'acme' },
        use: {
          browser: 'chromium',
          viewport: { width: 500, height: 400 },
          locale: 'de-DE',
          timezone: 'Asia/Tokyo',
          colorScheme: 'dark',
        },
      },
    },
  );

  const seen = await session.page.evaluate(() => [
    document.body.textContent,
    navigator.language,
    Intl.DateTimeFormat().resolvedOptions().timeZone,
    matchMedia('(prefers-color-scheme: dark)').matches,
    innerWidth,
  ]);

  expect(seen).toEqual(['acme', 'de-DE', 'Asia/Tokyo', true, 500]);
});
