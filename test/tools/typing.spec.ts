import type { Page } from 'playwright';
import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';
import { thrice } from '../support/thrice.ts';
import { call, does, refOf } from '../support/tools.ts';

/** What is aimed at (a selector whose middle is meant, or `role "name"`), and the field that takes the text. */
const FIELDS: { what: string; html: string; aim: string; locator: string }[] = [
  {
    what: 'a paragraph of an editor',
    html: '<div contenteditable role=textbox aria-label=Note aria-multiline=true><p>Old <b>words</b></p></div>',
    aim: 'b',
    locator: `getByRole('textbox', { name: 'Note' })`,
  },
  {
    what: 'an editor that nothing names',
    html: '<div class="editor"><div class="area" contenteditable="true"><p>Older words</p></div></div>',
    aim: 'p',
    locator: `locator('.area')`,
  },
  {
    what: 'the container of an editor with a toolbar',
    html: '<section aria-label=Post><button>Bold</button><div contenteditable=true class=body>Oldest</div></section>',
    aim: 'region "Post"',
    locator: `getByRole('region', { name: 'Post' }).locator('.body')`,
  },
  {
    what: 'a custom element',
    html: '<fancy-field role=group aria-label=Fancy></fancy-field>',
    aim: 'group "Fancy"',
    locator: `getByRole('textbox', { name: 'Inner' })`,
  },
  {
    what: 'a wrapper that is the combobox',
    html: '<div role=combobox aria-label=City aria-expanded=false><span>x</span><input aria-label=Search></div>',
    aim: 'combobox "City"',
    locator: `getByRole('textbox', { name: 'Search' })`,
  },
  {
    what: 'a label',
    html: '<label for=name>Name</label><br><input id=name>',
    aim: 'label',
    locator: `getByRole('textbox', { name: 'Name' })`,
  },
  {
    what: 'the text that labels an editor',
    html: '<p id=bio>Bio</p><div contenteditable role=textbox aria-labelledby=bio>Old bio</div>',
    aim: 'p',
    locator: `getByRole('textbox', { name: 'Bio' })`,
  },
  {
    what: 'a text area of several lines',
    html: '<textarea aria-label=Lines>Old\nwords</textarea>',
    aim: 'textbox "Lines"',
    locator: `getByRole('textbox', { name: 'Lines' })`,
  },
];
const PAGE = `<meta charset=utf-8><style>div[id] { margin: 2px }</style>
  <script>customElements.define('fancy-field', class extends HTMLElement {
    connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<div><input aria-label="Inner"></div>'; }
  })</script>${FIELDS.map(({ html }, at) => `<div id=f${at}>${html}</div>`).join('')}`;

test('type goes into the one field that there is: around what is aimed at, or within it', async ({ visit }) => {
  const { actions, lines } = await thrice({
    visit: () => visit(PAGE),
    work: async (act, session) => {
      for (const [at, { aim }] of FIELDS.entries())
        await act('type', { ...(await whereIs(session, aim, at)), text: 'Hi' });
    },
    felt: async (page) => {
      for (const [at, { what }] of FIELDS.entries()) expect(await heldBy(page, at), what).toBe('Hi');
    },
  });

  expect(actions).toMatchObject(FIELDS.map(({ locator }) => ({ kind: 'type', target: { locator }, clear: true })));
  expect(lines[0]).toBe(`await page.getByRole('textbox', { name: 'Note' }).fill('Hi');`);
});

test('type adds behind what a field or an editor holds', async ({ visit }) => {
  const { actions, lines } = await thrice({
    visit: () => visit(PAGE),
    work: async (act, session) => {
      for (const [at, { aim }] of FIELDS.entries())
        await act('type', { ...(await whereIs(session, aim, at)), text: '!', clear: false });
    },
    felt: async (page) => {
      const held = await Promise.all(FIELDS.map((_, at) => heldBy(page, at)));
      expect(held).toEqual(['Old words!', 'Older words!', 'Oldest!', '!', '!', '!', 'Old bio!', 'Old\nwords!']);
    },
  });

  expect(actions.map((action) => 'atEnd' in action)).toEqual([true, true, true, false, false, false, true, true]);
  expect(lines.slice(0, 2)).toEqual([
    `await page.getByRole('textbox', { name: 'Note' }).press('ControlOrMeta+End');`,
    `await page.getByRole('textbox', { name: 'Note' }).pressSequentially('!');`,
  ]);
});

test('type into an editor in a frame, by its frame or by a paragraph of it, takes several lines', async ({ visit }) => {
  const { actions } = await thrice({
    visit: () =>
      visit({
        '/': '<body style="margin:0"><iframe src="/a" title="Rich" width=300 height=100></iframe><br><iframe src="/b" title="Design" width=300 height=100>',
        '/a': '<body contenteditable><p>Old</p>',
        '/b': `<body onload="document.designMode = 'on'"><p>Old</p>`,
      }),
    work: async (act) => {
      await act('type', { x: 20, y: 30, text: 'One\nTwo' });
      await act('type', { x: 200, y: 180, text: 'One\nTwo' });
    },
    felt: async (page) => {
      for (const title of ['Rich', 'Design'])
        await expect
          .poll(() => page.frameLocator(`[title=${title}]`).locator('body').innerText())
          .toMatch(/^One\n+Two\n*$/);
    },
  });

  expect(actions).toMatchObject([
    { target: { locator: `locator('iframe[title="Rich"]').contentFrame().locator('body')` } },
    { target: { locator: `locator('iframe[title="Design"]').contentFrame().locator('body')` } },
  ]);
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

const FORMS = [
  ['date', '2026-11-26', '26.11.2026', 'a date as YYYY-MM-DD'],
  ['time', '14:30', 'half past two', 'a time as HH:MM'],
  ['datetime-local', '2026-11-26T14:30', 'now', 'a date and time as YYYY-MM-DDTHH:MM'],
  ['month', '2026-11', 'May', 'a month as YYYY-MM'],
  ['week', '2026-W48', '48', 'a week as YYYY-Www, such as 2026-W48'],
  ['color', '#ff8800', 'orange', 'a colour as #rrggbb'],
  ['range', '7', '700', 'a number, from 0 to 10'],
  ['number', '7', 'seven', 'a number, with a point for decimals, from 0 to 10'],
] as const;

test('type gives a date, a time, a colour, a range and a number field its value, and says which form it wants', async ({
  visit,
}) => {
  const html = FORMS.map(
    ([type]) => `<div><input type=${type} ${['range', 'number'].includes(type) ? 'min=0 max=10' : ''}></div>`,
  ).join('');
  const { actions } = await thrice({
    visit: () => visit(html),
    work: async (act, session) => {
      for (const [type, value] of FORMS)
        await act('type', { ...(await middleOf(session.page, ofType(type))), text: value });
    },
    felt: async (page) => {
      for (const [type, value] of FORMS) await expect(page.locator(ofType(type))).toHaveValue(value);
    },
  });
  expect(actions).toHaveLength(FORMS.length);

  const { session } = await visit(html);
  for (const [type, , wrong, wanted] of FORMS) {
    const where = await middleOf(session.page, ofType(type));
    await expect(call({ session }, 'type', { ...where, text: wrong })).rejects.toThrow(
      `type: the field takes ${wanted}, found ${JSON.stringify(wrong)}`,
    );
  }
});

const NO_FIELDS = [
  ['<button>Save</button>', 'type: that is a button, not a field: click it'],
  ['<a href="#">Save</a>', 'type: that is a link, not a field: click it'],
  ['<input type=submit value=Send>', 'type: that is a button, not a field: click it'],
  ['<input type=checkbox aria-label=Terms>', 'type: that is a checkbox: use check'],
  ['<select aria-label=Sort><option>x</select>', 'type: that is a select field: use select'],
  ['<input type=file aria-label=Photo>', 'type: that is a file field: use upload'],
  ['<input aria-label=Date readonly>', 'type: textbox "Date" is read-only: click it'],
  ['<section aria-label=Two><input><input></section>', 'type: there are 2 fields in that section: aim at one of them'],
] as const;

test('type into what takes no text is a mistake that says what to do', async ({ visit }) => {
  const { session } = await visit(NO_FIELDS.map(([html], at) => `<div id=f${at}>${html}</div>`).join(''));

  const started = performance.now();
  for (const [at, [html, says]] of NO_FIELDS.entries()) {
    const where = await whereIs(session, html.includes('section') ? 'region "Two"' : '*', at);
    await expect(call({ session }, 'type', { ...where, text: 'x' })).rejects.toThrow(says);
  }

  // Told at once: Playwright would wait five seconds each for it to become a field.
  expect(performance.now() - started).toBeLessThan(20_000);
});

test('type at a point of a canvas goes where the focus is', async ({ visit }) => {
  const { session } = await visit(
    '<canvas role=img aria-label=Sheet width=300 height=200 tabindex=0 onkeydown="document.title += event.key"></canvas><input aria-label=Other>',
  );

  const action = await does({ session }, 'type', { x: 100, y: 100, text: 'ab' });

  await expect(session.page).toHaveTitle('ab');
  expect(action).toMatchObject({ target: { anchor: { locator: `getByRole('img', { name: 'Sheet' })` } } });
});

function ofType(type: string): string {
  return `input[type="${type}"]`;
}

/** A ref for what is written as `role "name"`, else the middle of what a selector finds in the part of that number. */
async function whereIs(session: Session, aim: string, at: number): Promise<object> {
  const [, role, name = ''] = /^(\w+) "(.*)"$/.exec(aim) ?? [];
  return role === undefined ? middleOf(session.page, `#f${at} ${aim}`) : { ref: await refOf(session, name, role) };
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} has no place`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What the one field or editor of that part of the page holds. */
function heldBy(page: Page, at: number): Promise<string | null> {
  const field = page.locator(`#f${at}`).locator('input, textarea, [contenteditable]');
  return field.evaluate((element) => ('value' in element ? String(element.value) : element.textContent));
}
