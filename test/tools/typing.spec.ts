import type { Page } from 'playwright';
import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, does, refOf } from '../support/tools.ts';

const shadowed = `<fancy-field></fancy-field><script>customElements.define('fancy-field', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<div><input aria-label="Inner"></div>'; }
})</script>`;

/** What is aimed at, as a locator; what is typed into then; and what it holds after `Hello` + ` you`. */
const FIELDS: { what: string; html: string; aim: string; locator: string; holds: string }[] = [
  {
    what: 'a paragraph of an editor',
    html: '<div contenteditable role=textbox aria-label=Note aria-multiline=true><p>Old <b>words</b></p></div>',
    aim: 'b',
    locator: `getByRole('textbox', { name: 'Note' })`,
    holds: 'Hello you',
  },
  {
    what: 'an editor that nothing names',
    html: '<h1>Post</h1><div class="editor"><div class="area" contenteditable="true"><p>Old words</p></div></div>',
    aim: '.area p',
    locator: `locator('.area')`,
    holds: 'Hello you',
  },
  {
    what: 'the container of an editor with a toolbar',
    html: '<section aria-label=Post><button>Bold</button><div contenteditable=true class=area>Old</div></section>',
    aim: 'region "Post"',
    locator: `getByRole('region', { name: 'Post' }).locator('.area')`,
    holds: 'Hello you',
  },
  {
    what: 'a custom element',
    html: shadowed,
    aim: 'fancy-field',
    locator: `getByRole('textbox', { name: 'Inner' })`,
    holds: 'Hello you',
  },
  {
    what: 'a wrapper that is the combobox',
    html: '<div role=combobox aria-label=City aria-expanded=false><span>x</span><input aria-label=Search></div>',
    aim: '[role=combobox]',
    locator: `getByRole('textbox', { name: 'Search' })`,
    holds: 'Hello you',
  },
  {
    what: 'a label',
    html: '<label for=a>Name</label><br><input id=a>',
    aim: 'label',
    locator: `getByRole('textbox', { name: 'Name' })`,
    holds: 'Hello you',
  },
  {
    what: 'the text that labels an editor',
    html: '<p id=bio>Bio</p><div contenteditable role=textbox aria-labelledby=bio>Old</div>',
    aim: '#bio',
    locator: `getByRole('textbox', { name: 'Bio' })`,
    holds: 'Hello you',
  },
  {
    what: 'a field that holds something already',
    html: '<textarea aria-label=Note>Old\nwords</textarea>',
    aim: 'textarea',
    locator: `getByRole('textbox', { name: 'Note' })`,
    holds: 'Hello you',
  },
];

for (const { what, html, aim, locator, holds } of FIELDS)
  test(`type into ${what} is typed into the field there, replaced and added to`, async ({ visit }) => {
    const { actions } = await thrice({
      visit: () => visit(html),
      work: async (act, session) => {
        await act('type', { ...(await whereIs(session, aim)), text: 'Hello' });
        // What was aimed at may be gone with the old content.
        const again = (await session.page.locator(aim).count().catch(() => 1)) > 0 ? aim : '[contenteditable]';
        await act('type', { ...(await whereIs(session, again)), text: ' you', clear: false });
      },
      felt: async (page) => expect.poll(() => heldBy(page)).toBe(holds),
    });

    expect(actions).toMatchObject([
      { kind: 'type', target: { locator }, clear: true },
      { kind: 'type', target: { locator }, clear: false, atEnd: true },
    ]);
  });

test('type into an editor in a frame, by its frame or by a paragraph of it, takes several lines', async ({ visit }) => {
  for (const body of ['<body contenteditable><p>Old</p>', `<body onload="document.designMode = 'on'"><p>Old</p>`])
    for (const aim of ['frame', 'paragraph'])
      await thrice({
        visit: () =>
          visit({ '/': '<body style="margin:0"><iframe src="/e" title="Rich text" width=300 height=150>', '/e': body }),
        work: async (act) => {
          await act('type', { ...(aim === 'frame' ? { x: 200, y: 120 } : { x: 20, y: 30 }), text: 'One\nTwo' });
        },
        felt: async (page) =>
          expect
            .poll(() => page.frameLocator('iframe').locator('body').innerText())
            .toMatch(/^One\n+Two\n*$/),
      });
});

test('type into what only listens to keys presses them', async ({ visit }) => {
  const { actions } = await thrice({
    visit: () =>
      visit(`<div role=textbox tabindex=0 aria-label=Terminal style="height:50px"></div>
        <script>onkeydown = (event) => { document.querySelector('div').textContent += event.key }</script>`),
    work: async (act, session) => {
      await act('type', { ref: await refOf(session, 'Terminal'), text: 'ls' });
    },
    felt: (page) => expect(page.getByRole('textbox')).toHaveText('ls'),
  });

  expect(actions).toMatchObject([{ text: 'ls', clear: false }]);
});

for (const [type, value, wrong, wanted] of [
  ['date', '2026-11-26', '26.11.2026', 'a date as YYYY-MM-DD'],
  ['time', '14:30', 'half past two', 'a time as HH:MM'],
  ['datetime-local', '2026-11-26T14:30', 'now', 'a date and time as YYYY-MM-DDTHH:MM'],
  ['month', '2026-11', 'May', 'a month as YYYY-MM'],
  ['week', '2026-W48', '48', 'a week as YYYY-Www, such as 2026-W48'],
  ['color', '#ff8800', 'orange', 'a colour as #rrggbb'],
  ['range', '7', '700', 'a number, from 0 to 10'],
  ['number', '7', 'seven', 'a number, with a point for decimals, from 0 to 10'],
] as const)
  test(`type gives a ${type} field its value, and says which form it wants`, async ({ visit }) => {
    const html = `<input type=${type} aria-label=When ${['range', 'number'].includes(type) ? 'min=0 max=10' : ''}>`;
    await thrice({
      visit: () => visit(html),
      work: async (act, session) => {
        await act('type', { ref: await refOf(session, 'When').catch(() => refOf(session, '')), text: value });
      },
      felt: (page) => expect(page.locator('input')).toHaveValue(value),
    });

    const { session } = await visit(html);
    const where = await middleOf(session.page, 'input');
    await expect(call({ session }, 'type', { ...where, text: wrong })).rejects.toThrow(
      `type: the field takes ${wanted}, found ${JSON.stringify(wrong)}`,
    );
  });

for (const [what, html, says] of [
  ['a button', '<button>Save</button>', 'type: that is a button, not a field: click it'],
  ['a link', '<a href="#">Save</a>', 'type: that is a link, not a field: click it'],
  ['a submit button', '<input type=submit value=Save>', 'type: that is a button, not a field: click it'],
  ['a checkbox', '<input type=checkbox aria-label=Save>', 'type: that is a checkbox: use check'],
  ['a select field', '<select aria-label=Save><option>x</select>', 'type: that is a select field: use select'],
  ['a file field', '<input type=file aria-label=Save>', 'type: that is a file field: use upload'],
  ['a read-only field', '<input aria-label=Save readonly>', 'type: the field is read-only: click it'],
  [
    'a group of two fields',
    '<section aria-label=Save><input><input></section>',
    'type: there are 2 fields in that section: aim at one of them',
  ],
] as const)
  test(`type into ${what} is a mistake that says what to do`, async ({ visit }) => {
    const { session } = await visit(html);
    const where = await whereIs(session, html.includes('section') ? 'region "Save"' : 'body > *');
    const started = performance.now();

    await expect(call({ session }, 'type', { ...where, text: 'x' })).rejects.toThrow(says);

    // Told at once, not after the time that Playwright waits for a field to become one.
    expect(performance.now() - started).toBeLessThan(4_000);
  });

test('type at a point of a canvas goes where the focus is', async ({ visit }) => {
  const { session } = await visit(
    '<canvas role=img aria-label=Sheet width=300 height=200 tabindex=0 onkeydown="document.title += event.key"></canvas><input aria-label=Other>',
  );

  const action = await does({ session }, 'type', { x: 100, y: 100, text: 'ab' });

  await expect(session.page).toHaveTitle('ab');
  expect(action).toMatchObject({ target: { anchor: { locator: `getByRole('img', { name: 'Sheet' })` } } });
});

/** A ref for what is written as `role "name"`, the middle of what a selector finds. */
async function whereIs(session: Session, aim: string): Promise<object> {
  const [, role, name = ''] = /^(\w+) "(.*)"$/.exec(aim) ?? [];
  return role === undefined ? middleOf(session.page, aim) : { ref: await refOf(session, name, role) };
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} has no place`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the one field or editor of the page holds. */
function heldBy(page: Page): Promise<string> {
  const field = page.locator('input, textarea, [contenteditable]');
  return field.evaluate((element) => ('value' in element ? String(element.value) : element.textContent));
}
