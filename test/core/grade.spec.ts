import { expect, test } from '@playwright/test';
import { gradeOf, gradeOfCode, GRADES, isBetter } from '../../src/core/grade.ts';

for (const [code, grade] of [
  [`getByTestId('save')`, 'test id'],
  [`getByTestId('card').getByTestId('save')`, 'test id'],
  [`getByRole('button', { name: 'Save' })`, 'role and name'],
  [`getByRole('button', { name: /^Inbox \\(\\d+\\)$/ })`, 'role and name'],
  [`getByTestId('card').getByRole('button', { name: 'Save' })`, 'role and name'],
  [`getByLabel('City')`, 'label'],
  [`getByAltText('Lamp')`, 'label'],
  [`getByPlaceholder('Search')`, 'placeholder'],
  [`getByTitle('Close')`, 'placeholder'],
  [`getByText('Open')`, 'text'],
  [`getByRole('main')`, 'row or list item'],
  [`getByRole('row', { name: 'Bob' }).getByRole('button')`, 'row or list item'],
  [`getByRole('row', { name: 'Bob' }).getByRole('button', { name: 'Delete' })`, 'row or list item'],
  [`getByRole('region', { name: 'Two' }).getByLabel('Street')`, 'row or list item'],
  [`getByRole('listitem').filter({ hasText: 'Lamp' }).getByRole('button', { name: 'Add' })`, 'row or list item'],
  [`getByRole('row').filter({ has: page.getByRole('cell', { name: 'Bob' }) }).getByText('Edit')`, 'row or list item'],
  [`getByRole('button').filter({ hasText: /^$/ })`, 'row or list item'],
  [`locator('#save')`, 'css'],
  [`locator('.card').filter({ hasText: 'Lamp' }).getByRole('button')`, 'css'],
  [`getByRole('row').filter({ has: page.locator('.x') }).getByText('Edit')`, 'css'],
  [`getByRole('button', { name: 'Add' }).nth(1)`, 'nth'],
  [`getByRole('listitem').first().getByRole('button', { name: 'Add' })`, 'nth'],
  [`locator('.card').last()`, 'nth'],
  [`locator('iframe[title="Pay"]').contentFrame().getByRole('button', { name: 'Pay' })`, 'role and name'],
  [`locator('iframe').contentFrame().locator('iframe[name="in"]').contentFrame().getByTestId('pay')`, 'test id'],
  [`frameLocator('#pay').getByLabel('Card')`, 'label'],
  [`locator('iframe').nth(1).contentFrame().getByTestId('pay')`, 'nth'],
] as const)
  test(`${code} is graded ${grade}`, () => {
    expect(gradeOfCode(code).grade).toBe(grade);
  });

test('what is found by CSS or by position may not survive, and the reason is said', () => {
  expect(gradeOfCode(`locator('#a')`).why).toBe('found by CSS: it has no role with a name, label, text or test id');
  expect(gradeOfCode(`getByText('a').first()`).why).toBe('found by its position among alike elements');
  expect(gradeOfCode(`getByText('${'long '.repeat(13)}')`)).toEqual({ grade: 'text', why: 'found by a long text' });
  for (const good of [`getByText('short')`, `getByRole('row', { name: 'A' }).getByRole('button')`, `getByTestId('a')`])
    expect(gradeOfCode(good)).not.toHaveProperty('why');
});

test('a target without a locator of its own is a point, and what was found out about it is why', () => {
  expect(gradeOf({ anchor: { locator: `getByRole('img', { name: 'Map' })`, x: 1, y: 2 }, fragile: 'drawn' })).toEqual({
    grade: 'point',
    why: 'drawn',
  });
  expect(gradeOf({ locator: `getByText('Order 1')`, fragile: 'its name holds digits that may change' })).toEqual({
    grade: 'text',
    why: 'its name holds digits that may change',
  });
});

test('the grades are in order', () => {
  for (const [at, grade] of GRADES.entries())
    for (const [later, other] of GRADES.entries()) expect(isBetter(grade, other)).toBe(at < later);
});
