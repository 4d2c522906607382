import { expect, test } from '../support/session.ts';

/** Answers after `ms`. */
function after(ms: number, body: string) {
  return (_: unknown, response: { end(text: string): void }) => {
    setTimeout(() => response.end(body), ms);
  };
}

test('a static page costs a fraction of what a working one does', async ({ visit }) => {
  const { session } = await visit('<h1>Quiet</h1>');
  const median = async () => {
    const times = [await session.settle(), await session.settle(), await session.settle()];
    return times.toSorted((a, b) => a - b)[1] ?? 0;
  };

  const still = await median();
  await session.page.evaluate(() => {
    let left = 30;
    const timer = setInterval(() => {
      document.title = String(left--);
      document.body.append('.');
      if (left === 0) clearInterval(timer);
    }, 20);
  });
  const busy = await session.settle();

  expect(still).toBeGreaterThanOrEqual(50);
  expect(still).toBeLessThan(busy / 2);
});

test('what is fetched and then drawn is seen by the next look', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/data').then((r) => r.text()).then((text) => { setTimeout(() => { document.body.append(text) }, 10) })">Load</button>`,
    '/data': after(300, 'It came'),
  });

  await session.act(() => session.page.getByText('Load').click());
  const { elements } = await session.observe({ picture: false });

  expect(elements).toContain('It came');
});

test('two requests after each other are both waited for', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/a').then(() => fetch('/b')).then(() => { document.body.append('Both came') })">Load</button>`,
    '/a': after(150, 'a'),
    '/b': after(150, 'b'),
  });

  await session.act(() => session.page.getByText('Load').click());

  expect((await session.observe({ picture: false })).elements).toContain('Both came');
});

test('a transition of 400 ms is over before the page is looked at', async ({ visit }) => {
  const { session } = await visit(
    `<style>div { position: absolute; left: 0; transition: left 400ms linear } .to { left: 300px }</style>
     <div role=group aria-label=Box><button>In it</button></div><button style="margin-top:100px" onclick="document.querySelector('div').className = 'to'">Go</button>`,
  );

  await session.act(() => session.page.getByText('Go', { exact: true }).click());
  await session.settle();

  expect(await session.page.locator('div').evaluate((element) => element.getBoundingClientRect().left)).toBe(300);
});

test('an endless animation is not waited for', async ({ visit }) => {
  const { session } = await visit(
    '<style>@keyframes spin { to { rotate: 360deg } } div { animation: spin 1s infinite }</style><div>o</div>',
  );

  expect(await session.settle()).toBeLessThan(2_500);
});

test('the page after a click that navigates is the one that is looked at', async ({ visit }) => {
  const { session } = await visit({
    '/': `<a href="/next">Next</a><button onclick="setTimeout(() => { location.href = '/next' }, 20)">Later</button>`,
    '/next': `<title>Second</title><script>fetch('/slow').then(() => { document.body.append('ready') })</script>`,
    '/slow': after(200, ''),
  });

  for (const name of ['Next', 'Later']) {
    const effects = await session.act(() => session.page.getByText(name).click());
    const { title, elements, since, url } = await session.observe({ picture: false });

    expect(title).toBe('Second');
    expect(elements).toContain('ready');
    expect(since).toContain(`page is now ${url}`);
    if (name === 'Next') expect(effects.navigated).toBe(true);
    await session.page.goBack();
    await session.observe({ picture: false });
  }
});

test('B7: a page that is never idle is looked at after three seconds', async ({ visit }) => {
  const { session } = await visit({
    '/': `<h1>Polling</h1><script>const poll = () => fetch('/poll').then(poll); poll()</script>`,
    '/poll': after(100, 'x'),
  });

  const { settleMs, elements } = await session.observe({ picture: false });

  expect(elements).toContain('Polling');
  expect(settleMs).toBeGreaterThan(2_000);
  expect(settleMs).toBeLessThan(4_500);
});

test('a stream that stays open keeps nobody waiting', async ({ visit }) => {
  const { session } = await visit({
    '/': `<h1>Live</h1><script>new EventSource('/events'); navigator.sendBeacon('/ping')</script>`,
    '/events': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: x\n\n');
    },
    '/ping': () => undefined,
  });

  expect(await session.settle()).toBeLessThan(2_900);
});

test('what goes on in an open shadow root, or in a frame, is waited for', async ({ visit }) => {
  const { session } = await visit(
    `<div id=host></div><iframe srcdoc="<p>frame</p>"></iframe><script>
      host.attachShadow({ mode: 'open' }).innerHTML = '<i></i>';
      const busy = (place) => { let left = 25; const timer = setInterval(() => { place.append('.'); if (--left === 0) { clearInterval(timer); place.append('done') } }, 20) };
      window.inShadow = () => busy(host.shadowRoot.firstChild); window.inFrame = () => busy(document.querySelector('iframe').contentDocument.body);
    </script>`,
  );

  for (const [where, text] of [
    ['inShadow', () => session.page.locator('#host i')],
    ['inFrame', () => session.page.frameLocator('iframe').locator('body')],
  ] as const) {
    await session.page.evaluate(`${where}()`);
    await session.settle();
    expect(await text().textContent()).toContain('done');
  }
});

test('B37: a fetch, a transition and a render are waited out on a page that has replaced built-ins', async ({
  visit,
}) => {
  const { session } = await visit({
    '/': `<style>#box { position: absolute; left: 0; transition: left 400ms linear }</style><b id=box>o</b><button onclick="go()">Go</button><script>
      const [later, get] = [setTimeout.bind(window), fetch.bind(window)];
      window.go = () => get('/data').then((answer) => { box.style.left = '300px' });
      window.MutationObserver = null; window.requestAnimationFrame = () => 0; window.setTimeout = () => 0; performance.now = () => 0; Date.now = () => 0;
      Document.prototype.getAnimations = () => []; Array.prototype.some = () => false; JSON.stringify = () => '{}';
    </script>`,
    '/data': after(200, ''),
  });

  await session.act(() => session.page.getByText('Go', { exact: true }).click());
  await session.settle();

  expect(await session.page.locator('#box').boundingBox()).toMatchObject({ x: 300 });
});

test('a dialog ends the wait', async ({ visit }) => {
  const { session } = await visit({
    '/': `<button onclick="fetch('/slow').then(() => alert('Saved'))">Save</button>`,
    '/slow': after(200, ''),
  });

  await session.act(() => session.page.getByText('Save').click());
  await session.settle();

  expect(session.openDialog).toEqual({ kind: 'alert', message: 'Saved' });
});
