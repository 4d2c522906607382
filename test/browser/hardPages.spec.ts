import { expect, test } from '../support/session.ts';

/** Pages that have stopped other drivers. Each has a button that can be listed, photographed and clicked all the same. */
const PAGES: Record<string, string> = {
  'a picture and a web font that never come':
    '<img src="/never" width=10 height=10><style>@font-face { font-family: Never; src: url(/never) } p { font-family: Never }</style><p>In a font</p>',
  'built-ins that the page has replaced': `<script>
    Array.prototype.map = () => { throw new Error('map') }; Array.prototype.filter = () => []; JSON.stringify = () => 'no'; JSON.parse = () => null;
    document.querySelector = document.querySelectorAll = () => null; Element.prototype.matches = () => false; Element.prototype.closest = () => null;
    document.elementFromPoint = () => null; Object.keys = () => []; window.Promise = null; window.Set = null; window.requestAnimationFrame = () => 0;
  </script>`,
  'a million pixels': '<div style="height:1000000px;width:10px"></div>',
  'ten thousand elements': `<div>${'<p>text <b>bold</b></p>'.repeat(5_000)}</div>`,
  'sixty frames': '<iframe style="width:9px;height:9px" srcdoc="<p>x"></iframe>'.repeat(60),
  'a console that floods': `<script>setInterval(() => { for (let n = 0; n < 200; n++) console.log('flood') }, 50)</script>`,
  'an address that changes all the time': `<script>let n = 0; setInterval(() => history.replaceState(0, '', '?' + n++), 100)</script>`,
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

test('works on a page whose policy forbids scripts that it does not know', async ({ visit }) => {
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

test('a page whose script never yields is not waited for for ever', async ({ visit }) => {
  const { session } = await visit('<button onclick="setTimeout(() => { for (;;); })">Hang</button>');
  session.page.setDefaultTimeout(500);
  await session.act(() => session.page.getByText('Hang').click()).catch(() => undefined);

  expect(await session.settle()).toBeLessThan(6_000);
});

test('an element that something covers, or that is disabled, is not acted on, and the reason names it', async ({
  visit,
}) => {
  const { session } = await visit(
    '<button>Under</button><button disabled>Off</button><div id=overlay style="position:fixed;inset:0;background:#0008"></div>',
  );

  await expect(session.act(() => session.page.getByText('Under').click({ timeout: 500 }))).rejects.toThrow(
    /<div id="overlay"><\/div> intercepts pointer events/,
  );
  await expect(session.act(() => session.page.getByText('Off').click({ timeout: 500 }))).rejects.toThrow(/not enabled/);
});

for (const [what, route] of Object.entries({
  'an answer without content': (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(204).end(),
  'a server that breaks off': (request: import('node:http').IncomingMessage) => request.socket.destroy(),
  'a loop of redirects': (_: unknown, response: import('node:http').ServerResponse) =>
    response.writeHead(302, { location: '/bad' }).end(),
}))
  test(`a click that meets ${what} ends, and the next look tells where one is`, async ({ visit }) => {
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
