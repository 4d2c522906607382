/**
 * One row a bug: what is looked at, what is seen there without the bug, and what is seen with it. Values and not
 * assertions, so that the same look tells right from wrong without waiting for something that never comes.
 */
import type { Page } from '@playwright/test';
import type { BugName } from '../../demo/bugs.ts';
import {
  activityAtEnd,
  afterClick,
  arabicDirection,
  at,
  cart,
  categories,
  csvLines,
  discounted,
  editedCustomer,
  emptyAddress,
  express,
  lookAfterLogOut,
  ordersAfterDelete,
  ordersAfterOne,
  pageErrors,
  path,
  products,
  quantity,
  questionAfterThree,
  rating,
  removed,
  saveStatus,
  savedProfile,
  signatures,
  toasts,
  toastsLater,
} from './looks.ts';
import { addToCart, amount, fillAddress, logIn, placeOrder } from './visitor.ts';

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
