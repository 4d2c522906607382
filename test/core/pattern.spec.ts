import { expect, test } from '@playwright/test';
import { escapeRegex, titleMatch, urlMatch, type TextMatch } from '../../src/core/pattern.ts';
import { parseUrl } from '../../src/core/url.ts';

function holds(match: TextMatch, text: string): boolean {
  if ('path' in match) return parseUrl(text)?.pathname === match.path;
  return 'pattern' in match ? match.pattern.test(text) : match.exact === text;
}

for (const [wanted, url, held] of [
  ['/orders', 'http://127.0.0.1:80/orders', true],
  ['/orders', 'http://127.0.0.1/orders?page=2#top', true],
  ['/orders', 'http://127.0.0.1/orders/17', false],
  ['/orders', 'http://127.0.0.1/my/orders', false],
  ['/orders?page=2', 'http://127.0.0.1/orders?page=2', true],
  ['/orders?page=2', 'http://127.0.0.1/orders?page=3', false],
  ['/orders/*', 'http://127.0.0.1/orders/17', true],
  ['/orders/*', 'http://127.0.0.1/x/orders/17', false],
  ['/orders/*/edit', 'http://127.0.0.1/orders/17/edit?x', false],
  ['*/edit', 'http://127.0.0.1/orders/17/edit', true],
  ['http://127.0.0.1/a', 'http://127.0.0.1/a', true],
  ['http://127.0.0.1/a', 'http://127.0.0.1/a/b', false],
  ['http://127.0.0.1/*', 'http://127.0.0.1/a/b', true],
  ['http://127.0.0.1/*', 'http://evil/http://127.0.0.1/', false],
  ['order=17', 'http://127.0.0.1/?order=17', true],
  ['a.b', 'http://127.0.0.1/axb', false],
] as const)
  test(`the address ${wanted} ${held ? 'is' : 'is not'} ${url}`, () => {
    expect(holds(urlMatch(wanted), url)).toBe(held);
  });

for (const [wanted, title, held] of [
  ['Orders', 'Orders', true],
  ['Orders', 'Orders – Lamp & Wire', false],
  ['Orders*', 'Orders – Lamp & Wire', true],
  ['*(2)', 'Orders (2)', true],
  ['*(2)', 'Orders 2', false],
] as const)
  test(`the title ${wanted} ${held ? 'is' : 'is not'} ${title}`, () => {
    expect(holds(titleMatch(wanted), title)).toBe(held);
  });

test('an escaped text matches itself and nothing else', () => {
  const text = '^$.*+?()[]{}|\\/a-b';

  expect(new RegExp(`^${escapeRegex(text)}$`).test(text)).toBe(true);
  expect(new RegExp(`^${escapeRegex('a.b')}$`).test('axb')).toBe(false);
});

test('what is no address gives no address, never an exception', () => {
  expect(parseUrl('http://[')).toBeUndefined();
  expect(parseUrl('/path')).toBeUndefined();
  expect(parseUrl('/path', 'http://127.0.0.1/x')?.href).toBe('http://127.0.0.1/path');
});
