import type { Session } from '../../src/browser/session.ts';
import { locatorOf } from '../../src/browser/locators.ts';
import { pixels } from '../../src/browser/resolve.ts';
import { parseElements } from '../../src/core/elementList.ts';
import { expect, test } from '../support/session.ts';
import { HOSTILE_TEXTS } from '../core/hostileTexts.ts';

const viewport = { width: 800, height: 600 };

/** The middle of an element of the page itself, as fractions. */
async function middleOf(session: Session, selector: string): Promise<{ x: number; y: number }> {
  const box = await session.page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} has no box`);
  return { x: (box.x + box.width / 2) / viewport.width, y: (box.y + box.height / 2) / viewport.height };
}

async function refOf(session: Session, name: string): Promise<string> {
  const { elements } = await session.observe({ picture: false });
  return parseElements(elements).find((each) => each.name === name)?.ref ?? `no ${name} in\n${elements}`;
}

test('a ref becomes the locator that Playwright would write', async ({ visit }) => {
  const { session } = await visit('<label>User <input></label><button>Log in</button>');

  expect((await session.resolve({ ref: await refOf(session, 'Log in') })).target).toMatchObject({
    locator: `getByRole('button', { name: 'Log in' })`,
    role: 'button',
    name: 'Log in',
    box: { width: expect.any(Number) },
  });
  expect((await session.resolve({ ref: await refOf(session, 'User') })).target.locator).toBe(
    `getByRole('textbox', { name: 'User' })`,
  );
});

test('one of many alike is named by the row or item in which it stands, and is the one that was meant', async ({
  visit,
}) => {
  const { session } =
    await visit(`<table>${['Ann', 'Bob', 'Cy'].map((name) => `<tr><td>${name}</td><td><button onclick="document.title='${name}'">Delete</button></td></tr>`).join('')}</table>
    <ul>${['Lamp', 'Wire'].map((name) => `<li>${name} <button onclick="document.title='${name}'">Add</button></li>`).join('')}</ul>`);
  const { elements } = await session.observe({ picture: false });
  const buttons = parseElements(elements).filter(({ role }) => role === 'button');

  const titles: string[] = [];
  for (const { ref = '' } of buttons) {
    const { locator, target } = await session.resolve({ ref });
    expect(target.fragile, target.locator).toBeUndefined();
    await locator.click();
    titles.push(await session.page.title());
  }

  expect(titles).toEqual(['Ann', 'Bob', 'Cy', 'Lamp', 'Wire']);
});

test('alike elements without an anchor are found by position, and that is called fragile', async ({ visit }) => {
  const { session } = await visit('<div><button>Go</button><button>Go</button></div>');
  const { elements } = await session.observe({ picture: false });
  const second = parseElements(elements)[1]?.ref ?? '';

  const { target } = await session.resolve({ ref: second });

  expect(target.fragile).toBe('found by its position among alike elements');
});

test('hostile names become locators that find their element and run nothing', async ({ visit }) => {
  const { session } = await visit('<!doctype html>');
  await session.page.evaluate((names) => {
    names.forEach((name, number) => {
      const button = document.createElement('button');
      button.setAttribute('aria-label', name);
      button.id = `b${number}`;
      button.textContent = 'x';
      document.body.append(button);
    });
  }, Object.values(HOSTILE_TEXTS));
  const { elements } = await session.observe({ picture: false });

  for (const [number, { ref = '' }] of parseElements(elements).entries()) {
    const { target } = await session.resolve({ ref });
    expect(await locatorOf(session.page, target.locator ?? '').getAttribute('id'), target.locator).toBe(`b${number}`);
  }
});

test('a ref that is gone is told at once, with what stands near it', async ({ visit }) => {
  const { session } = await visit('<button>One</button><button>Two</button>');
  const ref = await refOf(session, 'Two');
  await session.page.getByText('Two').evaluate((element) => element.remove());

  const started = performance.now();
  const failure = session.resolve({ ref });

  await expect(failure).rejects.toThrow(`ref ${ref} is not on the page`);
  expect(performance.now() - started).toBeLessThan(10_000);
  await expect(session.resolve({ ref: 'e999' })).rejects.toThrow(
    /ref e999 is not on the page; near it: e\d+ button "Two", e\d+ button "One"; take a ref from the newest element list/,
  );
});

for (const ref of ['', 'e1 button', 'aria-ref=e1', "e1'] , body", '../e1', 'e'.repeat(50)])
  test(`${JSON.stringify(ref)} is no ref`, async ({ visit }) => {
    const { session } = await visit('<button>One</button>');

    await expect(session.resolve({ ref })).rejects.toThrow(/expected a ref such as e12/);
  });

test('a ref whose element became another is not acted on', async ({ visit }) => {
  const { session } = await visit('<button id=b>Save</button>');
  const ref = await refOf(session, 'Save');
  await session.page.locator('#b').evaluate((element) => (element.textContent = 'Delete'));

  await expect(session.resolve({ ref })).rejects.toThrow(
    `ref ${ref} is not on the page as it was: it was button "Save" and is now button "Delete"`,
  );
});

test('a ref whose element only changed its state is still the same', async ({ visit }) => {
  const { session } = await visit('<label><input type=checkbox> Terms</label><input aria-label=Name>');
  const terms = await refOf(session, 'Terms');
  const name = await refOf(session, 'Name');
  await session.page.getByLabel('Terms').check();
  await session.page.getByLabel('Name').fill('alice');

  expect((await session.resolve({ ref: terms })).target.role).toBe('checkbox');
  expect((await session.resolve({ ref: name })).target.role).toBe('textbox');
});

for (const [what, { html, ...expected }] of Object.entries({
  'a button by the span in it': {
    html: '<button><span id=at>Save <b>all</b></span></button>',
    locator: `getByRole('button', { name: 'Save all' })`,
    role: 'button',
  },
  'a link by the picture in it': {
    html: '<a href="/x" aria-label=Home><svg id=at width=40 height=40><rect width=40 height=40 /></svg></a>',
    locator: `getByRole('link', { name: 'Home' })`,
    role: 'link',
  },
  'a field': {
    html: '<label>Mail <input id=at></label>',
    locator: `getByRole('textbox', { name: 'Mail' })`,
    role: 'textbox',
  },
  'a link by the big picture in its line': {
    html: '<a href="/x"><img id=at alt="Lamp" width=200 height=200></a>',
    locator: `getByRole('link', { name: 'Lamp' })`,
    role: 'link',
  },
  'a text that can be clicked': {
    html: '<div id=at onclick="1" style="width:200px">Open the drawer</div>',
    locator: `getByText('Open the drawer')`,
    name: 'Open the drawer',
  },
  'a button in an open shadow root': {
    html: `<my-card></my-card><script>customElements.define('my-card', class extends HTMLElement {
      connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button id=at><i>Rate</i></button>'; } })</script>`,
    locator: `getByRole('button', { name: 'Rate' })`,
    role: 'button',
  },
}))
  test(`a point finds ${what}`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html>${html}`);
    const point = await middleOf(session, '#at');

    const { target, position } = await session.resolve(point);

    expect(target).toMatchObject(expected);
    expect(target).not.toHaveProperty('fragile');
    expect(position).toBeUndefined();
    const { x = 0, y = 0, width = 0, height = 0 } = target.box ?? {};
    expect([x <= point.x * 800, y <= point.y * 600, x + width >= point.x * 800, y + height >= point.y * 600]).toEqual(
      Array.from({ length: 4 }, () => true),
    );
  });

test('a point in a frame finds what stands there, borders, padding and nesting included', async ({ visit, serve }) => {
  const inner = await serve({ '/': '<body style="margin:0"><button style="width:100px;height:50px">Pay</button>' });
  const { session } = await visit(
    `<body style="margin:0"><iframe name=outer style="border:7px solid;padding:20px;width:500px;height:400px"
      srcdoc='<body style="margin:0"><iframe title=inner style="border:5px solid;width:300px;height:200px" src="${inner.origin}/"></iframe>'></iframe>`,
    { alsoAllowed: [inner.origin] },
  );
  await session.observe({ picture: false });

  const { target, locator } = await session.resolve({ x: (7 + 20 + 5 + 50) / 800, y: (7 + 20 + 5 + 25) / 600 });

  expect(target.locator).toBe(
    `locator('iframe[name="outer"]').contentFrame().locator('iframe[title="inner"]').contentFrame().getByRole('button', { name: 'Pay' })`,
  );
  expect(target.box).toEqual({ x: 32, y: 32, width: 100, height: 50 });
  await locator.click();
});

test('a point on a canvas is kept as a point of the canvas, and is called fragile', async ({ visit }) => {
  const { session } = await visit(
    '<body style="margin:0"><h1 style="margin:0;height:40px">Sign</h1><canvas aria-label="Signature" role=img width=300 height=100></canvas>',
  );

  const { target, position } = await session.resolve({ x: 80, y: 90 });

  expect(target).toMatchObject({
    anchor: { locator: `getByRole('img', { name: 'Signature' })`, x: 80, y: 50 },
    fragile: 'a point inside an element that draws its own content',
  });
  expect(target).not.toHaveProperty('locator');
  expect(position).toEqual({ x: 80, y: 50 });
});

test('a point on a canvas in a frame is a point of that canvas', async ({ visit }) => {
  const { session } = await visit(`<body style="margin:0"><iframe title=Pad style="border:10px solid;margin-left:100px"
    srcdoc='<body style="margin:0"><canvas role=img aria-label=Pad width=200 height=100
    onclick="parent.document.title = [event.offsetX, event.offsetY]"></canvas>'></iframe>`);

  const { target, locator, position } = await session.resolve({ x: 100 + 10 + 30, y: 10 + 40 });
  await locator.click(position ? { position } : {});

  expect(target.anchor).toMatchObject({ x: 30, y: 40 });
  await expect(session.page).toHaveTitle('30,40');
});

test('a point of bare ground is relative to what can be named around it', async ({ visit }) => {
  const { session } = await visit(
    `<body style="margin:0"><section aria-label=Board style="padding:20px"><div><div onclick="document.title = event.offsetX + ',' + event.offsetY" style="width:200px;height:200px"></div></div></section>`,
  );

  const { target, locator, position } = await session.resolve({ x: 70, y: 50 });
  await locator.click(position ? { position } : {});

  expect(target).toMatchObject({
    anchor: { locator: `getByRole('region', { name: 'Board' })`, x: 70, y: 50 },
    fragile: 'a point: nothing there can be named',
  });
  await expect(session.page).toHaveTitle('50,30');
});

test('a point in a closed shadow root is a point of its host', async ({ visit }) => {
  const { session } =
    await visit(`<body style="margin:0"><section aria-label=Rating><my-stars style="display:block;width:100px;height:40px"></my-stars></section>
    <script>document.querySelector('my-stars').attachShadow({ mode: 'closed' }).innerHTML = '<button style="width:100px;height:40px" onclick="document.title = 5">5</button>'</script>`);

  const { target, locator, position } = await session.resolve({ x: 50, y: 20 });
  await locator.click(position ? { position } : {});

  expect(target.fragile).toMatch(/^a point/);
  await expect(session.page).toHaveTitle('5');
});

test('a point that something covers finds what covers it', async ({ visit }) => {
  const { session } = await visit(
    `<body style="margin:0"><button style="width:200px;height:50px">Under</button><div role=dialog aria-label=Cookies style="position:fixed;inset:0;background:#fff"><button>Accept</button></div>`,
  );

  const { target } = await session.resolve({ x: 150, y: 40 });

  expect(JSON.stringify(target)).not.toContain('Under');
});

test('a point where something else stands than was shown is not acted on', async ({ visit }) => {
  const { session } = await visit(
    '<body style="margin:0"><button id=a style="width:200px;height:50px">Save</button><button id=b style="position:absolute;left:400px;top:0;width:200px;height:50px">Delete</button>',
  );
  await session.observe({ picture: false });
  await session.page.locator('#b').evaluate((element) => (element.style.left = '0px'));

  await expect(session.resolve({ x: 100, y: 25 })).rejects.toThrow(
    'the page changed since it was shown, at 100, 25: button "Delete" is now there, where button "Save" was; look again',
  );

  await session.observe({ picture: false });
  expect((await session.resolve({ x: 100, y: 25 })).target.name).toBe('Delete');
});

test('an element that was found by find is resolved although it is out of view', async ({ visit }) => {
  const { session } = await visit('<div style="height:3000px"></div><button>Bottom</button>');
  const ref = /^e\d+/.exec(await session.find('bottom'))?.[0] ?? '';

  expect((await session.resolve({ ref })).target).toMatchObject({
    locator: `getByRole('button', { name: 'Bottom' })`,
    role: 'button',
    name: 'Bottom',
  });
});

for (const [where, expected] of [
  [
    { x: 0.5, y: 0.5 },
    { x: 400, y: 300 },
  ],
  [
    { x: 400, y: 300 },
    { x: 400, y: 300 },
  ],
  [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ],
  [
    { x: 1, y: 1 },
    { x: 799, y: 599 },
  ],
  [
    { x: 0, y: 300 },
    { x: 0, y: 300 },
  ],
  [
    { x: 800, y: 600 },
    { x: 799, y: 599 },
  ],
] as const)
  test(`${where.x}, ${where.y} is the pixel ${expected.x}, ${expected.y}`, () => {
    expect(pixels(where, viewport)).toEqual(expected);
  });

for (const [where, message] of [
  [{ x: -0.1, y: 0.5 }, 'expected a point inside the screenshot (0..1, or up to 800×600 pixels), found -0.1, 0.5'],
  [{ x: 801, y: 20 }, 'expected a point inside the screenshot (0..1, or up to 800×600 pixels), found 801, 20'],
  [{ x: 0.5, y: 300 }, 'expected x and y both as fractions 0..1 or both as pixels, found one of each: 0.5, 300'],
  [{ x: Number.NaN, y: 0.5 }, 'found NaN, 0.5'],
  [{ x: Number.POSITIVE_INFINITY, y: 5 }, 'found Infinity, 5'],
  [{ x: 0.5 }, 'expected ref, or x and y as fractions 0..1 of the screenshot, found neither'],
  [{}, 'expected ref, or x and y as fractions 0..1 of the screenshot, found neither'],
] as const)
  test(`${JSON.stringify(where)} is refused as a point`, () => {
    expect(() => pixels(where, viewport)).toThrow(message);
  });

test('locator code that names a frame is no element', async ({ visit }) => {
  const { session } = await visit('<iframe></iframe>');

  expect(() => session.locator(`locator('iframe').contentFrame()`)).toThrow(SyntaxError);
  expect(() => session.locator(`getByText('x').click()`)).toThrow(SyntaxError);
});
