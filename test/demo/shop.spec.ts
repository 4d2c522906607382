import { expect } from '@playwright/test';
import { startDemo } from '../../demo/server.ts';
import { addToCart, amount, enter, enterWithLamp, fillAddress, logIn, placeOrder, test } from './visitor.ts';

test('a wrong password is refused in words, and the username stays', async ({ page }) => {
  await logIn(page, 'alice', 'wrong');

  await expect(page.getByRole('alert')).toHaveText('The username or the password is wrong.');
  await expect(page.getByLabel('Username')).toHaveValue('alice');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('either user is greeted, and a page that was asked for first comes after the log-in', async ({ page }) => {
  await logIn(page, 'bob', 'builder-77');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back, Bob');

  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/orders');
  await page.getByLabel('Username').fill('alice');
  await page.getByLabel('Password').fill('wonderland-42');
  await page.getByRole('button', { name: 'Log in' }).click();

  await expect(page).toHaveTitle('Orders - Lamp & Wire');
});

test('a link cannot send a visitor to another site', async ({ page }) => {
  const answer = await page.request.get('/language/en?back=//evil.example', { maxRedirects: 0 });

  expect(answer.headers()['location']).toBe('/');
});

test('search, category, order and page work together', async ({ page }) => {
  await page.goto('/catalogue');
  await page.getByLabel('Search products').fill('lamp');
  await page.getByLabel('Sort by').selectOption('Price, low to high');
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page.getByText('14 products match "lamp"')).toBeVisible();
  await expect(page.locator('.products h2').first()).toHaveText('Desk lamp Pixel');

  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page.locator('.products h2')).toHaveCount(6);

  await page.getByLabel('Category').selectOption('Pendants');
  await page.getByRole('button', { name: 'Show results' }).click();
  await expect(page.getByText('5 products match "lamp"')).toBeVisible();
});

test('the message that a product was added vanishes after three seconds', async ({ page }) => {
  await page.clock.install();
  await addToCart(page, 'Desk lamp Otto');
  await expect(page.getByRole('status')).toHaveText('Desk lamp Otto was added to the cart');

  await page.clock.runFor(3100);

  await expect(page.getByRole('status')).toHaveCount(0);
});

test('the cart adds up goods, discount and shipping', async ({ page }) => {
  await addToCart(page, 'Desk lamp Otto');
  await addToCart(page, 'Textile cable red');
  await page.goto('/cart');
  await page.getByLabel('Quantity of Textile cable red').fill('2');
  await page.getByRole('button', { name: 'Update quantities' }).click();
  await page.getByLabel('Discount code').fill('BRIGHT10');
  await page.getByRole('button', { name: 'Apply code' }).click();
  await expect(page.getByText('10% off with BRIGHT10')).toBeVisible();

  expect(await amount(page, 'Subtotal')).toBe('€73.00');
  expect(await amount(page, 'Discount BRIGHT10')).toBe('−€7.30');
  expect(await amount(page, 'Shipping')).toBe('€4.90');
  expect(await amount(page, 'Order total')).toBe('€70.60');

  await page.getByLabel('Discount code').fill('NOPE');
  await page.getByRole('button', { name: 'Apply code' }).click();
  await expect(page.getByText('The code "NOPE" is not valid.')).toBeVisible();
});

test('the checkout refuses what is missing, page by page', async ({ page }) => {
  await enter(page);
  await page.goto('/checkout/address');
  await expect(page).toHaveTitle('Cart - Lamp & Wire');
  await addToCart(page, 'Desk lamp Otto');
  await page.goto('/checkout/payment');
  await expect(page).toHaveTitle('Checkout: Address - Lamp & Wire');

  await page.getByRole('button', { name: 'Continue to delivery' }).click();
  await expect(page.getByText('Enter the postcode.')).toBeVisible();
  await fillAddress(page);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByLabel('Pay by card').check();
  await page.getByLabel('Card number').fill('4242');
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await expect(page.getByText('A card number has 16 digits.')).toBeVisible();
  await page.getByLabel('Pay by invoice').check();
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await page.getByRole('button', { name: 'Place order' }).click();

  await expect(page.getByRole('alert')).toHaveText('Please accept the terms.');
});

test('an order gets the next number, shows up in the table and the CSV file, and empties the cart', async ({
  page,
}) => {
  await enterWithLamp(page);
  await placeOrder(page);
  await expect(page.getByRole('region', { name: 'Order 1042' })).toContainText('€53.90');
  await expect(page.getByText('0 items')).toBeVisible();

  await page.getByRole('link', { name: 'View all orders' }).click();
  await expect(page.getByRole('row', { name: '1042' })).toContainText('Alice Liddell');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download CSV' }).click();

  expect((await downloading).suggestedFilename()).toBe('orders.csv');
  const text = await (await page.request.get('/orders.csv')).text();
  expect(text).toContain('1042,2026-03-02,Alice Liddell,Processing,53.90');
});

test('a visitor has a state of their own, and a reset brings back the first one', async ({
  page,
  browser,
  baseURL,
}) => {
  await addToCart(page, 'Desk lamp Otto');
  const other = await browser.newPage({ baseURL: baseURL ?? '' });
  await other.goto('/cart');
  await expect(other.getByText('Your cart is empty.')).toBeVisible();
  await other.close();

  await page.request.post('/reset');
  await page.goto('/cart');

  await expect(page.getByText('Your cart is empty.')).toBeVisible();
});

test('a reset without a cookie is for everyone', async ({ page }) => {
  const demo = await startDemo({ port: 0 });
  await page.goto(demo.url);
  await page.context().request.post(`${demo.url}cart/add`, { form: { product: 'desk-lamp-otto' } });

  await fetch(`${demo.url}reset`, { method: 'POST' });
  await page.goto(`${demo.url}cart`);

  await expect(page.getByText('Your cart is empty.')).toBeVisible();
  await demo.close();
});

test('a port that is taken is told by its code', async ({ demoUrl }) => {
  const port = Number(new URL(demoUrl).port);

  await expect(startDemo({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
