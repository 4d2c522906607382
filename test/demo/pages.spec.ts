import { expect } from '@playwright/test';
import { enter, logIn, saveProfile, sign, test } from './visitor.ts';

test('the profile keeps every kind of field', async ({ page }) => {
  await enter(page);
  await page.goto('/profile');
  await page.getByLabel('Country').selectOption('France');
  await page.getByLabel('By post').check();
  await page.getByLabel('Newsletter').check();
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByLabel('Avatar').setInputFiles('scenarios/files/avatar.png');
  await page.getByLabel('Bio').fill('Reads <b>by</b> lamplight & likes it.');
  await saveProfile(page);
  await expect(page.getByRole('status')).toHaveText('Profile saved.');

  await page.reload();

  await expect(page.getByRole('status')).toHaveCount(0);
  await expect(page.getByLabel('Country')).toHaveValue('France');
  await expect(page.getByLabel('By post')).toBeChecked();
  await expect(page.getByLabel('Newsletter')).toBeChecked();
  await expect(page.getByLabel('Bio')).toHaveValue('Reads <b>by</b> lamplight & likes it.');
  await expect(page.getByRole('region', { name: 'Visiting card' })).toContainText('17 May 1990');
  const width = await page
    .getByRole('img', { name: 'Your picture' })
    .evaluate((image: HTMLImageElement) => image.naturalWidth);
  expect(width).toBeGreaterThan(0);
});

test('a deletion is asked for in a dialog that can be dismissed', async ({ page }) => {
  await enter(page);
  await page.goto('/orders');
  const questions: string[] = [];
  page.once('dialog', (dialog) => void dialog.dismiss());
  page.on('dialog', (dialog) => questions.push(dialog.message()));
  const remove = page.getByRole('row', { name: '1039' }).getByRole('button', { name: 'Delete' });
  await remove.click();
  await expect(page.getByText('5 orders')).toBeVisible();

  page.once('dialog', (dialog) => void dialog.accept());
  await remove.click();

  await expect(page.getByText('Order 1039 was deleted.')).toBeVisible();
  await expect(page.getByText('4 orders')).toBeVisible();
  expect(questions).toEqual(['Delete order 1039?', 'Delete order 1039?']);
});

test('the help answers inside its frame', async ({ page }) => {
  await page.goto('/help');
  const help = page.frameLocator('iframe[title="Help topics"]');
  await help.getByLabel('Search the help').fill('socket');
  await help.getByRole('button', { name: 'Search' }).click();

  await expect(help.getByRole('status')).toHaveText('1 topic about "socket"');
  await expect(help.getByRole('heading')).toHaveText(['Which bulb fits my lamp?']);
});

test('a signature that was drawn is kept, an empty one is refused', async ({ page }) => {
  await enter(page);
  await page.goto('/signature');
  await page.getByRole('button', { name: 'Save signature' }).click();
  await expect(page.getByRole('alert')).toHaveText('Please sign first.');

  await sign(page);
  await page.getByRole('button', { name: 'Save signature' }).click();

  await expect(page.getByRole('img', { name: 'Your signature' })).toBeVisible();
});

test('a questionnaire page holds at most fifteen elements, and the last one counts the answers', async ({ page }) => {
  await page.goto('/questionnaire/119');
  const snapshot = await page.ariaSnapshot();
  expect(snapshot.split('\n').length).toBeLessThanOrEqual(15);
  await page.getByLabel('Answer').fill('Six');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page).toHaveTitle('Question 120 of 120 - Lamp & Wire');

  await page.getByRole('button', { name: 'Next' }).click();

  await expect(page.getByRole('heading')).toHaveText('Thank you');
  await expect(page.getByText('You answered 1 of 120 questions.')).toBeVisible();
});

test('Arabic pages are in Arabic and run from right to left, and the way back is a link', async ({ page }) => {
  await logIn(page);
  await page.getByRole('link', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('مرحبًا بعودتك، Alice');

  await page.getByRole('link', { name: 'English' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back, Alice');
});

test('every page has a title of its own, one first heading and a name for each control', async ({ page }) => {
  await enter(page);
  const titles = new Set<string>();
  const paths = ['dashboard', 'catalogue', 'products/dimmer-switch', 'cart', 'orders', 'orders/1040/edit', 'profile'];
  paths.push('activity', 'help', 'signature', 'questionnaire', 'questionnaire/1', 'nowhere');
  for (const path of paths) {
    await page.goto(`/${path}`);
    titles.add(await page.title());
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    const snapshot = await page.ariaSnapshot();
    expect(snapshot, path).not.toMatch(/^\s*- (button|link|textbox|searchbox|combobox|radio|checkbox)(:|$| \[)/m);
  }

  expect(titles.size).toBe(paths.length);
});
