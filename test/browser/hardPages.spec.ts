import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';

/** Pages that have stopped other drivers. Each has a button that can be listed, photographed and clicked all the same. */
const PAGES: Record<string, string> = {
  'a picture and a web font that never come (B8, B9)':
    '<img src="/never" width=10 height=10><style>@font-face { font-family: Never; src: url(/never) } p { font-family: Never }</style><p>In a font</p>',
  'built-ins that the page has replaced (B37)': `<script>
    Array.prototype.map = () => { throw new Error('map') }; Array.prototype.filter = () => []; JSON.stringify = () => 'no'; JSON.parse = () => null;
    document.querySelector = document.querySelectorAll = () => null; Element.prototype.matches = () => false; Element.prototype.closest = () => null;
    document.elementFromPoint = () => null; Object.keys = () => []; window.Promise = null; window.Set = null; window.requestAnimationFrame = () => 0;
  </script>`,
  'a million pixels (B24)': '<div style="height:1000000px;width:10px"></div>',
  'ten thousand elements (B25)': `<div>${'<p>text <b>bold</b></p>'.repeat(5_000)}</div>`,
  'sixty frames (B25)': '<iframe style="width:9px;height:9px" srcdoc="<p>x"></iframe>'.repeat(60),
  'a console that floods (B35)': `<script>setInterval(() => { for (let n = 0; n < 200; n++) console.log('flood') }, 50)</script>`,
  'an address that changes all the time (B19)': `<script>let n = 0; setInterval(() => history.replaceState(0, '', '?' + n++), 100)</script>`,
};

for (const [what, html] of Object.entries(PAGES))
  test(`works on a page with ${what}`, async ({ visit }) => {
    const { session } = await visit({
      '/': `<!doctype html><body style="margin:0"><button style="position:fixed;left:0;top:0;width:200px;height:40px;z-index:9" onclick="document.body.id = 'clicked'">Go on</button>${html}`,
      '/never': () => undefined,
    });

    const seen = await session.observe({ picture: true });
    const { locator, target } = await session.resolve({ x: 100, y: 20 });
    await session.act(() => locator.click());

    expect(seen.elements).toContain('button "Go on"');
    expect(seen.screenshot?.jpeg.length).toBeGreaterThan(500);
    expect(target.locator).toBe(`getByRole('button', { name: 'Go on' })`);
    await expect(session.page.locator('body')).toHaveId('clicked');
  });

test('B36: works on a page whose policy forbids scripts that it does not know', async ({ visit }) => {
  const { session } = await visit(
    {
      '/': (_, response) => {
        response.setHeader(
          'content-security-policy',
          "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'",
        );
        response.setHeader('content-type', 'text/html');
        response.end('<button>Go on</button><p>s3cret-canary</p>');
      },
    },
    { secrets: { pw: 's3cret-canary' } },
  );

  const { elements, screenshot } = await session.observe({ picture: true });

  expect(elements).toContain('button "Go on"');
  expect(screenshot).toBeDefined();
  expect(session.takeFaults()).toEqual([]);
});

test('B5: a page whose script never yields is freed within some five seconds, and the next look says so', async ({
  visit,
}) => {
  const { session } = await visit(
    `<button onclick="for (;;);">Hang</button><button onclick="document.title = 'went on'">Next</button>`,
  );
  const startedAt = performance.now();

  await session.act(() => session.page.getByText('Hang').click());
  const hungMs = performance.now() - startedAt;
  const { since, elements } = await session.observe({ picture: true });
  await session.act(() => session.page.getByText('Next').click());

  expect(hungMs).toBeLessThan(9_000);
  expect(since).toEqual(['a script of the page did not yield for 4 s and was stopped']);
  expect(elements).toContain('button "Next"');
  await expect(session.page).toHaveTitle('went on');
});

test('B5: a page that begins to loop after the action is freed by the next look', async ({ visit }) => {
  const { session } = await visit('<button onclick="setTimeout(() => { for (;;); }, 50)">Hang</button>');

  await session.act(() => session.page.getByText('Hang').click());
  const { since, screenshot, settleMs } = await session.observe({ picture: true });

  expect(since).toEqual(['a script of the page did not yield for 4 s and was stopped']);
  expect(screenshot).toBeDefined();
  expect(settleMs).toBeLessThan(9_000);
});

test('a dialog that nobody answers is no script that never yields', async ({ visit }) => {
  const { session } = await visit(`<button onclick="document.title = confirm('Sure?')">Ask</button>`);

  await session.act(() => session.page.getByText('Ask').click());
  // Longer than a page may be silent.
  await new Promise((resolve) => {
    setTimeout(resolve, 5_500);
  });
  await session.answerDialog(true);

  await expect(session.page).toHaveTitle('true');
  expect((await session.observe({ picture: false })).since).toEqual(['dialog confirm: Sure?']);
});

const LOOP_ON_LEAVING = `<title>Loop</title><script>addEventListener('pagehide', () => { for (;;); })</script><a href="/">Leave</a>`;

test('B6: a page that loops as it is left is left all the same', async ({ visit }) => {
  const { session, server } = await visit({
    '/': '<title>Start</title><a href="/loop">Loop</a>',
    '/loop': LOOP_ON_LEAVING,
  });
  await session.act(() => session.page.getByText('Loop').click());
  await session.observe({ picture: false });

  await session.act(() => session.page.getByText('Leave').click());

  const { title, url } = await session.observe({ picture: false });
  expect(title).toBe('Start');
  expect(url).toBe(`${server.origin}/`);
});

for (const [what, end] of Object.entries({
  'its tab is closed': (session: Session) => session.closeTab(2),
  'the run ends': (session: Session) => session.close(),
}))
  test(`B6: a page that loops as it is left does not hold up that ${what}`, async ({ visit }) => {
    const { session } = await visit({
      '/': `<a href="/loop" target=_blank>Loop</a>`,
      '/loop': LOOP_ON_LEAVING,
    });
    await session.act(() => session.page.getByText('Loop').click());
    session.switchTab(2);
    await session.observe({ picture: false });
    const startedAt = performance.now();

    await end(session);

    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

test('B5: a page that is looping can be closed', async ({ visit }) => {
  const { session } = await visit('<button onclick="setTimeout(() => { for (;;); })">Hang</button>');
  await session.page.getByText('Hang').click({ noWaitAfter: true });
  const startedAt = performance.now();

  await session.close();

  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('an element that something covers, or that is disabled, is not acted on, and the reason names it', async ({
  visit,
}) => {
  const { session } = await visit(
    '<button>Under</button><button disabled>Off</button><div id=overlay style="position:fixed;inset:0;background:#0008"></div>',
  );

  await expect(session.act(() => session.page.getByText('Under').click({ timeout: 2_000 }))).rejects.toThrow(
    /<div id="overlay"><\/div> intercepts pointer events/,
  );
  await expect(session.act(() => session.page.getByText('Off').click({ timeout: 2_000 }))).rejects.toThrow(
    /not enabled/,
  );
});

for (const [what, route] of Object.entries({
  'an answer without content': (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(204).end(),
  'a server that breaks off': (request: import('node:http').IncomingMessage) => request.socket.destroy(),
  'a loop of redirects': (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(302, { location: '/bad' }).end(),
}))
  test(`B17: a click that meets ${what} ends, and the next look tells where one is`, async ({ visit }) => {
    const { session } = await visit({ '/': '<a href="/bad">Bad</a>', '/bad': route });

    await session.act(() => session.page.getByText('Bad').click()).catch(() => undefined);

    expect((await session.observe({ picture: true })).screenshot).toBeDefined();
  });

test('a frame from another origin that the scenario allows can be used', async ({ visit, serve }) => {
  const pay = await serve({
    '/': '<label>Card <input></label><button onclick="document.body.append(`paid`)">Pay</button>',
  });
  const { session } = await visit(`<h1>Checkout</h1><iframe title=Payment src="${pay.origin}/"></iframe>`, {
    alsoAllowed: [pay.origin],
  });

  const { elements } = await session.observe({ picture: false });
  const ref = (name: string) => new RegExp(`(\\S+) \\w+ "${name}"`).exec(elements)?.[1] ?? '';
  const card = await session.resolve({ ref: ref('Card') });
  await card.locator.fill('4111');
  await (await session.resolve({ ref: ref('Pay') })).locator.click();

  expect(card.target.locator).toBe(
    `locator('iframe[title="Payment"]').contentFrame().getByRole('textbox', { name: 'Card' })`,
  );
  expect((await session.observe({ picture: false })).elements).toMatch(/"paid"[^]*"Card" value="4111"/);
});

test('B35: faults without end are capped and counted, and so are the lines that tell of them', async ({ visit }) => {
  const { session } = await visit('<button>Go on</button>');
  await session.page.evaluate(() => {
    for (let n = 0; n < 5_000; n++) console.error(`fault ${n}`);
  });

  const { since } = await session.observe({ picture: false });
  const faults = session.takeFaults();

  expect(faults).toHaveLength(21);
  expect(faults.at(-1)?.text).toBe('… and 980 more faults');
  expect(since[0]).toBe('the page floods its console: after 1000 messages it is not listened to until the next look');
  expect(since.length).toBeLessThanOrEqual(21);
});

test('B19: an address that changes all the time is told by its last ones', async ({ visit }) => {
  const { session, server } = await visit('<button>Go on</button>');
  await session.page.evaluate(() => {
    for (let n = 1; n <= 50; n++) history.pushState(0, '', `/${n}`);
  });

  const { since } = await session.observe({ picture: false });

  expect(since.length).toBeLessThanOrEqual(3);
  expect(since.at(-1)).toBe(`page is now ${server.origin}/50`);
});
