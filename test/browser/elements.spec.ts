import { parseElements } from '../../src/core/elementList.ts';
import { expect, test } from '../support/session.ts';
import { HOSTILE_TEXTS } from '../core/hostileTexts.ts';

/** The list without refs and centres: what a person would check. */
function bare(elements: string): string[] {
  return elements.split('\n').map((line) => line.replace(/^( *)\S+ /, '$1').replace(/ \([-\d., ]+\)$/, ''));
}

const PAGES: Record<string, { html: string; list: string[] }> = {
  'buttons, links and headings': {
    html: '<h1>Shop</h1><a href="/x">Cart</a><button disabled>Pay</button><button aria-pressed=true>Bold</button>',
    list: ['heading "Shop"', 'link "Cart"', 'button "Pay" disabled', 'button "Bold" pressed'],
  },
  'fields with their values, and their labels once': {
    html: `<label>User <input value="alice"></label><label for=c>City</label><input id=c placeholder="e.g. Ulm">
      <p><label><input type=checkbox checked> Terms</label> <label><input type=radio name=r> Post</label></p>
      <textarea aria-label=Note>two
lines</textarea><input type=number aria-label=Age value=7>`,
    list: [
      'textbox "User" value="alice"',
      'textbox "City" placeholder="e.g. Ulm"',
      'checkbox "Terms" checked',
      'radio "Post"',
      'textbox "Note" value="two lines"',
      'spinbutton "Age" value="7"',
    ],
  },
  'a select field with its options': {
    html: '<label>Sort <select><option>Price</option><option selected>Name</option></select></label><select multiple aria-label=Tags><option selected>new</option><option>old</option></select>',
    list: [
      'combobox "Sort" value="Name" options="Price|Name"',
      'listbox "Tags"',
      '  option "new" selected',
      '  option "old"',
    ],
  },
  'rows with what can be acted on in them': {
    html: `<table><tr><th>Name</th><th>Do</th></tr><tr><td>Bob</td><td><button>Delete</button></td></tr></table>`,
    list: ['row "Name Do"', 'row "Bob Delete"', '  button "Delete"'],
  },
  'list items with what can be acted on in them': {
    html: '<ul><li>Lamp <button>Add</button></li><li>Wire</li><li><a href="/y">More</a></li></ul>',
    list: ['listitem "Lamp Add"', '  button "Add"', 'listitem "Wire"', 'link "More"'],
  },
  'a list item with a labelled field, its label once': {
    html: '<ul><li><label><input type=checkbox> Terms</label> and <label for=x>Mail</label><input id=x></li></ul>',
    list: ['listitem "Terms and Mail"', '  checkbox "Terms"', '  textbox "Mail"'],
  },
  'a dialog that holds its content': {
    html: '<button>Under</button><dialog open aria-label="Sure?"><p>Really?</p><button>Yes</button></dialog>',
    list: ['button "Under"', 'dialog "Sure?"', '  paragraph "Really?"', '  button "Yes"'],
  },
  'texts, alerts and cells that say something': {
    html: '<p>Hello <b>you</b></p><div role=alert>Wrong password</div><div role=status>3 items</div><div>bare</div>',
    list: ['paragraph "Hello you"', 'alert "Wrong password"', 'status "3 items"', 'text "bare"'],
  },
  states: {
    html: `<button aria-expanded=true>Menu</button><details open><summary>More</summary>text</details>
      <div role=tablist><div role=tab aria-selected=true tabindex=0>One</div><div role=tab tabindex=0>Two</div></div>
      <input aria-label=Mail aria-invalid=true><div role=checkbox aria-checked=mixed tabindex=0>All</div>`,
    list: [
      'button "Menu" expanded',
      'tab "One" selected',
      'tab "Two"',
      'textbox "Mail" invalid',
      'checkbox "All" mixed',
    ],
  },
};

for (const [what, { html, list }] of Object.entries(PAGES))
  test(`lists ${what}`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html><title>T</title>${html}`);

    const { elements } = await session.observe({ picture: false });

    if (what === 'states') expect(bare(elements)).toEqual(expect.arrayContaining(list));
    else expect(bare(elements)).toEqual(list);
  });

test('the field that has the focus says so', async ({ visit }) => {
  const { session } = await visit('<input aria-label=Name autofocus>');

  await session.page.getByLabel('Name').focus();

  expect((await session.observe({ picture: false })).elements).toContain('textbox "Name" focused');
});

test('a password is never printed: with a label, without one, in a row, a list item, a shadow root, a frame', async ({
  visit,
}) => {
  const field = (label: string, value: string) =>
    `<input type=password ${label === '' ? '' : `aria-label="${label}"`} value="${value}">`;
  const { session } = await visit(`<!doctype html>
    ${field('Plain', 'canary-plain')}${field('', 'canary-nameless')}
    <table><tr><td>${field('', 'canary-row')}</td><td>Row</td></tr></table>
    <ul><li>Item ${field('', 'canary-item')}</li></ul>
    <div id=host></div><script>host.attachShadow({ mode: 'open' }).innerHTML = '<input type=password aria-label=Shadow value=canary-shadow>'</script>
    <iframe style="border:9px solid;padding:11px" srcdoc='<body style="margin:0">${field('Framed', 'canary-frame')}<iframe srcdoc="<input type=password value=canary-deep>"></iframe>'></iframe>
    <div style="height:3000px"></div>${field('Below', 'canary-below')}`);

  const { elements } = await session.observe({ picture: false });
  const found = await session.find('');

  expect(elements).toContain('textbox "Plain" value="••••"');
  expect(elements).toContain('textbox "Framed" value="••••"');
  expect(elements).toContain('textbox "Shadow" value="••••"');
  expect(found).toContain('textbox "Below" value="••••"');
  expect(elements + found).not.toContain('canary');
});

test('a secret is never printed, wherever the page shows it, nor a part of it', async ({ visit }) => {
  const { session } = await visit(
    `<title>of s3cret-canary</title><p>you typed s3cret-canary</p><input aria-label="s3cret-canary?" value="s3cret-canary">
     <button>${'x'.repeat(112)} s3cret-canary</button><select aria-label=S><option>${'y'.repeat(92)}s3cret-canary</option></select>
     <textarea aria-label=T>${'z'.repeat(115)}s3cret-canary</textarea>`,
    { secrets: { pw: 's3cret-canary' } },
  );

  const { elements, title } = await session.observe({ picture: false });

  expect(title).toBe('of {{secret:pw}}');
  expect(elements).toContain('{{secret:pw}}');
  expect(elements).not.toContain('s3c');
});

test('centres are fractions of the viewport, also in a frame with a border and padding', async ({ visit }) => {
  const box = 'position:absolute;box-sizing:border-box;width:80px;height:60px';
  const { session } = await visit(`<!doctype html><body style="margin:0">
    <button style="${box};left:360px;top:270px">Middle</button>
    <iframe style="position:absolute;left:400px;top:300px;width:300px;height:200px;border:10px solid;padding:30px"
      srcdoc='<body style="margin:0"><button style="${box};left:80px;top:60px">Framed</button>'></iframe>`);

  const { elements } = await session.observe({ picture: false });
  const centre = (name: string) => parseElements(elements).find((each) => each.name === name)?.centre;

  expect(centre('Middle')).toEqual({ x: 0.5, y: 0.5 });
  expect(centre('Framed')).toEqual({ x: 0.7, y: 0.717 });
});

test('only what is in view is listed; find knows the rest', async ({ visit }) => {
  const { session } = await visit(
    '<button>Top</button><div style="height:3000px"></div><button>Bottom</button><div hidden><button>Hidden</button></div>',
  );

  const { elements } = await session.observe({ picture: false });

  expect(bare(elements)).toEqual(['button "Top"']);
  expect(bare(await session.find('bottom'))).toEqual(['button "Bottom"']);
  expect(await session.find('hidden')).toBe('');
});

test('find looks through a whole text and says what is too much', async ({ visit }) => {
  const rows = Array.from(
    { length: 300 },
    (_, row) => `<li>${'long '.repeat(30)} row ${row} <button>Open ${row}</button></li>`,
  );
  const { session } = await visit(`<ul>${rows.join('')}</ul>`);

  expect(await session.find('row 299')).toMatch(/^e\d+ listitem/);
  expect(await session.find('open')).toMatch(/\n… \d+ more/);
});

test('the list of a huge page is cut at a whole line, and says how much is missing', async ({ visit }) => {
  const buttons = Array.from(
    { length: 1_000 },
    (_, n) => `<button style="font-size:4px;padding:0">Button number ${n}</button>`,
  );
  const { session } = await visit(buttons.join(''));

  const { elements } = await session.observe({ picture: false });
  const lines = elements.split('\n');
  const note = /^… (\d+) more, use find$/.exec(lines.at(-1) ?? '');

  expect(elements.length).toBeLessThan(6_100);
  expect(Number(note?.[1]) + lines.length - 1).toBe(1_000);
  expect(parseElements(elements)).toHaveLength(lines.length - 1);
});

test('an endless name is cut', async ({ visit }) => {
  const { session } = await visit(`<button>${'n'.repeat(1_000_000)}</button>`);

  const { elements } = await session.observe({ picture: false });

  expect(elements.length).toBeLessThan(200);
  expect(parseElements(elements)[0]?.name).toMatch(/^n{119}…$/);
});

test('no name on a page can end its line or forge another', async ({ visit }) => {
  const { session } = await visit('<!doctype html>');
  await session.page.evaluate((names) => {
    for (const name of names) {
      const button = document.createElement('button');
      button.setAttribute('aria-label', name);
      button.textContent = 'x';
      document.body.append(button);
    }
  }, Object.values(HOSTILE_TEXTS));

  const { elements } = await session.observe({ picture: false });
  const read = parseElements(elements);

  expect(read.map(({ role }) => role)).toEqual(Object.keys(HOSTILE_TEXTS).map(() => 'button'));
  expect(elements.split(/[\n\u2028\u2029\u0085\r]/)).toHaveLength(read.length);
});
