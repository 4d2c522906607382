/** Ways through the shop that end in one value which a planted bug changes. */
import type { Page } from '@playwright/test';
import {
  addToCart,
  amount,
  enter,
  enterWithLamp,
  fillAddress,
  logIn,
  placeOrder,
  saveProfile,
  sign,
} from './visitor.ts';

export function path(page: Page): string {
  return new URL(page.url()).pathname;
}

/** The text of the first element that the selector finds on a page. */
export async function at(page: Page, url: string, selector: string): Promise<string> {
  await page.goto(url);
  return page.locator(selector).first().innerText();
}

export async function cart(page: Page): Promise<void> {
  await enterWithLamp(page);
  await page.goto('/cart');
}

export async function afterClick(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return path(page);
}

export async function lookAfterLogOut(page: Page): Promise<string> {
  await enter(page);
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/dashboard');
  return path(page);
}

export async function pageErrors(page: Page): Promise<string[]> {
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.message));
  await logIn(page);
  return messages;
}

export async function products(page: Page, query: string): Promise<number> {
  await page.goto(`/catalogue${query}`);
  return page.getByRole('list', { name: 'Products' }).getByRole('listitem').count();
}

export async function categories(page: Page): Promise<string[]> {
  await page.goto('/catalogue?category=Bulbs');
  return [...new Set(await page.locator('.kind').allInnerTexts())].sort();
}

export async function rating(page: Page): Promise<string> {
  await page.goto('/products/desk-lamp-otto');
  const answered = page.waitForResponse(/rating/);
  await page.getByRole('button', { name: '4 stars' }).click();
  await answered;
  await page.reload();
  return page.locator('star-rating').getByRole('status').innerText();
}

export async function toasts(page: Page): Promise<number> {
  await addToCart(page, 'Desk lamp Otto');
  await page.getByText('1 item').waitFor();
  return page.getByRole('status').count();
}

export async function toastsLater(page: Page): Promise<number> {
  await page.clock.install();
  await toasts(page);
  await page.clock.runFor(3500);
  return page.getByRole('status').count();
}

export async function discounted(page: Page): Promise<string> {
  await cart(page);
  await page.getByLabel('Discount code').fill('bright10');
  await page.getByRole('button', { name: 'Apply code' }).click();
  await page.getByText('10% off with BRIGHT10').waitFor();
  return amount(page, 'Order total');
}

export async function quantity(page: Page): Promise<string> {
  await cart(page);
  await page.getByLabel('Quantity of Desk lamp Otto').fill('3');
  await page.getByRole('button', { name: 'Update quantities' }).click();
  await page.goto('/cart');
  return page.getByLabel('Quantity of Desk lamp Otto').inputValue();
}

export async function removed(page: Page): Promise<number> {
  await cart(page);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.goto('/cart');
  return page.getByRole('button', { name: 'Remove' }).count();
}

export async function emptyAddress(page: Page): Promise<string> {
  await enterWithLamp(page);
  await page.goto('/checkout/address');
  return afterClick(page, 'Continue to delivery');
}

export async function express(page: Page): Promise<string> {
  await enterWithLamp(page);
  await fillAddress(page);
  await page.getByLabel('Express delivery').check();
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.goto('/checkout/payment');
  return amount(page, 'Shipping');
}

export async function ordersAfterOne(page: Page): Promise<string> {
  await enterWithLamp(page);
  await placeOrder(page);
  return at(page, '/orders', '.lead');
}

export async function ordersAfterDelete(page: Page, accept: boolean): Promise<string> {
  await enter(page);
  await page.goto('/orders');
  page.on('dialog', (dialog) => void (accept ? dialog.accept() : dialog.dismiss()));
  await page.getByRole('row', { name: '1041' }).getByRole('button', { name: 'Delete' }).click();
  return at(page, '/orders', '.lead');
}

export async function editedCustomer(page: Page): Promise<string> {
  await enter(page);
  await page.goto('/orders/1041/edit');
  await page.getByLabel('Customer').fill('Lena Neu');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Order 1041 was saved.').waitFor();
  return page.getByRole('row', { name: '1041' }).getByRole('cell').nth(1).innerText();
}

export async function csvLines(page: Page): Promise<number> {
  await enter(page);
  const answer = await page.request.get('/orders.csv');
  return (await answer.text()).trimEnd().split('\r\n').length;
}

export async function saveStatus(page: Page): Promise<number> {
  await enter(page);
  await page.goto('/profile');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Save profile' }).click();
  return (await answered).status();
}

export async function savedProfile(page: Page) {
  await enter(page);
  await page.goto('/profile');
  await page.getByLabel('By post').check();
  await page.getByLabel('Newsletter').check();
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByLabel('Avatar').setInputFiles('scenarios/files/avatar.png');
  await saveProfile(page);
  return {
    post: await page.getByLabel('By post').isChecked(),
    newsletter: await page.getByLabel('Newsletter').isChecked(),
    birthday: await page.getByLabel('Date of birth').inputValue(),
    pictures: await page.getByRole('img', { name: 'Your picture' }).count(),
  };
}

export async function signatures(page: Page): Promise<number> {
  await enter(page);
  await page.goto('/signature');
  await sign(page);
  await page.getByRole('button', { name: 'Save signature' }).click();
  await page.getByText('Signature saved.').waitFor();
  return page.getByRole('img', { name: 'Your signature' }).count();
}

export async function activityAtEnd(page: Page): Promise<number> {
  await enter(page);
  await page.goto('/activity');
  const end = page.getByText(/^Loading more…$|^That is everything\.$/);
  const entries = page.getByRole('main').getByRole('listitem');
  for (let batch = 0; batch < 4; batch++) {
    const before = await entries.count();
    const answered = page.waitForResponse(/more/);
    await end.scrollIntoViewIfNeeded();
    await answered;
    await page.waitForFunction(
      (count) => document.querySelectorAll('main li').length > count || document.body.innerText.includes('everything'),
      before,
    );
    if ((await end.innerText()) === 'That is everything.') break;
  }
  return entries.count();
}

export async function questionAfterThree(page: Page): Promise<string> {
  await page.goto('/questionnaire/3');
  await page.getByRole('button', { name: 'Next' }).click();
  return page.getByRole('heading').innerText();
}

export async function arabicDirection(page: Page): Promise<string | null> {
  await page.goto('/login');
  await page.getByRole('link', { name: 'العربية' }).click();
  return page.locator('html').getAttribute('dir');
}
