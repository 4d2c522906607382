import jpeg from 'jpeg-js';
import { expect, test } from '../support/session.ts';

const CANARY = 's3cret-canary';
/** `#1f2937`, after the losses of JPEG. */
const MASK = [31, 41, 55];

interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

function pixelsOf(picture: Buffer | undefined, { x, y, width, height }: Area): number[][] {
  const { data, width: across } = jpeg.decode(picture ?? Buffer.alloc(0));
  const pixels: number[][] = [];
  for (let row = Math.ceil(y) + 2; row < y + height - 2; row++)
    for (let column = Math.ceil(x) + 2; column < x + width - 2; column++) {
      const at = (row * across + column) * 4;
      pixels.push([data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]);
    }
  return pixels;
}

/** Share of the area's pixels that are painted over. */
function masked(picture: Buffer | undefined, area: Area): number {
  const pixels = pixelsOf(picture, area);
  const covered = pixels.filter((pixel) => pixel.every((value, at) => Math.abs(value - (MASK[at] ?? 0)) < 24));
  return pixels.length === 0 ? 0 : covered.length / pixels.length;
}

const shows: Record<string, { html: string; at: string; frame?: true }> = {
  'a password field': { html: `<input id=at type=password value="${CANARY}">`, at: '#at' },
  'a password field of another value': { html: `<input id=at type=password value="another one">`, at: '#at' },
  'a password that is shown': { html: `<input id=at type=text value="${CANARY}">`, at: '#at' },
  'an echo in a text': { html: `<p id=at style="width:300px">You typed ${CANARY}!</p>`, at: '#at' },
  'an echo in a text area': { html: `<textarea id=at>${CANARY}</textarea>`, at: '#at' },
  'a placeholder': { html: `<input id=at placeholder="${CANARY}">`, at: '#at' },
  'a button': { html: `<input id=at type=button value="${CANARY}">`, at: '#at' },
  'a select field': { html: `<select id=at><option>${CANARY}</option></select>`, at: '#at' },
  'an open shadow root': {
    html: `<my-echo id=at style="display:block;width:300px"></my-echo><script>document.querySelector('my-echo').attachShadow({ mode: 'open' }).innerHTML = '<p id=in style="margin:0">${CANARY}</p>'</script>`,
    at: '#in',
  },
  'a frame': {
    html: '<iframe id=frame src="/inner" style="width:400px;height:100px"></iframe>',
    at: '#at',
    frame: true,
  },
};

for (const [what, { html, at, frame }] of Object.entries(shows))
  test(`a picture does not show the secret in ${what}`, async ({ visit }) => {
    const { session } = await visit(
      { '/': `<body>${html}`, '/inner': `<p id=at style="width:300px">${CANARY}</p>` },
      { secrets: { pw: CANARY } },
    );
    const place = frame ? session.page.frameLocator('#frame').locator(at) : session.page.locator(at);
    const area = await place.boundingBox();
    if (!area) throw new Error('no box');

    const hidden = await session.picture();
    const plain = await session.page.screenshot({ type: 'jpeg', quality: 80, scale: 'css' });

    expect(masked(hidden?.jpeg, area)).toBeGreaterThan(0.95);
    expect(masked(plain, area)).toBeLessThan(0.2);
  });

test('a frame of another origin is masked as well', async ({ visit, serve }) => {
  const other = await serve({ '/': `<p id=at style="width:300px">${CANARY}</p>` });
  const { session } = await visit(
    `<iframe id=frame src="${other.origin}/" style="width:400px;height:100px"></iframe>`,
    {
      secrets: { pw: CANARY },
      alsoAllowed: [other.origin],
    },
  );
  const area = await session.page.frameLocator('#frame').locator('#at').boundingBox();

  const picture = await session.picture();

  expect(area && masked(picture?.jpeg, area)).toBeGreaterThan(0.95);
});

test('what shows no secret is not painted over', async ({ visit }) => {
  const { session } = await visit('<p id=at style="width:300px">Hello alice</p>', { secrets: { pw: CANARY } });
  const area = await session.page.locator('#at').boundingBox();

  const picture = await session.picture();

  expect(area && masked(picture?.jpeg, area)).toBeLessThan(0.05);
});

test('the mask is gone from the page when the picture is taken', async ({ visit }) => {
  const { session } = await visit(`<p>${CANARY}</p>`, { secrets: { pw: CANARY } });

  await session.picture();
  const plain = await session.page.screenshot({ type: 'jpeg' });

  expect(masked(plain, { x: 0, y: 0, width: 300, height: 60 })).toBeLessThan(0.2);
});

test('a lower quality is fewer bytes of the same size', async ({ visit }) => {
  const page = `<h1>${'Lamps and wires '.repeat(40)}</h1>`;
  const sizes: (number | undefined)[] = [];

  for (const quality of [undefined, 80, 30, 1]) {
    const { session } = await visit(page, quality === undefined ? {} : { quality });
    const picture = await session.picture();
    expect(picture).toMatchObject({ width: 800, height: 600 });
    sizes.push(picture?.jpeg.length);
  }

  const [byDefault, good = 0, poor = 0, worst = 0] = sizes;
  expect(byDefault).toBe(good);
  expect(poor).toBeLessThan(good * 0.7);
  expect(worst).toBeLessThan(poor);
});
