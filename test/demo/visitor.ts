/** What the demo's tests do again and again: start it, come in, fill the cart. */
import { test as base, type Page } from '@playwright/test';
import { startDemo } from '../../demo/server.ts';

export const test = base.extend<object, { demoUrl: string }>({
  demoUrl: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern; this fixture needs no other
    async ({}, use) => {
      const demo = await startDemo({ port: 0 });
      await use(demo.url);
      await demo.close();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ demoUrl }, use) => use(demoUrl),
});

export async function logIn(page: Page, username = 'alice', password = 'wonderland-42'): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button').click();
  await page.waitForLoadState();
}

/** As `logIn`, but past the form: for what is not about logging in. */
export async function enter(page: Page): Promise<void> {
  await page.request.post('/login', { form: { username: 'alice', password: 'wonderland-42' }, maxRedirects: 0 });
}

/** Logged in, with one desk lamp in the cart. */
export async function enterWithLamp(page: Page): Promise<void> {
  await enter(page);
  await page.request.post('/cart/add', { form: { product: 'desk-lamp-otto' }, maxRedirects: 0 });
}

export async function addToCart(page: Page, product: string): Promise<void> {
  await page.goto('/catalogue');
  await page.getByRole('listitem').filter({ hasText: product }).getByRole('button', { name: 'Add to cart' }).click();
}

/** The amount beside a label of the order summary. */
export async function amount(page: Page, label: string): Promise<string> {
  return page.getByRole('row', { name: label }).getByRole('cell').innerText();
}

export async function fillAddress(page: Page): Promise<void> {
  await page.goto('/checkout/address');
  await page.getByLabel('Full name').fill('Alice Liddell');
  await page.getByLabel('Street and number').fill('12 Rue des Lampes');
  await page.getByLabel('Postcode').fill('75011');
  await page.getByLabel('City').fill('Paris');
  await page.getByLabel('Country').selectOption('France');
  await page.getByRole('button', { name: 'Continue to delivery' }).click();
}

/** From a filled cart to the confirmation. */
export async function placeOrder(page: Page): Promise<void> {
  await fillAddress(page);
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.getByRole('button', { name: 'Continue to review' }).click();
  await page.getByLabel('I accept the terms').check();
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
}

export async function saveProfile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save profile' }).click();
  await page.waitForLoadState();
}

/** Two strokes on the signature canvas. */
export async function sign(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: 'Signature box' }).boundingBox();
  const { x, y } = box ?? { x: 0, y: 0 };
  await page.mouse.move(x + 60, y + 120);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 40, { steps: 4 });
  await page.mouse.move(x + 300, y + 180, { steps: 4 });
  await page.mouse.up();
}
