/** B24, B25: pages on which a look by Playwright's ARIA snapshot takes seconds, or never ends. */
import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';

const BAR = `<!doctype html><style>body { margin: 0 } #bar { position: fixed; left: 0; top: 0; width: 800px; height: 50px; background: #fff; z-index: 9 }</style>
  <div id=bar><button onclick="document.title = 'clicked'" style="width:200px;height:40px">Go on</button><label>User <input value=alice></label><input type=password aria-label=Pin value=s3cret><label><input type=checkbox checked> Terms</label><select aria-label=Sort><option>Price<option selected>Name</select></div>`;

/** Elements are made by the page itself: the server does not send megabytes. */
function made(what: string): string {
  return `${BAR}<div id=all style="padding-top:60px"></div><script>all.innerHTML = ${what}</script>`;
}

function refOf(elements: string, line: RegExp): string {
  return new RegExp(`^ *(\\S+) ${line.source}`, 'm').exec(elements)?.[1] ?? '';
}

async function timed<T>(work: Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now();
  const value = await work;
  return { ms: performance.now() - startedAt, value };
}

async function clicksByRef(session: Session, elements: string): Promise<void> {
  const { locator, target } = await session.resolve({ ref: refOf(elements, /button "Go on"/) });
  await session.act(() => locator.click());
  expect(target).toMatchObject({ locator: `getByRole('button', { name: 'Go on' })`, role: 'button', name: 'Go on' });
  await expect(session.page).toHaveTitle('clicked');
}

test('B25: a page of 50,000 elements is looked at quickly, and what is in view can be acted on by ref', async ({
  visit,
}) => {
  const { session } = await visit(made(`'<p>text <b>bold</b></p>'.repeat(25_000)`));

  const { ms, value } = await timed(session.observe({ picture: true }));
  const { elements, screenshot, settleMs } = value;

  expect(ms - settleMs).toBeLessThan(5_000);
  expect(screenshot).toBeDefined();
  for (const line of [
    'button "Go on"',
    'textbox "User" value="alice"',
    'checkbox "Terms" checked',
    'combobox "Sort" value="Name" options="Price|Name"',
    'paragraph "text bold"',
  ])
    expect(elements).toContain(line);
  expect(elements).not.toContain('s3cret');
  expect(elements).toMatch(/… a page of 50,?0\d\d elements: .* use find, or aim at the screenshot by x, y$/);
  expect(elements.length).toBeLessThan(7_000);
  await clicksByRef(session, elements);
});

test('B25: what is far down a page of 50,000 elements is found by its text, and can be acted on', async ({ visit }) => {
  const { session } = await visit(
    made(
      `Array.from({ length: 12_500 }, (_, n) => '<li><span>Row ' + n + '</span> <a href="#' + n + '">Open</a></li>').join('')`,
    ),
  );

  const { ms, value: found } = await timed(session.find('ROW 12000'));
  const { locator, target } = await session.resolve({ ref: refOf(found, /\w+ "Row 12000"/) });

  expect(ms).toBeLessThan(8_000);
  expect(found.split('\n')).toHaveLength(1);
  expect(target.name).toBe('Row 12000');
  await expect(locator).toHaveText('Row 12000');
  expect(await session.find('no such text')).toBe('');
  await expect(session.resolve({ ref: 'n99999' })).rejects.toThrow('ref n99999 is not on the page');
});

test('B25: a point on a page of alike elements is acted on although no locator can be found in time', async ({
  visit,
}) => {
  const { session } = await visit(
    made(`'<button onclick="document.title = &quot;row&quot;">row</button>'.repeat(20_000)`),
  );

  const { locator, position, target } = await session.resolve({ x: 20, y: 70 });
  await session.act(() => locator.click(position ? { position } : {}));

  expect(target.fragile).toBeTruthy();
  await expect(session.page).toHaveTitle('row');
});

test('B25: a page of hundreds of frames is looked at quickly', async ({ visit }) => {
  const { session } = await visit(
    `${BAR}${'<iframe style="width:9px;height:9px" srcdoc="<p>x"></iframe>'.repeat(150)}`,
  );

  const { ms, value } = await timed(session.observe({ picture: true }));

  expect(ms - value.settleMs).toBeLessThan(5_000);
  expect(value.elements).toContain('… a page of 150 frames');
  await clicksByRef(session, value.elements);
});

test('B24: a page of a million pixels is photographed as it is seen, and scrolled to what is found', async ({
  visit,
}) => {
  const { session } = await visit(
    `${BAR}<div style="height:1000000px;width:10px"></div><button onclick="document.title = 'bottom'">Bottom</button>`,
  );

  const { ms, value } = await timed(session.observe({ picture: true }));
  const { locator } = await session.resolve({ ref: refOf(await session.find('Bottom'), /button "Bottom"/) });
  await session.act(() => locator.click());

  expect(ms).toBeLessThan(6_000);
  expect(value.screenshot).toMatchObject({ width: 800, height: 600 });
  await expect(session.page).toHaveTitle('bottom');
});

test('a secret is not shown by the list of a big page', async ({ visit }) => {
  const { session } = await visit(
    made(`'<p>pin s3cret-canary</p><input value="s3cret-canary">' + '<i>x</i>'.repeat(6_000)`),
    { secrets: { pin: 's3cret-canary' } },
  );

  const { elements } = await session.observe({ picture: false });

  expect(elements).toContain('pin {{secret:pin}}');
  expect(elements).not.toContain('s3cret-canary');
});
