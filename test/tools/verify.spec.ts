import { evaluate, VerifyError } from '../../src/browser/expectation.ts';
import type { Check } from '../../src/core/action.ts';
import { expect, test } from '../support/session.ts';
import { call, does, refOf } from '../support/tools.ts';

const PAGE = {
  '/': `<title>Orders (2)</title><h1>Orders</h1><p>Total $12.00</p><p hidden>Secret sale</p>
    <label>Name <input value="alice"></label><label>Sort <select><option value=p>Price</option><option value=n selected>Name it</option></select></label>
    <label><input type=checkbox checked> Terms</label><ul aria-label=Items><li>Lamp</li><li>Wire</li></ul>
    <table aria-label=Table><tr><td>1</td></tr><tr><td>2</td></tr></table><button>Pay</button><button>Pay</button><a href="/file">File</a>`,
  '/file': (_: unknown, response: import('node:http').ServerResponse) => {
    response.writeHead(200, { 'content-disposition': 'attachment; filename="orders.csv"' }).end('id,total\n1,12.00\n');
  },
};

/** Each tool with an input that is true on the page, and the check that is recorded. `@name` stands for the ref of that element. */
const TRUE: [tool: string, input: Record<string, unknown>, check: Record<string, unknown>, found: string][] = [
  ['verify_text', { text: 'Total $12.00' }, { check: 'text', text: 'Total $12.00', exact: false }, '"Total $12.00"'],
  ['verify_text', { text: 'orders', exact: false }, { check: 'text', text: 'orders' }, '"Orders"'],
  [
    'verify_text',
    { ref: '@Orders', text: 'Order' },
    { check: 'text', target: { locator: `getByRole('heading', { name: 'Orders' })` } },
    '"Orders"',
  ],
  ['verify_text', { ref: '@Orders', text: 'Orders', exact: true }, { check: 'text', exact: true }, '"Orders"'],
  [
    'verify_visible',
    { ref: '@Name' },
    { check: 'visible', target: { locator: `getByRole('textbox', { name: 'Name' })` } },
    'a visible element',
  ],
  ['verify_visible', { text: 'Total' }, { check: 'visible-text', text: 'Total' }, '"Total $12.00"'],
  ['verify_hidden', { text: 'Secret sale' }, { check: 'hidden-text', text: 'Secret sale' }, '0 on the page'],
  ['verify_hidden', { text: 'no such text' }, { check: 'hidden-text', text: 'no such text' }, '0 on the page'],
  ['verify_value', { ref: '@Name', value: 'alice' }, { check: 'value', value: 'alice' }, '"alice"'],
  ['verify_value', { ref: '@Sort', value: 'Name it' }, { check: 'value', value: 'n' }, '"n"'],
  ['verify_value', { ref: '@Sort', value: 'n' }, { check: 'value', value: 'n' }, '"n"'],
  ['verify_checked', { ref: '@Terms' }, { check: 'checked', checked: true }, 'checked'],
  [
    'verify_count',
    { role: 'button', count: 2 },
    { check: 'count', target: { locator: `getByRole('button')`, role: 'button' }, count: 2 },
    '2',
  ],
  [
    'verify_count',
    { ref: '@Items', count: 2 },
    { check: 'count', target: { locator: `getByRole('list', { name: 'Items' }).getByRole('listitem')` } },
    '2',
  ],
  [
    'verify_count',
    { ref: '@Table', count: 2 },
    { check: 'count', target: { locator: `getByRole('table', { name: 'Table' }).getByRole('row')` } },
    '2',
  ],
  ['verify_count', { ref: '@Table', role: 'cell', count: 2 }, { check: 'count', target: { role: 'cell' } }, '2'],
  ['verify_count', { text: 'Pay', count: 2 }, { check: 'count-text', text: 'Pay', count: 2 }, '2 times'],
  ['verify_count', { text: 'no such text', count: 0 }, { check: 'count-text', count: 0 }, '0 times'],
  ['verify_url', { url: '/' }, { check: 'url', url: '/' }, '"ORIGIN/"'],
  ['verify_url', { url: 'http://127.0.0.1*' }, { check: 'url', url: 'http://127.0.0.1*' }, '"ORIGIN/"'],
  ['verify_title', { title: 'Orders (2)' }, { check: 'title', title: 'Orders (2)' }, '"Orders (2)"'],
  ['verify_title', { title: 'Orders*' }, { check: 'title', title: 'Orders*' }, '"Orders (2)"'],
  ['verify_download', { name: 'orders.csv' }, { check: 'download', name: 'orders.csv' }, '"orders.csv"'],
  ['verify_download', { name: 'orders.csv', contains: '12.00' }, { check: 'download', contains: '12.00' }, '"12.00"'],
];

test('every verify that is true is recorded as it was evaluated, with what was found', async ({ visit }) => {
  const { session, server } = await visit(PAGE);
  await call({ session }, 'click', { ref: await refOf(session, 'File') });

  for (const [tool, input, check, found] of TRUE) {
    const { ref } = input;
    const aim = typeof ref === 'string' ? { ref: await refOf(session, ref.slice(1)) } : {};
    const outcome = await call({ session }, tool, { ...input, ...aim });
    const seen = found.replace('ORIGIN', server.origin);

    expect(outcome.action, `${tool} ${JSON.stringify(input)}`).toMatchObject({
      kind: 'verify',
      held: 'after',
      found: seen,
      ...check,
    });
    expect(outcome.text).toBe(`true: found ${seen}`);
    expect(outcome.effects).toEqual({ navigated: false });
  }
});

const at = (locator: string) => ({ target: { locator } });
const FALSE: [check: Check, expected: string, found: string][] = [
  [
    { check: 'text', text: 'Total $13.00', exact: false },
    'the text "Total $13.00" on the page',
    'no such text (nearest: "Total $12.00") on the page "Orders (2)"',
  ],
  [{ check: 'text', text: 'Secret sale', exact: false }, 'the text "Secret sale" on the page', 'the page "Orders (2)"'],
  [
    { check: 'text', text: 'total', exact: true },
    'the text "total" on the page',
    'no such text (nearest: "Total") on the page "Orders (2)"',
  ],
  [{ check: 'text', text: 'Cart', exact: false, ...at(`getByRole('heading')`) }, 'a text with "Cart"', '"Orders"'],
  [{ check: 'text', text: 'Order', exact: true, ...at(`getByRole('heading')`) }, 'the text "Order"', '"Orders"'],
  [{ check: 'text', text: 'x', exact: false, ...at(`getByRole('dialog')`) }, 'a text with "x"', 'no such element'],
  [{ check: 'text', text: 'x', exact: false, ...at(`getByRole('button')`) }, 'a text with "x"', '2 such elements'],
  [{ check: 'visible', ...at(`getByText('Secret sale')`) }, 'a visible element', 'an element that is not visible'],
  [{ check: 'visible', ...at(`getByText('nothing')`) }, 'a visible element', 'no such element'],
  [{ check: 'visible-text', text: 'Secret sale' }, '"Secret sale" to be visible', 'the page "Orders (2)"'],
  [{ check: 'hidden', ...at(`getByRole('heading')`) }, 'no such element in sight', 'a visible element'],
  [{ check: 'hidden-text', text: 'Pay' }, '"Pay" not to be visible', '2 on the page'],
  [{ check: 'value', value: 'bob', ...at(`getByLabel('Name', { exact: true })`) }, 'the value "bob"', '"alice"'],
  [{ check: 'value', value: 'bob', ...at(`getByRole('heading')`) }, 'the value "bob"', 'a visible element'],
  [{ check: 'checked', checked: false, ...at(`getByLabel('Terms')`) }, 'not checked', 'checked'],
  [{ check: 'checked', checked: true, ...at(`getByRole('heading')`) }, 'checked', 'a visible element'],
  [{ check: 'count', count: 3, ...at(`getByRole('button')`) }, '3 elements', '2'],
  [{ check: 'count-text', text: 'Pay', count: 1 }, '"Pay" 1 times', '2 times'],
  [{ check: 'url', url: '/cart' }, 'the address "/cart"', '"ORIGIN/"'],
  [{ check: 'url', url: '*cart*' }, 'the address "*cart*"', '"ORIGIN/"'],
  [{ check: 'title', title: 'Orders' }, 'the title "Orders"', '"Orders (2)"'],
  [{ check: 'title', title: 'Cart*' }, 'the title "Cart*"', '"Orders (2)"'],
  [{ check: 'download', name: 'cart.csv' }, 'a download named "cart.csv"', '"orders.csv"'],
  [
    { check: 'download', name: 'orders.csv', contains: '13.00' },
    'a download named "orders.csv" that contains "13.00"',
    '"orders.csv" of 17 bytes without it',
  ],
];

test('every verify that is false says what was expected and what was found', async ({ visit }) => {
  const { session, server } = await visit(PAGE);
  await call({ session }, 'click', { ref: await refOf(session, 'File') });

  for (const [check, expected, found] of FALSE) {
    const failure = await evaluate(session, check, 150).catch((error: unknown) => error);

    expect(failure, JSON.stringify(check)).toBeInstanceOf(VerifyError);
    expect(failure).toMatchObject({ expected, found: found.replace('ORIGIN', server.origin) });
    expect(String(failure)).toContain(`expected ${expected}, found `);
  }
});

test('a verify that becomes true in time is true', async ({ visit }) => {
  const { session } = await visit(
    `<p>Saving</p><script>setTimeout(() => { document.querySelector('p').textContent = 'Saved' }, 400)</script>`,
  );

  await call({ session }, 'verify_text', { text: 'Saved' });
  await call({ session }, 'verify_hidden', { text: 'Saving' });
});

test('a tool whose verify is false throws it with its words', async ({ visit }) => {
  const { session } = await visit('<title>Here</title><p>Hello</p>');

  const failure = call({ session }, 'verify_text', { text: 'Goodbye' });

  await expect(failure).rejects.toBeInstanceOf(VerifyError);
  await expect(failure).rejects.toMatchObject({ expected: 'the text "Goodbye" on the page', found: 'the page "Here"' });
});

test('what a verify found says the name of a secret, not its value', async ({ visit }) => {
  const { session } = await visit(
    '<title>s3cret-canary</title><h1>s3cret-canary</h1><label>Name <input value="s3cret-canary"></label>',
    {
      secrets: { pw: 's3cret-canary' },
    },
  );
  const target = { locator: `getByRole('heading')` };

  const found = [
    await call({ session }, 'verify_title', { title: '*' }),
    await call({ session }, 'verify_visible', { ref: await refOf(session, '{{secret:pw}}') }).then(({ text }) => text),
    await evaluate(session, { check: 'text', text: 'x', exact: false, target }, 100).catch(String),
    await evaluate(session, { check: 'value', value: 'x', target: { locator: `getByLabel('Name')` } }, 100).catch(
      String,
    ),
  ];

  expect(JSON.stringify(found).replace(/"locator":"[^}]*\}/g, '')).not.toContain('canary');
  expect(JSON.stringify(found)).toContain('{{secret:pw}}');
});

test('a verify records the names of the values that its step speaks of', async ({ visit }) => {
  const { session } = await visit('<title>alice</title><h1>Hello alice</h1>');
  const on = { session, values: { user: 'alice', other: 'Hello' }, step: 'the page greets {{user}}' };

  expect(await does(on, 'verify_text', { text: 'Hello alice' })).toMatchObject({ text: 'Hello {{user}}' });
  expect(await does(on, 'verify_text', { text: '{{other}} alice' })).toMatchObject({ text: '{{other}} alice' });
  expect(await does(on, 'verify_title', { title: '{{user}}' })).toMatchObject({ title: '{{user}}' });
  expect(await does(on, 'verify_visible', { ref: await refOf(session, 'Hello alice') })).toMatchObject({
    target: { locator: `getByRole('heading', { name: 'Hello {{user}}' })` },
  });
});

for (const [tool, input, message] of [
  ['verify_visible', {}, 'verify_visible: expected a target or text, found neither'],
  ['verify_hidden', {}, 'verify_hidden: expected a target or text, found neither'],
  ['verify_count', { count: 1 }, 'verify_count: expected a target, role or text, found none'],
  ['verify_value', { value: 'x' }, 'expected ref, or x and y as fractions 0..1 of the screenshot, found neither'],
] as const)
  test(`${tool} without a target is a mistake`, async ({ visit }) => {
    const { session } = await visit('<p>x</p>');

    await expect(call({ session }, tool, input)).rejects.toThrow(message);
  });

test('only a list or table has items that can be counted', async ({ visit }) => {
  const { session } = await visit('<button>Pay</button>');

  await expect(call({ session }, 'verify_count', { ref: await refOf(session, 'Pay'), count: 1 })).rejects.toThrow(
    'verify_count: expected a list or table as target, found button; give role or text instead',
  );
});
