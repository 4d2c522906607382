/**
 * One row a bug: what is looked at, what is seen there without the bug, and what is seen with it. Values and not
 * assertions, so that the same look tells right from wrong without waiting for something that never comes.
 */
import type { Page } from '@playwright/test';
import type { BugName } from '../../demo/bugs.ts';
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

interface FaultCheck {
  look: (page: Page) => Promise<unknown>;
  right: unknown;
  wrong: unknown;
}

export const FAULT_CHECKS: Record<BugName, FaultCheck> = {
  'label-changed': { look: async (page) => at(page, '/login', 'form button'), right: 'Log in', wrong: 'Enter' },
  'stays-on-login': { look: async (page) => logIn(page).then(() => path(page)), right: '/dashboard', wrong: '/login' },
  'any-password': {
    look: async (page) => logIn(page, 'alice', 'guess').then(() => path(page)),
    right: '/login',
    wrong: '/dashboard',
  },
  'logout-ignored': { look: lookAfterLogOut, right: '/login', wrong: '/dashboard' },
  'wrong-greeting': {
    look: async (page) => logIn(page).then(() => page.locator('h1').innerText()),
    right: 'Welcome back, Alice',
    wrong: 'Welcome back, Bob',
  },
  'page-error': { look: pageErrors, right: [], wrong: ['the chart could not be drawn'] },
  'search-ignored': { look: async (page) => products(page, '?q=cable'), right: 2, wrong: 8 },
  'filter-ignored': {
    look: categories,
    right: ['Bulbs'],
    wrong: ['Bulbs', 'Desk lamps', 'Floor lamps', 'Pendants', 'Wire'],
  },
  'sort-reversed': {
    look: async (page) => at(page, '/catalogue?sort=Price%2C+low+to+high', '.products h2'),
    right: 'Candle bulb E14',
    wrong: 'Pendant lamp Cluster',
  },
  'paging-repeats': {
    look: async (page) => at(page, '/catalogue?page=2', '.products h2'),
    right: 'Desk lamp Emil',
    wrong: 'Desk lamp Otto',
  },
  'wrong-price': {
    look: async (page) => at(page, '/products/desk-lamp-otto', '.price'),
    right: '€49.00',
    wrong: '€59.00',
  },
  'rating-off-by-one': { look: rating, right: 'You gave 4 of 5 stars', wrong: 'You gave 3 of 5 stars' },
  'toast-missing': { look: toasts, right: 1, wrong: 0 },
  'toast-stays': { look: toastsLater, right: 0, wrong: 1 },
  'cart-count-stale': {
    look: async (page) => addToCart(page, 'Desk lamp Otto').then(() => at(page, '/cart', '.badge')),
    right: '1 item',
    wrong: '0 items',
  },
  'wrong-total': {
    look: async (page) => cart(page).then(() => amount(page, 'Order total')),
    right: '€53.90',
    wrong: '€49.00',
  },
  'discount-ignored': { look: discounted, right: '€49.00', wrong: '€53.90' },
  'quantity-off-by-one': { look: quantity, right: '3', wrong: '4' },
  'remove-ignored': { look: removed, right: 0, wrong: 1 },
  'dead-button': {
    look: async (page) => cart(page).then(() => afterClick(page, 'Proceed to checkout')),
    right: '/checkout/address',
    wrong: '/cart',
  },
  'validation-off': { look: emptyAddress, right: '/checkout/address', wrong: '/checkout/delivery' },
  'wrong-redirect': {
    look: async (page) =>
      cart(page)
        .then(() => fillAddress(page))
        .then(() => path(page)),
    right: '/checkout/delivery',
    wrong: '/cart',
  },
  'delivery-not-saved': { look: express, right: '€12.90', wrong: '€4.90' },
  'double-submit': { look: ordersAfterOne, right: '6 orders', wrong: '7 orders' },
  'wrong-order-number': {
    look: async (page) =>
      cart(page)
        .then(() => placeOrder(page))
        .then(() => page.locator('h2').innerText()),
    right: 'Order 1042',
    wrong: 'Order 1043',
  },
  'stale-list': { look: async (page) => ordersAfterDelete(page, true), right: '4 orders', wrong: '5 orders' },
  'confirm-ignored': { look: async (page) => ordersAfterDelete(page, false), right: '5 orders', wrong: '4 orders' },
  'edit-lost': { look: editedCustomer, right: 'Lena Neu', wrong: 'Lena Vogt' },
  'csv-missing-row': { look: csvLines, right: 6, wrong: 5 },
  'save-500': { look: saveStatus, right: 303, wrong: 500 },
  'radio-not-saved': {
    look: async (page) => savedProfile(page).then((saved) => saved.post),
    right: true,
    wrong: false,
  },
  'checkbox-inverted': {
    look: async (page) => savedProfile(page).then((saved) => saved.newsletter),
    right: true,
    wrong: false,
  },
  'date-shifted': {
    look: async (page) => savedProfile(page).then((saved) => saved.birthday),
    right: '1990-05-17',
    wrong: '1990-05-16',
  },
  'upload-lost': { look: async (page) => savedProfile(page).then((saved) => saved.pictures), right: 1, wrong: 0 },
  'signature-lost': { look: signatures, right: 1, wrong: 0 },
  'help-search-empty': {
    look: async (page) => at(page, '/help/content?q=bulb', '[role=status]'),
    right: '1 topic about "bulb"',
    wrong: '0 topics about "bulb"',
  },
  'activity-stuck': { look: activityAtEnd, right: 60, wrong: 15 },
  'questionnaire-skips': { look: questionAfterThree, right: 'Question 4 of 120', wrong: 'Question 5 of 120' },
  'rtl-missing': { look: arabicDirection, right: 'rtl', wrong: 'ltr' },
};

function path(page: Page): string {
  return new URL(page.url()).pathname;
}

/** The text of the first element that the selector finds on a page. */
async function at(page: Page, url: string, selector: string): Promise<string> {
  await page.goto(url);
  return page.locator(selector).first().innerText();
}

async function cart(page: Page): Promise<void> {
  await enterWithLamp(page);
  await page.goto('/cart');
}

async function afterClick(page: Page, button: string): Promise<string> {
  await page.getByRole('button', { name: button }).click();
  return path(page);
}

async function lookAfterLogOut(page: Page): Promise<string> {
  await enter(page);
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.goto('/dashboard');
  return path(page);
}

async function pageErrors(page: Page): Promise<string[]> {
  const messages: string[] = [];
  page.on('pageerror', (error) => messages.push(error.message));
  await logIn(page);
  return messages;
}

async function products(page: Page, query: string): Promise<number> {
  await page.goto(`/catalogue${query}`);
  return page.getByRole('list', { name: 'Products' }).getByRole('listitem').count();
}

async function categories(page: Page): Promise<string[]> {
  await page.goto('/catalogue?category=Bulbs');
  return [...new Set(await page.locator('.kind').allInnerTexts())].sort();
}

async function rating(page: Page): Promise<string> {
  await page.goto('/products/desk-lamp-otto');
  const answered = page.waitForResponse(/rating/);
  await page.getByRole('button', { name: '4 stars' }).click();
  await answered;
  await page.reload();
  return page.locator('star-rating').getByRole('status').innerText();
}

async function toasts(page: Page): Promise<number> {
  await addToCart(page, 'Desk lamp Otto');
  await page.getByText('1 item').waitFor();
  return page.getByRole('status').count();
}

async function toastsLater(page: Page): Promise<number> {
  await page.clock.install();
  await toasts(page);
  await page.clock.runFor(3500);
  return page.getByRole('status').count();
}

async function discounted(page: Page): Promise<string> {
  await cart(page);
  await page.getByLabel('Discount code').fill('bright10');
  await page.getByRole('button', { name: 'Apply code' }).click();
  await page.getByText('10% off with BRIGHT10').waitFor();
  return amount(page, 'Order total');
}

async function quantity(page: Page): Promise<string> {
  await cart(page);
  await page.getByLabel('Quantity of Desk lamp Otto').fill('3');
  await page.getByRole('button', { name: 'Update quantities' }).click();
  await page.goto('/cart');
  return page.getByLabel('Quantity of Desk lamp Otto').inputValue();
}

async function removed(page: Page): Promise<number> {
  await cart(page);
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.goto('/cart');
  return page.getByRole('button', { name: 'Remove' }).count();
}

async function emptyAddress(page: Page): Promise<string> {
  await enterWithLamp(page);
  await page.goto('/checkout/address');
  return afterClick(page, 'Continue to delivery');
}

async function express(page: Page): Promise<string> {
  await enterWithLamp(page);
  await fillAddress(page);
  await page.getByLabel('Express delivery').check();
  await page.getByRole('button', { name: 'Continue to payment' }).click();
  await page.goto('/checkout/payment');
  return amount(page, 'Shipping');
}

async function ordersAfterOne(page: Page): Promise<string> {
  await enterWithLamp(page);
  await placeOrder(page);
  return at(page, '/orders', '.lead');
}

async function ordersAfterDelete(page: Page, accept: boolean): Promise<string> {
  await enter(page);
  await page.goto('/orders');
  page.on('dialog', (dialog) => void (accept ? dialog.accept() : dialog.dismiss()));
  await page.getByRole('row', { name: '1041' }).getByRole('button', { name: 'Delete' }).click();
  return at(page, '/orders', '.lead');
}

async function editedCustomer(page: Page): Promise<string> {
  await enter(page);
  await page.goto('/orders/1041/edit');
  await page.getByLabel('Customer').fill('Lena Neu');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByText('Order 1041 was saved.').waitFor();
  return page.getByRole('row', { name: '1041' }).getByRole('cell').nth(1).innerText();
}

async function csvLines(page: Page): Promise<number> {
  await enter(page);
  const answer = await page.request.get('/orders.csv');
  return (await answer.text()).trimEnd().split('\r\n').length;
}

async function saveStatus(page: Page): Promise<number> {
  await enter(page);
  await page.goto('/profile');
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Save profile' }).click();
  return (await answered).status();
}

async function savedProfile(page: Page) {
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

async function signatures(page: Page): Promise<number> {
  await enter(page);
  await page.goto('/signature');
  await sign(page);
  await page.getByRole('button', { name: 'Save signature' }).click();
  await page.getByText('Signature saved.').waitFor();
  return page.getByRole('img', { name: 'Your signature' }).count();
}

async function activityAtEnd(page: Page): Promise<number> {
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

async function questionAfterThree(page: Page): Promise<string> {
  await page.goto('/questionnaire/3');
  await page.getByRole('button', { name: 'Next' }).click();
  return page.getByRole('heading').innerText();
}

async function arabicDirection(page: Page): Promise<string | null> {
  await page.goto('/login');
  await page.getByRole('link', { name: 'العربية' }).click();
  return page.locator('html').getAttribute('dir');
}
