import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from 'playwright';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, refOf } from '../support/tools.ts';

/** Lists that keep only what is in view, down and to the right; both begin under a banner that lies over their middle. */
const VIRTUAL = `<style>.list { position: relative; overflow: auto; width: 300px; height: 200px } .list i { position: absolute; height: 30px; width: 100px; font-style: normal }</style>
  <h1>Orders</h1>
  <div id=rows class=list role=list aria-label=Rows><div class=all></div></div>
  <div id=columns class=list role=list aria-label=Columns style="height:60px"><div class=all></div></div>
  <div id=cover style="position:fixed;left:100px;width:120px;top:0;height:400px;background:#fff8"></div>
  <p style="height:3000px">Long page</p>
  <script>
    const draw = (list, along, size, word, count) => {
      const all = list.firstElementChild;
      all.style[along === 'top' ? 'height' : 'width'] = size * count + 'px';
      if (along === 'left') all.style.height = '30px';
      const at = Math.floor((along === 'top' ? list.scrollTop : list.scrollLeft) / size);
      all.replaceChildren(...Array.from({ length: 12 }, (_, i) => {
        const row = document.createElement('i');
        row.style[along] = (at + i) * size + 'px';
        row.textContent = word + ' ' + (at + i) + '.';
        return row;
      }).slice(0, count - at));
    };
    for (const [id, along, size, word, count] of [['rows', 'top', 30, 'Row', 3000], ['columns', 'left', 100, 'Column', 300]]) {
      const list = document.getElementById(id);
      list.onscroll = () => requestAnimationFrame(() => draw(list, along, size, word, count));
      draw(list, along, size, word, count);
    }
  </script>`;

test('scroll until a text finds a row that is not in the DOM yet, down, up and to the side', async ({ visit }) => {
  const { actions, lines } = await thrice({
    visit: () => visit(VIRTUAL),
    work: async (act, session) => {
      const down = { ref: await refOf(session, 'Rows'), direction: 'down', until: 'Row 90.', amount: 2 };
      expect(await act('scroll', down)).toMatch(/^"Row 90\." is in view after \d+ scrolls$/);
      await act('scroll', { ref: await refOf(session, 'Rows'), direction: 'up', until: 'Row 70.' });
      await act('scroll', { ref: await refOf(session, 'Columns'), direction: 'right', until: 'Column 20.' });
    },
    felt: async (page) => {
      await expect(page.getByText('Row 70.')).toBeInViewport();
      await expect(page.getByText('Column 20.')).toBeInViewport();
    },
  });

  const rows = `getByRole('list', { name: 'Rows' })`;
  expect(actions).toMatchObject([
    { kind: 'scroll', target: { anchor: { locator: rows } }, dx: 0, dy: 320, until: 'Row 90.' },
    { dx: 0, dy: -160 },
    { dx: 240, dy: 0 },
  ]);
  expect(lines.slice(0, 7)).toEqual([
    `const wanted = page.${rows}.getByText('Row 90.').first();`,
    expect.stringMatching(
      /^await page\.getByRole\('list', \{ name: 'Rows' \}\)\.hover\(\{ position: \{ x: \d+, y: \d+ \} \}\);$/,
    ),
    'await expect(async () => {',
    '  if (!(await wanted.isVisible())) await page.mouse.wheel(0, 320);',
    '  await expect(wanted).toBeVisible({ timeout: 100 });',
    '}).toPass({ intervals: [0], timeout: 60_000 });',
    'await wanted.scrollIntoViewIfNeeded();',
  ]);
});

const FEED = `<title>Feed</title><h1>Feed</h1><ul></ul><p id=more>Loading</p><script>
  let page = 0, busy = false;
  const load = async () => {
    if (busy || page === 4) return;
    busy = true;
    const items = await (await fetch('/items?' + page)).json();
    for (const item of items) { const li = document.createElement('li'); li.style.height = '60px'; li.textContent = item; document.querySelector('ul').append(li); }
    page++;
    busy = false;
  };
  new IntersectionObserver((seen) => seen[0].isIntersecting && load()).observe(more);
  setInterval(() => more.getBoundingClientRect().top < innerHeight && load(), 100);
</script>`;
const routes = {
  '/': FEED,
  '/items': (request: IncomingMessage, response: ServerResponse) => {
    const page = Number(request.url?.split('?')[1]);
    const items = Array.from({ length: 15 }, (_, at) => `Story ${page * 15 + at}.`);
    setTimeout(() => response.end(JSON.stringify(items)), 300);
  },
};

test('scroll until a text loads what a page loads when its end is near, and says when the end came first', async ({
  visit,
}) => {
  const { actions } = await thrice({
    visit: () => visit(routes),
    work: async (act) => {
      await act('scroll', { direction: 'down', until: 'Story 35.' });
    },
    felt: (page) => expect(page.getByText('Story 35.')).toBeInViewport(),
  });
  expect(actions).toEqual([{ kind: 'scroll', dx: 0, dy: 480, until: 'Story 35.' }]);

  const { session } = await visit(routes);
  await expect(call({ session }, 'scroll', { direction: 'down', until: 'Story 99.' })).rejects.toThrow(
    /^scroll: "Story 99\." is not there, downwards: the end was reached after \d+ scrolls$/,
  );
});

test('scroll until a text waits longer for a list that could go on and is slow to', async ({ visit }) => {
  const { session } =
    await visit(`<div id=list role=list aria-label=Rows style="height:200px;overflow:auto"></div><script>
    const list = document.querySelector('#list');
    const row = (n) => list.insertAdjacentHTML('beforeend', '<p role=listitem style="height:40px">Row ' + n + '.</p>');
    for (let n = 0; n < 20; n++) row(n);
    list.addEventListener('wheel', (event) => {
      event.preventDefault();
      setTimeout(() => { list.scrollBy(0, event.deltaY); if (list.children.length === 20) row(20); }, 2500);
    }, { passive: false });
  </script>`);
  const ref = await refOf(session, 'Rows');

  const { text } = await call({ session }, 'scroll', { ref, direction: 'down', until: 'Row 20.' });

  expect(text).toBe('"Row 20." is in view after 1 scroll');
});

test('scroll until a text brings into view what is there already, without a scroll', async ({ visit }) => {
  const { session } = await visit('<h1>Terms</h1><p style="height:4000px">Long</p><h2>Imprint</h2>');

  const { text } = await call({ session }, 'scroll', { direction: 'down', until: 'Imprint' });

  expect(text).toBe('"Imprint" is in view after 0 scrolls');
  await expect(session.page.getByText('Imprint')).toBeInViewport();
});

test('scroll without a target goes to what fills a page that does not scroll itself, also one in a frame', async ({
  visit,
}) => {
  const rows = Array.from({ length: 400 }, (_, at) => `<p hidden>Line ${at}.</p>`).join('');
  const lazily = `<script>onscroll = document.onscroll = () => {}; const reveal = (area, top) => { for (const p of document.querySelectorAll('p')) if (p.hidden) { p.hidden = false; if (--n < 0) break } }; let n = 30; reveal();
    const at = document.querySelector('main') ?? document; at.addEventListener('scroll', () => { n = 20; reveal() });</script>`;
  const app = `<body style="margin:0;overflow:hidden;height:100vh"><nav style="height:80px;overflow:auto"><div style="height:100px">Menu</div></nav><main style="height:400px;overflow:auto">${rows}</main>${lazily}`;
  const { actions } = await thrice({
    visit: () => visit({ '/': app }),
    work: async (act) => {
      await act('scroll', { direction: 'down', until: 'Line 60.' });
    },
    felt: (page) => inView(page, 'Line 60.'),
  });
  expect(actions).toMatchObject([{ target: { locator: `getByRole('main')` }, dy: 320 }]);

  const framed = await thrice({
    visit: () =>
      visit({ '/': '<iframe src="/f" title=Inner width=300 height=200></iframe>', '/f': `<body>${rows}${lazily}` }),
    work: async (act) => {
      await act('scroll', { x: 100, y: 150, direction: 'down', until: 'Line 60.' });
    },
    felt: async (page) => expect(page.frameLocator('iframe').getByText('Line 60.')).toBeInViewport(),
  });
  expect(framed.actions).toMatchObject([
    { target: { locator: `locator('iframe[title="Inner"]').contentFrame().locator('html')` } },
  ]);
});

test('find that finds nothing says that more may come by scrolling, where something scrolls', async ({ visit }) => {
  const long = await visit(VIRTUAL);
  expect(await call({ session: long.session }, 'find', { text: 'Row 90.' })).toMatchObject({
    text: 'nothing found; more may load: scroll with until',
  });

  const short = await visit('<p>All there is</p>');
  expect(await call({ session: short.session }, 'find', { text: 'Row 90.' })).toMatchObject({ text: 'nothing found' });
});

async function inView(page: Page, text: string): Promise<void> {
  await expect(page.getByText(text)).toBeInViewport();
}
