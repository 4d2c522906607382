/** What the guide says of the price of pictures is what it comes to. */
import { expect, test } from '@playwright/test';
import { pictureTokens } from '../../src/core/tokens.ts';
import { read, rows, section } from './page.ts';

test('tokens and dollars of every viewport in the guide are computed as they are billed', () => {
  const shown = rows(section(read('docs/guide/kimi.md'), 'What it costs')).filter(([size = '']) =>
    /^\d+×\d+/.test(size),
  );

  const computed = shown.map(([name = '']) => {
    const [width = 0, height = 0] = name.split(/[×,]/).map(Number);
    const tokens = pictureTokens({ width, height });
    return [name, tokens.toLocaleString('en-US'), ((tokens * 0.6) / 1e6).toFixed(4)];
  });

  expect(shown.length).toBeGreaterThan(4);
  expect(shown).toEqual(computed);
});
