import { expect, test } from '@playwright/test';
import { likeness } from '../../src/core/likeness.ts';

test('texts are alike by the pairs of letters that they have in common', () => {
  expect(likeness('Log in', 'log in!')).toBe(1);
  expect(likeness('4 items', '5 items')).toBeCloseTo(5 / 6);
  expect(likeness('Alice', 'Bob')).toBe(0);
  expect(likeness('', 'x')).toBe(0);
});
