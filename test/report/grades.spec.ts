import { expect } from '@playwright/test';
import type { Target } from '../../src/core/action.ts';
import { WEAKNESS } from '../../src/core/grade.ts';
import { click } from './demoRun.ts';
import { test } from './reportPage.ts';
import { PASSED, prose, Story } from './story.ts';

const TARGETS: Target[] = [
  { locator: `getByTestId('save')`, role: 'button', name: 'Save' },
  {
    locator: `getByRole('row', { name: 'Bob' }).getByRole('button', { name: 'Delete' })`,
    role: 'button',
    name: 'Delete',
  },
  {
    locator: `getByRole('button', { name: 'Add' }).nth(1)`,
    role: 'button',
    name: 'Add',
    fragile: WEAKNESS.nth,
  },
  {
    locator: `getByRole('link', { name: 'Order #10023' })`,
    role: 'link',
    name: 'Order #10023',
    fragile: WEAKNESS.digits,
  },
  {
    anchor: { locator: `getByRole('img', { name: 'Map' })`, x: 12, y: 34 },
    fragile: WEAKNESS.drawn,
  },
];

test('each target shows its grade, and a weak one why', async ({ page, camera, show }) => {
  await page.setContent('<h1>Shop</h1>');
  const story = new Story([prose('1', 'Use everything')])
    .turn('1', await camera.see('/', ['e1 heading "Shop" (0.1, 0.1)']))
    .reply({ text: 'I use everything.', model: 'kimi-k2.5', usd: 0.001 });
  for (const target of TARGETS) story.act('click', { ref: 'e1' }, click(target), { stepId: '1' });

  await show(story.done('1', 'Done.').end(PASSED));

  const locators = page.locator('#turn-1 .locator');
  await expect(locators.locator('.grade')).toHaveText([
    'grade: test id',
    'grade: row or list item',
    'grade: nth',
    'grade: role and name',
    'grade: point',
  ]);
  await expect(locators.locator('.why')).toHaveText([
    `fragile: ${WEAKNESS.nth}`,
    `fragile: ${WEAKNESS.digits}`,
    `fragile: ${WEAKNESS.drawn}`,
  ]);
  await expect(locators.locator('.grade.warn')).toHaveCount(3);
});
