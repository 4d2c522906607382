import { readValue } from '../../src/tools/extract.ts';
import { expect, test } from '../support/session.ts';
import { call, refOf } from '../support/tools.ts';
import type { Action } from '../../src/core/action.ts';

type Extract = Extract0;
type Extract0 = Action & { kind: 'extract' };

/** A page with one value in it, the words by which a planner names it, and what is read when the value is another. */
const PAGES: Record<string, { html: (value: string) => string; aim?: string }> = {
  'an element of its own': { html: (value) => `<p>Total</p><output aria-label=Total>${value}</output>`, aim: 'Total' },
  'the text around it': { html: (value) => `<p>Your order number is ${value}, thank you.</p>` },
  'its row': {
    html: (value) => `<table><tr><td>Shipping</td><td>$4.00</td></tr><tr><td>Total</td><td>${value}</td></tr></table>`,
  },
  'its definition list': {
    html: (value) =>
      `<section aria-label=Summary><dl><dt>Shipping</dt><dd>$4.00</dd><dt>Total</dt><dd>${value}</dd></dl></section>`,
  },
  'a field': { html: (value) => `<label>Code <input value="${value}"></label>`, aim: 'Code' },
  'a list item': {
    html: (value) => `<ul aria-label=Order><li>Lamp</li><li>Total: <b>${value}</b> incl. VAT</li></ul>`,
  },
  'a text with signs of a pattern': { html: (value) => `<p>(a+)+ [x] $1 ${value} {2} | .*</p>` },
};

for (const [what, { html, aim }] of Object.entries(PAGES))
  test(`extract remembers a value by ${what}, and reads another one there the next time`, async ({ visit }) => {
    const { session } = await visit(html('$12.00'));
    const where = aim === undefined ? {} : { ref: await refOf(session, aim, aim === 'Total' ? 'status' : undefined) };

    const { action, text } = await call({ session }, 'extract', { name: 'total', value: '$12.00', ...where });
    const { target, pattern } = action as Extract;
    const read = async () => readValue(session.reach(target ?? {}).locator, pattern);

    expect(action).toMatchObject({ kind: 'extract', name: 'total', value: '$12.00' });
    expect(text).toBe('total is "$12.00"');
    expect(await read()).toBe('$12.00');
    await session.page.setContent(html('$7.50'));
    expect(await read()).toBe('$7.50');
    expect(target).not.toHaveProperty('fragile');
  });

test('a value that only its own words can name is called fragile', async ({ visit }) => {
  const { session } = await visit(
    '<body><div><div><div><div><div><div><div><span>17</span></div></div></div></div></div></div></div>',
  );

  const { action } = await call({ session }, 'extract', { name: 'n', value: '17' });

  expect(action).toMatchObject({ target: { fragile: 'found by the very value that is read' } });
});

test('a value that is not there cannot be remembered', async ({ visit }) => {
  const { session } = await visit('<h1>Orders</h1>');

  await expect(call({ session }, 'extract', { name: 'n', value: '17' })).rejects.toThrow(
    'the value "17" stands nowhere on the page: take it as it is written there',
  );
  await expect(
    call({ session }, 'extract', { name: 'n', value: '17', ref: await refOf(session, 'Orders') }),
  ).rejects.toThrow('the target shows "Orders", which does not hold "17"');
});

test('a text that has lost its form says so', async ({ visit }) => {
  const { session } = await visit('<h1>Orders: none</h1>');

  await expect(readValue(session.locator(`getByRole('heading')`), 'Order (\\d+)')).rejects.toThrow(
    'expected a text of the form Order (\\d+), found "Orders: none"',
  );
});

test('what a page shows of a secret is not in the words of a failed extract', async ({ visit }) => {
  const { session } = await visit('<h1>s3cret-canary</h1>', { secrets: { pw: 's3cret-canary' } });

  await expect(
    call({ session }, 'extract', { name: 'n', value: '17', ref: await refOf(session, '{{secret:pw}}') }),
  ).rejects.toThrow('the target shows "{{secret:pw}}", which does not hold "17"');
});

for (const name of ['', '1a', 'a b', 'a}}', '{{x'])
  test(`${JSON.stringify(name)} is no name for a value`, async ({ visit }) => {
    const { session } = await visit('<h1>17</h1>');

    await expect(call({ session }, 'extract', { name, value: '17' })).rejects.toThrow(/^extract: name: /);
  });
