import { expect, test } from '@playwright/test';
import { isOfKind, pageKind } from '../../src/core/pageKind.ts';

const HOME = 'http://shop.test/start';
const VALUES = ['alice', 'Blue lamp', '3'];

const KINDS: Record<string, string | undefined> = {
  'http://shop.test/': '/',
  'http://shop.test/orders/?page=2#top': '/orders',
  'http://shop.test/orders/4711': '/orders/*',
  'http://shop.test/orders/7/edit': '/orders/*/edit',
  'http://shop.test/step/2': '/step/2',
  'http://shop.test/step/3': '/step/*',
  'http://shop.test/users/alice': '/users/*',
  'http://shop.test/lamps/blue-lamp': '/lamps/*',
  'http://shop.test/lamps/Blue%20lamp': '/lamps/*',
  'http://shop.test/a/3f2504e0-4f89-11d3-9a0c-0305e82c3301': '/a/*',
  'http://shop.test/c/aZ39kdlw83': '/c/*',
  'http://shop.test/o/ORD-7F3K': '/o/*',
  'http://shop.test/posts/hello-from-alice': '/posts/*',
  'http://shop.test/malice/ai-3-d': '/malice/ai-3-d',
  'http://shop.test/oauth2-callback/iphone15': '/oauth2-callback/iphone15',
  'http://shop.test/app#/cart/12': '/app/#/cart/*',
  'https://bank.test/pay': 'https://bank.test/pay',
  'about:blank': undefined,
};

for (const [address, kind] of Object.entries(KINDS))
  test(`${address} is a page of kind ${kind}`, () => {
    expect(pageKind(address, HOME, VALUES)).toBe(kind);
    if (kind !== undefined) expect(isOfKind(address, kind, HOME)).toBe(true);
  });

for (const [address, kind] of [
  ['http://shop.test/orders', '/orders/*'],
  ['http://shop.test/orders/4711/edit', '/orders/*'],
  ['http://shop.test/basket/4711', '/orders/*'],
  ['http://other.test/orders/4711', '/orders/*'],
  ['http://shop.test/step/3', '/step/2'],
  ['http://shop.test/app#/orders', '/app'],
  ['about:blank', '/'],
] as const)
  test(`${address} is no page of kind ${kind}`, () => {
    expect(isOfKind(address, kind, HOME)).toBe(false);
  });

test('where the application runs is no part of the kind', () => {
  expect(isOfKind('http://127.0.0.1:8080/orders/1', '/orders/*', 'http://127.0.0.1:8080/')).toBe(true);
});
