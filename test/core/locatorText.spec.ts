import { runInNewContext } from 'node:vm';
import { expect, test } from '@playwright/test';
import { escapeRegex } from '../../src/core/pattern.ts';
import { literal, parseLocator, renderLocator } from '../../src/core/locatorText.ts';
import { HOSTILE_TEXTS } from './hostileTexts.ts';

const SAME = [
  `getByRole('button', { name: 'Log in' })`,
  `getByRole('row', { name: 'Bob Delete' }).getByRole('button')`,
  `getByRole('listitem').filter({ hasText: 'Item two' }).getByRole('button', { name: 'Del', exact: true })`,
  `getByRole('row').filter({ has: page.getByRole('cell', { name: 'Bob' }) }).getByLabel('Pick')`,
  `getByRole('listitem').filter({ hasNot: page.getByText('sold out'), hasNotText: /gone/i })`,
  `getByRole('heading', { name: /^Hello [a-z/]+ \\/ "x"$/i, level: 2 })`,
  `locator('iframe[name="pay"]').contentFrame().getByLabel('Card')`,
  `getByRole('link', { name: /^Inbox \\(\\d+\\)$/ })`,
  `getByRole('button', { name: /^\\d+ ?\\p{L}+ ago$/u })`,
  `getByRole('row').filter({ hasText: /Order #\\d+\\/[\\d.,]+/, hasNotText: /a[/]b/i }).getByLabel(/^Pick \\d+$/)`,
  `getByText('x').first()`,
  `getByText('x').nth(-1)`,
  `getByTestId('a').getByTitle('b').getByAltText('c').getByPlaceholder('d').last()`,
  `getByRole('checkbox', { checked: false, disabled: true })`,
];

for (const code of SAME)
  test(`reads and writes ${code}`, () => {
    expect(renderLocator(parseLocator(code))).toBe(code);
  });

for (const [written, ours] of [
  [`getByText("it's")`, `getByText('it\\'s')`],
  ['getByText(`a "b"`)', `getByText('a "b"')`],
  [` getByRole( 'button' , {name:'x',} ) . first( ) `, `getByRole('button', { name: 'x' }).first()`],
  [`getByText('\\x41\\u0042\\u{43}\\n\\q')`, `getByText('ABC\\nq')`],
  [`getByText('\\U0041\\X41')`, `getByText('U0041X41')`],
] as const)
  test(`spells ${written} in one way`, () => {
    expect(renderLocator(parseLocator(written))).toBe(ours);
  });

for (const [what, text] of Object.entries(HOSTILE_TEXTS)) {
  test(`a literal of ${what} is that text and nothing else`, () => {
    const code = literal(text);

    expect(runInNewContext(code)).toBe(text);
    expect(code).not.toMatch(/[\n\r\u2028\u2029\u202e\u200b\ufeff\0]/);
  });

  test(`a locator by ${what} comes back as it was`, () => {
    const chain = [{ method: 'getByRole' as const, args: ['button', { name: text, exact: true }] }];

    expect(parseLocator(renderLocator(chain))).toEqual(chain);
  });
}

for (const [what, text] of Object.entries(HOSTILE_TEXTS))
  test(`a pattern of ${what} comes back as it was, and shows all that it is`, () => {
    const pattern = new RegExp(escapeRegex(text));
    const code = renderLocator([{ method: 'getByRole', args: ['link', { name: pattern }] }]);

    expect(code).not.toMatch(/[\n\r\u2028\u2029\u202e\u200b\ufeff\0]/);
    const [, options] = parseLocator(code)[0]?.args ?? [];
    const name = typeof options === 'object' && !(options instanceof RegExp) ? options['name'] : undefined;
    expect(name instanceof RegExp && name.test(text)).toBe(true);
  });

for (const code of [
  '',
  'process.exit(1)',
  'page.getByText("x")',
  'evaluate("x")',
  'getByText("x").evaluate("y")',
  'getByText("x"); process.exit(1)',
  'getByText("x")()',
  'getByText("x") + 1',
  'getByText(process.env.PW)',
  'getByText(`${1}`, fetch("x"))',
  'getByText("a" "b")',
  `getByText('a', , 'b')`,
  `getByText('a`,
  `getByText('a\\`,
  'getByText(x => x)',
  'getByText({ name: 1 + 1 })',
  'getByText({ name: globalThis })',
  'getByText({ __proto__: "x" })',
  'getByText(/(/)',
  'getByText(/a/zz)',
  'constructor("return 1")',
  '__proto__()',
  'getByText["x"]',
  'getByText.constructor("x")',
  `getByText('x') // and more`,
  'filter({ has: '.repeat(5_000),
])
  test(`refuses what is not a locator: ${code.slice(0, 60) || 'nothing'}`, () => {
    expect(() => parseLocator(code)).toThrow(SyntaxError);
  });

test('says where it stopped', () => {
  expect(() => parseLocator('getByText("x").click()')).toThrow(/a locator method, not click at character 21/);
});
