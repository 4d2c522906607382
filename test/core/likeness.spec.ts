import { expect, test } from '@playwright/test';
import { excerpt, likeness, mostAlike } from '../../src/core/likeness.ts';

test('texts are alike by the pairs of letters that they have in common', () => {
  expect(likeness('Log in', 'log in!')).toBe(1);
  expect(likeness('4 items', '5 items')).toBeCloseTo(5 / 6);
  expect(likeness('Alice', 'Bob')).toBe(0);
  expect(likeness('', 'x')).toBe(0);
});

test('of a text that is too long what is shown is around what was looked for, or around what reads most like it', () => {
  const words = Array.from({ length: 200 }, (_, at) => `word${at}`);
  const long = [...words.slice(0, 100), 'Total: $43.00', ...words.slice(100)].join(' ');

  expect(excerpt('short', 'Total', 60)).toBe('short');
  expect(excerpt(long, 'total: $43.00', 60)).toMatch(/^….*word99 Total: \$43\.00 word100.*…$/);
  expect(excerpt(long, 'Total: $42.00', 60)).toMatch(/^….*word99 Total: \$43\.00 word100.*…$/);
  expect(excerpt(long, 'word0 word1', 60)).toMatch(/^word0 word1 .*[^…]…$/);
  expect(excerpt(long, 'word199', 60)).toMatch(/^….*word199$/);
  expect(excerpt(long, 'quite another text', 60)).toMatch(/^word0 .*…$/);
  expect(excerpt(long, '', 60)).toMatch(/^word0 .*…$/);
  expect(excerpt(long, long.slice(0, 500), 60).length).toBeLessThanOrEqual(62);
});

test('the stretch that reads most like a text has as many words, or all there are', () => {
  const at = (text: string, wanted: string) => {
    const alike = mostAlike(text, wanted);
    return alike && text.slice(alike.start, alike.end);
  };

  expect(at('Cart  5 items, 3 gifts', '4 items')).toBe('5 items,');
  expect(at('5 items', '5 items in your cart')).toBeUndefined();
  expect(at('items in your cart', '5 items in your cart')).toBe('items in your cart');
  expect(at('', 'x')).toBeUndefined();
  expect(at('x', '')).toBeUndefined();
});
