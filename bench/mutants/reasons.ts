/** The line of a spec at which a planted bug has to be found: any other one would be luck. */
import type { BugName } from '../../demo/bugs.ts';

export const REASONS: Partial<Record<BugName, RegExp>> = {
  'label-changed': /'Log in'/,
  'stays-on-login': /Welcome back, Alice|dashboard/,
  'any-password': /The username or the password is wrong/,
  'logout-ignored': /toHaveURL\(.*login/,
  'wrong-greeting': /Welcome back, Alice/,
  'search-ignored': /14 products match "lamp"/,
  // With the highest price first the lamp is on another page.
  'sort-reversed': /Desk lamp Otto.*click/,
  'toast-missing': /Desk lamp Otto was added to the cart/,
  'toast-stays': /Desk lamp Otto was added to the cart/,
  'cart-count-stale': /1 item/,
  'wrong-total': /€92/,
  'discount-ignored': /€92/,
  'quantity-off-by-one': /4 items/,
  'dead-button': /Where should it go/,
  'wrong-redirect': /How should we deliver/,
  'delivery-not-saved': /€12\.90/,
  'double-submit': /6 orders/,
  'wrong-order-number': /Order 1042/,
  'stale-list': /4 orders|1038|Shipped/,
  'confirm-ignored': /5 orders/,
  'edit-lost': /Shipped|neighbour/,
  'csv-missing-row': /1041|1037/,
  'save-500': /Profile saved/,
  'radio-not-saved': /By post/,
  'checkbox-inverted': /Newsletter/,
  'date-shifted': /1990-05-17/,
  'upload-lost': /avatar\.png/,
  'questionnaire-skips': /Question/,
};
