import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
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

for (const how of ['smaller', 'png'] as const) {
  test(`a picture that is taken anew, ${how}, does not show the secret either`, async ({ visit }) => {
    const { session } = await visit(
      `<input id=at type=password value="${CANARY}" style="width:400px;height:80px"><p style="width:300px">${CANARY}</p>`,
      { secrets: { pw: CANARY } },
    );
    const boxes = [await session.page.locator('#at').boundingBox(), await session.page.locator('p').boundingBox()];

    const picture = await session.retake(how);

    const { pixels, width } = decoded(picture);
    const scale = width / 800;
    for (const box of boxes) {
      if (!box) throw new Error('no box');
      const [x, y] = [box.x + box.width / 4, box.y + box.height / 2].map((length) => Math.round(length * scale));
      const at = ((y ?? 0) * width + (x ?? 0)) * 4;
      for (const [index, value] of MASK.entries()) expect(Math.abs((pixels[at + index] ?? 0) - value)).toBeLessThan(24);
    }
  });
}

test('a smaller picture has half the width and height and shows the same; a PNG has the very pixels', async ({
  visit,
}) => {
  const { session } = await visit('<body style="margin:0"><div style="width:400px;height:300px;background:#c81e1e">');

  const whole = await session.picture();
  const smaller = await session.retake('smaller');
  const png = await session.retake('png');

  expect(smaller).toMatchObject({ mime: 'image/jpeg', width: 400, height: 300 });
  expect(smaller?.bytes.length).toBeLessThan((whole?.jpeg.length ?? 0) / 2);
  const { pixels, width, height } = decoded(smaller);
  expect([width, height]).toEqual([400, 300]);
  const colour = (x: number, y: number) => Array.from(pixels.slice((y * width + x) * 4, (y * width + x) * 4 + 3));
  for (const [index, value] of [200, 30, 30].entries())
    expect(Math.abs((colour(100, 75)[index] ?? 0) - value)).toBeLessThan(12);
  for (const value of colour(300, 200)) expect(value).toBeGreaterThan(240);
  expect(png).toMatchObject({ mime: 'image/png', width: 800, height: 600 });
  expect(Array.from(decoded(png).pixels.slice(0, 3))).toEqual([200, 30, 30]);
});

test('while a dialog is open there is no picture to take anew', async ({ visit }) => {
  const { session } = await visit('<button onclick="alert(1)">Ask</button>');
  await session.act(() => session.page.getByRole('button').click());

  expect(await session.retake('smaller')).toBeUndefined();
});

function decoded(picture: { mime: string; bytes: Buffer } | undefined) {
  if (!picture) throw new Error('no picture');
  const read = picture.mime === 'image/png' ? PNG.sync.read(picture.bytes) : jpeg.decode(picture.bytes);
  return { pixels: read.data, width: read.width, height: read.height };
}
