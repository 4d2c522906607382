/** What a model is told when an element cannot be acted on (faults B20, B21, B23). */
import { parseElements } from '../../src/core/elementList.ts';
import { carryOut } from '../../src/driver/call.ts';
import { obstacleIn } from '../../src/driver/obstacle.ts';
import { Toolbox } from '../../src/tools/toolbox.ts';
import { Values } from '../../src/tools/values.ts';
import { call } from '../support/scriptedModel.ts';
import { expect, test, type Visit } from '../support/session.ts';
import { refOf } from '../support/tools.ts';

const OVERLAY = '<div id=overlay style="position:fixed;inset:0;background:#0008"><p>We use cookies</p></div>';

async function answer({ session }: Visit, name: string, input: object, timeoutMs = 700) {
  session.page.setDefaultTimeout(timeoutMs);
  const { signal } = new AbortController();
  const context = { session, values: new Values({}, ''), toolbox: new Toolbox(), signal };
  return carryOut(call(name, input), context);
}

for (const { title, page, name, tool = 'click', input = {}, told, seen = false } of [
  {
    title: 'B20: what is covered, with what covers it',
    page: `<button>Save</button>${OVERLAY}`,
    name: 'Save',
    told: 'click: button "Save" is covered by <div id="overlay">…</div>: close or move that first, or scroll',
  },
  {
    title: 'B21: a button that is disabled',
    page: '<button disabled>Pay</button>',
    name: 'Pay',
    told: 'click: button "Pay" is disabled: something else has to be done first',
  },
  {
    title: 'B21: a field that is disabled',
    page: '<label>Code <input disabled></label>',
    name: 'Code',
    tool: 'type',
    input: { text: 'x' },
    told: 'type: textbox "Code" is disabled: something else has to be done first',
  },
  {
    title: 'a field that is read-only',
    page: '<label>Code <input readonly></label>',
    name: 'Code',
    tool: 'type',
    input: { text: 'x' },
    told: 'type: textbox "Code" is read-only: click it, then use what opens (a calendar, a list), or the control beside it',
  },
  {
    title: 'what no text can be typed into',
    page: '<button>Save</button>',
    name: 'Save',
    tool: 'type',
    input: { text: 'x' },
    told: 'type: that is a button, not a field: click it',
    seen: true,
  },
  {
    title: 'what cannot be scrolled into the screen',
    page: '<p>Hello</p><button style="position:fixed;left:-500px;top:0">Next</button>',
    name: 'Next',
    told: 'click: button "Next" is outside of the screen and cannot be scrolled into it',
  },
])
  test(`${title}, is told to the model`, async ({ visit }) => {
    const visited = await visit(page);
    const found = await visited.session.find(name);
    const ref = parseElements(found).find((each) => each.name === name)?.ref ?? found;

    const { result, mistake } = await answer(visited, tool, { ref, ...input });

    expect(result).toEqual({ ok: false, text: told });
    // The page's answer, not the model's mistake: it costs none of its patience. What the list showed is one.
    expect(mistake).toBe(seen);
  });

test('an element that was hidden after the look is told as such', async ({ visit }) => {
  const visited = await visit('<button id=b>Next</button>');
  const ref = await refOf(visited.session, 'Next');
  await visited.session.page.locator('#b').evaluate((button) => (button.style.visibility = 'hidden'));

  const { result } = await answer(visited, 'click', { ref });

  expect(result).toEqual({
    ok: false,
    text: expect.stringMatching(/Next.* is not visible$|ref e\d+ is not on the page/),
  });
});

test('an element that goes away while it is waited for is told as such', async ({ visit }) => {
  const visited = await visit(`<button id=b disabled>Next</button>`);
  const ref = await refOf(visited.session, 'Next');
  await visited.session.page.evaluate(() => setTimeout(() => document.querySelector('#b')?.remove(), 600));

  const { result } = await answer(visited, 'click', { ref }, 2_000);

  expect(result).toEqual({ ok: false, text: 'click: button "Next" was taken out of the page' });
});

test('a button that is enabled a second later is waited for', async ({ visit }) => {
  const visited = await visit(`<button id=b disabled onclick="document.title = 'clicked'">Next</button>`);
  const ref = await refOf(visited.session, 'Next');
  await visited.session.page.evaluate(() =>
    setTimeout(() => document.querySelector('#b')?.removeAttribute('disabled'), 1_000),
  );

  const { result } = await answer(visited, 'click', { ref }, 10_000);

  expect(result).toMatchObject({ ok: true });
  await expect(visited.session.page).toHaveTitle('clicked');
});

for (const [x, y] of [
  [0.5, -0.5],
  [801, 20],
  [0.5, 601],
] as const)
  test(`B23: the point ${x}, ${y} is refused with the range that there is`, async ({ visit }) => {
    const { result, mistake } = await answer(await visit('<button>Go</button>'), 'click', { x, y });

    expect(result.text).toMatch(
      /expected a point inside the screenshot \(0\.\.1, or up to 800×600 pixels\)|found one of each/,
    );
    expect(mistake).toBe(true);
  });

for (const [words, told] of [
  [
    "locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for locator('#a')\n",
    "click: locator('#a') is no longer on the page",
  ],
  [
    "locator.click: Timeout 5000ms exceeded.\nCall log:\n  - waiting for getByText('a')\n    - locator resolved to <i>a</i>\n    - element is not stable",
    'click: <i>a</i> keeps moving',
  ],
  ['net::ERR_ABORTED at http://a/', undefined],
  ['page.goto: net::ERR_ABORTED', undefined],
  ['locator.click: Error: something new', undefined],
] as const)
  test(`of ${JSON.stringify(words.slice(0, 90))} is told: ${told ?? 'the first line'}`, () => {
    expect(obstacleIn(words)).toBe(told);
  });
