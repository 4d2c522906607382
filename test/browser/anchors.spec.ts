import { gradeOf } from '../../src/core/grade.ts';
import { parseElements } from '../../src/core/elementList.ts';
import { expect, test } from '../support/session.ts';

/** The last of two alike buttons, by where they stand. */
for (const [what, { page, locator }] of Object.entries({
  'in a list item': {
    page: '<ul><li>Lamp <button>Add</button></li><li>Wire <button>Add</button></li></ul>',
    locator: `getByRole('listitem').filter({ hasText: 'Wire' }).getByRole('button', { name: 'Add' })`,
  },
  'in an article with a heading': {
    page: ['Red', 'Blue']
      .map((name) => `<article><h3>${name} chair</h3><p>Nice</p><button>Buy</button></article>`)
      .join(''),
    locator: `getByRole('article').filter({ hasText: 'Blue chair' }).getByRole('button', { name: 'Buy' })`,
  },
  'in a labelled region': {
    page: ['Home', 'Work']
      .map(
        (name, at) =>
          `<section aria-labelledby=h${at}><h3 id=h${at}>${name}</h3><div><button>Edit</button></div></section>`,
      )
      .join(''),
    locator: `getByRole('region', { name: 'Work' }).getByRole('button')`,
  },
  'in a dialog': {
    page: '<div><button>Close</button></div><div role=dialog aria-label="Pick a size"><button>Close</button></div>',
    locator: `getByRole('dialog', { name: 'Pick a size' }).getByRole('button', { name: 'Close' })`,
  },
  'in a fieldset': {
    page: ['Home', 'Work']
      .map((name) => `<fieldset><legend>${name}</legend><button>Clear</button></fieldset>`)
      .join(''),
    locator: `getByRole('group', { name: 'Work' }).getByRole('button')`,
  },
  'in an item of a custom role': {
    page: `<div role=list>${['Lamp', 'Wire'].map((name) => `<div role=listitem><b>${name}</b><div><button>Add</button></div></div>`).join('')}</div>`,
    locator: `getByRole('listitem').filter({ hasText: 'Wire' }).getByRole('button', { name: 'Add' })`,
  },
  'without a name, in a list item': {
    page: `<ul>${['Lamp', 'Wire'].map((name) => `<li>${name} <button><svg width=20 height=20></svg></button></li>`).join('')}</ul>`,
    locator: `getByRole('listitem').filter({ hasText: 'Wire' }).getByRole('button')`,
  },
  'in an open shadow root in a list item': {
    page: `<ul><li>Lamp <my-add></my-add></li><li>Wire <my-add></my-add></li></ul><script>customElements.define('my-add',
      class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<button>Add</button>'; } })</script>`,
    locator: `getByRole('listitem').filter({ hasText: 'Wire' }).getByRole('button', { name: 'Add' })`,
  },
}))
  test(`one of two alike buttons ${what}, is found by that`, async ({ visit }) => {
    const { session } = await visit(`<!doctype html>${page}`);
    const { elements } = await session.observe({ picture: false });
    const button = parseElements(elements).findLast(({ role }) => role === 'button');

    const { target, locator: found } = await session.resolve({ ref: button?.ref });

    expect(target.locator).toBe(locator);
    expect(gradeOf(target)).toEqual({ grade: 'row or list item' });
    const last = session.page.locator('button').last();
    expect(await found.and(last).count()).toBe(1);
  });

test('in a card without a role it is found by the heading of the card, which is CSS but no position', async ({
  visit,
}) => {
  const { session } = await visit(
    ['Red', 'Blue']
      .map((name) => `<div class="css-1x2y3z card"><h3>${name} chair</h3><button>Buy</button></div>`)
      .join(''),
  );
  const { elements } = await session.observe({ picture: false });
  const button = parseElements(elements).findLast(({ role }) => role === 'button');

  const { target } = await session.resolve({ ref: button?.ref });

  expect(target.locator).toBe(
    `locator('.card').filter({ hasText: 'Blue chair' }).getByRole('button', { name: 'Buy' })`,
  );
  expect(gradeOf(target).grade).toBe('css');
});

for (const [attribute, locator] of [
  ['id=save-draft', `locator('#save-draft')`],
  ['name=draft', `locator('button[name="draft"]')`],
  ['id=r12 class=css-1x2y3z', `getByRole('button').nth(1)`],
  ['id=input-7f9c0e', `getByRole('button').nth(1)`],
] as const)
  test(`a button of which nothing is known but ${attribute}`, async ({ visit }) => {
    const { session } = await visit(
      `<p><button><svg width=20 height=20></svg></button><button ${attribute}><svg width=20 height=20></svg></button></p>`,
    );
    const { elements } = await session.observe({ picture: false });
    const button = parseElements(elements).findLast(({ role }) => role === 'button');

    const { target } = await session.resolve({ ref: button?.ref });

    expect(target.locator).toBe(locator);
    expect(target.fragile).toMatch(/^found by /);
  });

test('what cannot be told apart is found by its position, after few questions', async ({ visit }) => {
  const { session } = await visit(`<div>${'<p><button>Go</button></p>'.repeat(300)}</div>`);
  const { elements } = await session.observe({ picture: false });
  const button = parseElements(elements).filter(({ role }) => role === 'button')[5];

  const { target } = await session.resolve({ ref: button?.ref });

  expect(target).toMatchObject({
    locator: `getByRole('button', { name: 'Go' }).nth(5)`,
    fragile: 'found by its position among alike elements',
  });
});

test('a list item is found by a text in it, not by all that is written there', async ({ visit }) => {
  const { session } = await visit(
    `<ul>${['Lamp', 'Wire'].map((name) => `<li><b>${name}</b> <i>24.50</i> <button>Add</button></li>`).join('')}</ul>`,
  );
  const { elements } = await session.observe({ picture: false });
  const item = parseElements(elements).findLast(({ role }) => role === 'listitem');

  const { target } = await session.resolve({ ref: item?.ref });

  expect(target.locator).toBe(`getByRole('listitem').filter({ hasText: 'Wire' })`);
});

test('bare ground is kept relative to what has a name, not to a box by the texts of all that is in it', async ({
  visit,
}) => {
  const { session } = await visit(
    `<body style="margin:0"><section aria-label=Board style="padding:40px"><div style="height:200px"><p>One</p><p>Two</p></div></section>`,
  );

  const { target } = await session.resolve({ x: 400, y: 200 });

  expect(target.anchor?.locator).toBe(`getByRole('region', { name: 'Board' })`);
});

test('the worst element of a page with 5,000 elements is given up after few questions', async ({ visit }) => {
  const { session } = await visit(
    `<main>${Array.from({ length: 1_000 }, (_, at) => `<div class=box><h4>Box ${at % 7}</h4><p>text <b>bold</b></p><button>Go</button></div>`).join('')}</main>`,
  );
  const { elements } = await session.observe({ picture: false });
  const [button] = parseElements(elements).filter(({ role }) => role === 'button');

  const startedAt = performance.now();
  const { target } = await session.resolve({ ref: button?.ref });

  expect(target.fragile).toBe('found by its position among alike elements');
  // Some 200 ms on a machine that does nothing else.
  expect(performance.now() - startedAt).toBeLessThan(6_000);
});
