/** Page classes: what goes into them, what they and their members are called, and how a spec uses them. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { className, memberName, pageKind } from '../../src/codegen/pageNames.ts';
import { pageClasses, readPageClass, renderPageClass, type LocatorUses } from '../../src/codegen/pageObjects.ts';
import { renderSpec } from '../../src/codegen/spec.ts';
import { parseLocator } from '../../src/core/locatorText.ts';
import { lintSpecs } from '../support/lintSpecs.ts';
import { click, runByHand, the, typed, verified } from '../support/runByHand.ts';
import { scenarioOf } from '../support/runStart.ts';
import { CASES, runOfCase } from './cases.ts';
import { withPages } from './withPages.ts';

for (const [url, kind, name] of [
  ['http://h/', '/', 'HomePage'],
  ['http://h/login?next=/x#y', '/login', 'LoginPage'],
  ['http://h/orders/1042', '/orders/:id', 'OrderPage'],
  ['http://h/orders/1042/edit', '/orders/:id/edit', 'OrdersEditPage'],
  ['http://h/shop/my-orders.html', '/shop/my-orders.html', 'ShopMyOrdersPage'],
  ['http://h/3d', '/3d', 'Site3DPage'],
  ['http://h/%E6%B3%A8', '/%E6%B3%A8', 'E6B3A8Page'],
  ['about:blank', '/blank', 'BlankPage'],
] as const)
  test(`${url} is a ${name}`, () => {
    expect(pageKind(url)).toBe(kind);
    expect(className(kind)).toMatch(/^[A-Z][A-Za-z0-9]*Page$/);
    expect(className(kind).toLowerCase()).toBe(name.toLowerCase());
  });

for (const [code, name] of [
  ["getByRole('button', { name: 'Log in' })", 'logInButton'],
  ["getByRole('textbox', { name: 'User’s e-mail (work)' })", 'usersEMailWorkField'],
  ["getByRole('heading', { level: 1 })", 'heading'],
  ["getByRole('row', { name: 'Bob' }).getByRole('button').first()", 'bobButton'],
  [
    "getByRole('listitem').filter({ hasText: 'Desk lamp Otto Desk lamps €49 and more' }).getByRole('button')",
    'deskLampOttoDeskLampsButton',
  ],
  ["getByLabel('Sort by')", 'sortBy'],
  ["getByTestId('order_7')", 'order7'],
  ["getByText('7 days')", 'the7DaysText'],
  ["getByRole('link', { name: /^Order \\d+ of \\p{L}+$/u })", 'orderOfLink'],
  ["getByRole('button', { name: '注文' })", 'button'],
  ["getByText('注文')", 'text'],
  ["getByLabel('Überblick')", 'uberblick'],
  ["getByTestId('constructor')", 'constructor'],
  ["locator('#row-7')", 'row7'],
] as const)
  test(`${code} is called ${name}`, () => {
    expect(memberName(parseLocator(code))).toBe(name);
  });

test('what is used twice or more goes to the page where it is used most, under a name of its own', () => {
  const scenario = scenarioOf(['Go'], { url: 'http://h/login' });
  const run = runByHand(scenario, {
    '1': [
      click(the('link', 'Cart')),
      verified({ check: 'url', url: '/cart' }),
      click(the('link', 'Cart')),
      click(the('link', 'Cart')),
      click({ locator: "getByTestId('constructor')" }),
    ],
  });
  const uses: LocatorUses = new Map([
    ["getByRole('link', { name: 'Cart' })", 3],
    ["getByTestId('constructor')", 1],
    ["getByTestId('page')", 1],
    ["getByRole('button', { name: 'Once' })", 1],
  ]);
  const known = new Map([["getByRole('link', { name: 'Old' })", 'cartLink']]);

  const elsewhere = runByHand(scenarioOf(['Go'], { url: 'http://h/other' }), { '1': [click(the('link', 'Cart'))] });
  const { classes, members } = pageClasses(
    [
      { run, uses },
      { run, uses: new Map([["getByTestId('constructor')", 1]]) },
      { run: elsewhere, uses: new Map([["getByRole('link', { name: 'Cart' })", 1]]) },
    ],
    (file) => (file === 'cartPage' ? known : new Map()),
  );

  expect(classes.map(({ name, members: all }) => [name, ...all.values()])).toEqual([
    ['CartPage', 'cartLink', 'cartLink2', 'constructor2'],
  ]);
  // What looks the same on another page is not that page's.
  expect(members.map((each) => [...each.values()].map(({ member }) => member))).toEqual([
    ['cartLink2', 'constructor2'],
    ['constructor2'],
    [],
  ]);
  const [first] = classes;
  expect(first && readPageClass(renderPageClass(first, 'ts'))).toEqual(first?.members);
  expect(first && readPageClass(renderPageClass(first, 'js'))).toEqual(first?.members);
});

test('a spec uses the members on its first tab only, and keeps what holds a value of its own', () => {
  const scenario = scenarioOf(['Go about'], { vars: { user: 'alice' } });
  const again = click({ locator: "getByRole('row', { name: '{{user}}' })" });
  const run = runByHand(scenario, {
    '1': [
      typed('x', the('textbox', 'Name')),
      typed('y', the('textbox', 'Name')),
      again,
      again,
      click(the('link', 'Help'), { opens: true }),
      { kind: 'tab', switch: 2 },
      typed('z', the('textbox', 'Name')),
    ],
  });

  const { spec, pages } = withPages(run, {});

  expect(spec).toContain("import { HomePage } from './pages/homePage';");
  expect(spec).toContain('const homePage = new HomePage(page);');
  expect(spec.match(/homePage\.nameField\.fill/g)).toHaveLength(2);
  expect(spec.match(/page\.getByRole\('row', \{ name: user \}\)/g)).toHaveLength(2);
  expect(spec).toContain("tab2.getByRole('textbox', { name: 'Name' }).fill('z')");
  expect(Object.keys(pages)).toEqual(['pages/homePage.ts']);
});

test('specs that use page classes are as Playwright’s ESLint plugin wants them, and no member is lost', async () => {
  const texts: Record<string, string> = {};
  for (const [name, each] of Object.entries(CASES)) {
    const { spec, pages } = withPages(runOfCase(each), each.uploads ?? {});
    texts[`${name}.spec.ts`] = spec;
    const members = Object.entries(pages).flatMap(([file, page]) =>
      [...readPageClass(page)].map(([code, member]) => [`${path.basename(file, '.ts')}.${member}`, code] as const),
    );
    const inlined = members.reduce((text, [member, code]) => text.replaceAll(member, `page.${code}`), spec);
    const plain = renderSpec(runOfCase(each), { uploads: each.uploads ?? {} });
    // With the members put back it is the very spec that was proved.
    expect(
      inlined.replace(/^import \{ \w+Page \} from '\.\/pages.*\n/gm, '').replace(/^ *const \w+Page = new .*\n/gm, ''),
    ).toBe(plain);
  }

  expect(await lintSpecs(texts)).toEqual([]);
});
