import { parseElements } from '../../src/core/elementList.ts';
import type { Session } from '../../src/browser/session.ts';
import { expect, test } from '../support/session.ts';

const DIGITS = 'its name holds digits that may change';

async function resolved(session: Session, name: string) {
  const { elements } = await session.observe({ picture: false });
  const ref = parseElements(elements).find((each) => each.name === name && each.ref)?.ref ?? elements;
  const { target } = await session.resolve({ ref });
  return { locator: target.locator, fragile: target.fragile, name: target.name };
}

for (const [what, { page, name, locator, later }] of Object.entries({
  'a counter in brackets': {
    page: '<a href=1>Inbox (12)</a> <a href=2>Sent</a>',
    name: 'Inbox (12)',
    locator: `getByRole('link', { name: /^Inbox \\(\\d+\\)$/ })`,
    later: 'Inbox (3)',
  },
  'a date at the beginning, of which Playwright keeps a part': {
    page: '<button>2026-11-23 Order</button>',
    name: '2026-11-23 Order',
    locator: `getByRole('button', { name: /^\\d+-\\d+-\\d+ Order$/ })`,
    later: '2027-01-02 Order',
  },
  'a date at the end, of which Playwright keeps a part': {
    page: '<button>Order 2026-11-23</button>',
    name: 'Order 2026-11-23',
    locator: `getByRole('button', { name: /^Order \\d+-\\d+-\\d+$/ })`,
    later: 'Order 2027-01-02',
  },
  'an id, of which Playwright keeps nothing': {
    page: '<a href=1>#10023</a> <a href=2>Help</a>',
    name: '#10023',
    locator: `getByRole('link', { name: /^#\\d+$/ })`,
    later: '#10024',
  },
  'a text': {
    page: '<div onclick=1 style="cursor:pointer">Updated 5 minutes ago</div><p>News</p>',
    name: 'Updated 5 minutes ago',
    locator: `getByText(/^Updated \\d+ ?\\p{L}+ ago$/u)`,
    later: 'Updated 1 hour ago',
  },
}))
  test(`${what}, is found again when it is another`, async ({ visit }) => {
    const { session } = await visit(page);

    const found = await resolved(session, name);

    expect(found).toEqual({ locator, fragile: undefined, name });
    await session.page
      .locator('a, button, div')
      .first()
      .evaluate((element, text) => (element.textContent = text), later);
    await expect(session.locator(locator)).toHaveText(later);
  });

test('the row of an element is found by a pattern too', async ({ visit }) => {
  const { session } = await visit(
    `<table>${['Ann', 'Bob'].map((name) => `<tr><td>2026-11-23 10:45</td><td>${name}</td><td><button>Open</button></td></tr>`).join('')}</table>`,
  );
  const { elements } = await session.observe({ picture: false });
  const [, second] = parseElements(elements).filter(({ role }) => role === 'button');

  const { target } = await session.resolve({ ref: second?.ref });

  expect(target.locator).not.toMatch(/2026|10:45/);
  expect(target).not.toHaveProperty('fragile');
  expect(await session.locator(target.locator ?? '').evaluate((button) => button.closest('tr')?.textContent)).toContain(
    'Bob',
  );
});

test('where several fit the pattern, the digits stay and are called fragile', async ({ visit }) => {
  const { session } = await visit('<p><a href=1>Order #10023</a> <a href=2>Order #10024</a></p>');

  expect(await resolved(session, 'Order #10024')).toEqual({
    locator: `getByRole('link', { name: 'Order #10024' })`,
    fragile: DIGITS,
    name: 'Order #10024',
  });
});

test('where several fit the pattern, what stands around the element may tell it', async ({ visit }) => {
  const { session } = await visit(
    `<ul>${['Ann', 'Bob'].map((name, at) => `<li><b>${name}</b> <a href=${at}>#1002${at}</a></li>`).join('')}</ul>`,
  );

  expect(await resolved(session, '#10021')).toMatchObject({
    locator: `getByRole('listitem').filter({ hasText: 'Bob' }).getByRole('link', { name: /#\\d+/ })`,
    fragile: undefined,
  });
});

test('digits that the step names stay, also those that Playwright takes away', async ({ visit }) => {
  const { session } = await visit('<a href=1>Order #10023</a> <a href=2>Room 101</a> <a href=3>Inbox (12)</a>');
  session.speaksOf('Open order 10023, then room 101', []);

  expect((await resolved(session, 'Order #10023')).locator).toBe(`getByRole('link', { name: 'Order #10023' })`);
  expect((await resolved(session, 'Room 101')).locator).toBe(`getByRole('link', { name: 'Room 101' })`);
  expect((await resolved(session, 'Inbox (12)')).locator).toBe(`getByRole('link', { name: /^Inbox \\(\\d+\\)$/ })`);
});

test('a value that the step names is not swallowed by a pattern', async ({ visit }) => {
  const { session } = await visit('<a href=1>Team Blue (12)</a> <a href=2>Team Red (3)</a>');
  session.speaksOf('Open Blue', ['Blue']);

  expect(await resolved(session, 'Team Blue (12)')).toMatchObject({
    locator: `getByRole('link', { name: 'Team Blue' })`,
    fragile: undefined,
  });

  session.speaksOf('Open round 1', ['1']);
  expect((await resolved(session, 'Team Blue (12)')).locator).toBe(
    `getByRole('link', { name: /^Team Blue \\(\\d+\\)$/ })`,
  );
});

test('a secret in a name gets into no pattern, where no redactor would find it', async ({ visit }) => {
  const { session } = await visit('<button>Key s3cret.canary (12)</button> <button>Other</button>', {
    secrets: { key: 's3cret.canary' },
  });
  const { elements } = await session.observe({ picture: false });
  const [button] = parseElements(elements).filter(({ role }) => role === 'button');

  const { target } = await session.resolve({ ref: button?.ref });

  expect(session.redact(target.locator ?? '')).not.toMatch(/s3cret|canary/);
  expect(target.locator).not.toContain('\\d');
});

test('names with plain numbers are left as they are', async ({ visit }) => {
  const { session } = await visit(
    ['Step 1', 'Step 2', 'H2O', 'Version 2.1.0', '€ 24.50 now', 'Alien (1979)']
      .map((name) => `<button>${name}</button>`)
      .join(''),
  );

  for (const [name, code] of [
    ['Step 2', `getByRole('button', { name: 'Step 2' })`],
    ['H2O', `getByRole('button', { name: 'H2O' })`],
    ['Alien (1979)', `getByRole('button', { name: 'Alien (1979)' })`],
  ] as const)
    expect(await resolved(session, name)).toMatchObject({ locator: code, fragile: undefined });
  for (const name of ['Version 2.1.0', '€ 24.50 now'])
    expect(await resolved(session, name)).toMatchObject({
      fragile: undefined,
      locator: expect.not.stringContaining('/'),
    });
});
