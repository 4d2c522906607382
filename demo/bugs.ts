/** The faults that `--bug NAME` plants, one at a time. `what` says how the page behaves with the fault in it. */

export const BUGS = [
  { name: 'label-changed', page: 'Log in', what: 'The button "Log in" reads "Enter".' },
  { name: 'stays-on-login', page: 'Log in', what: 'The right password leads back to the empty log-in form.' },
  { name: 'any-password', page: 'Log in', what: 'A wrong password is accepted.' },
  { name: 'logout-ignored', page: 'Every page', what: '"Log out" shows the log-in form, yet the session goes on.' },
  { name: 'wrong-greeting', page: 'Dashboard', what: 'Alice is greeted as Bob.' },
  { name: 'page-error', page: 'Dashboard', what: 'A script throws an uncaught error while the page loads.' },
  { name: 'search-ignored', page: 'Catalogue', what: 'A search shows every product.' },
  { name: 'filter-ignored', page: 'Catalogue', what: 'Choosing a category shows every category.' },
  { name: 'sort-reversed', page: 'Catalogue', what: '"Price, low to high" puts the highest price first.' },
  { name: 'paging-repeats', page: 'Catalogue', what: 'Page 2 shows the products of page 1.' },
  { name: 'wrong-price', page: 'Product', what: 'The product page shows €10 more than the catalogue.' },
  { name: 'rating-off-by-one', page: 'Product', what: 'A rating is saved with one star less.' },
  { name: 'toast-missing', page: 'Catalogue, product', what: 'No message says that a product was added to the cart.' },
  { name: 'toast-stays', page: 'Catalogue, product', what: 'The message that a product was added never vanishes.' },
  { name: 'cart-count-stale', page: 'Every page', what: 'The number of items beside "Cart" stays 0.' },
  { name: 'wrong-total', page: 'Cart, checkout', what: 'The order total leaves the shipping out.' },
  { name: 'discount-ignored', page: 'Cart', what: 'A discount code is accepted, but nothing is taken off.' },
  { name: 'quantity-off-by-one', page: 'Cart', what: 'A changed quantity is saved as one more.' },
  { name: 'remove-ignored', page: 'Cart', what: '"Remove" leaves the product in the cart.' },
  { name: 'dead-button', page: 'Cart', what: '"Proceed to checkout" does nothing.' },
  { name: 'validation-off', page: 'Checkout', what: 'The address form accepts empty fields.' },
  { name: 'wrong-redirect', page: 'Checkout', what: 'The address form leads back to the cart.' },
  { name: 'delivery-not-saved', page: 'Checkout', what: 'Express delivery is saved as standard delivery.' },
  { name: 'double-submit', page: 'Checkout', what: '"Place order" places the order twice.' },
  { name: 'wrong-order-number', page: 'Confirmation', what: 'The confirmation names the number after the right one.' },
  { name: 'stale-list', page: 'Orders', what: 'A deleted order stays in the table.' },
  { name: 'confirm-ignored', page: 'Orders', what: 'An order is deleted although the dialog is dismissed.' },
  { name: 'edit-lost', page: 'Edit order', what: 'A changed order is reported as saved, but is not.' },
  { name: 'csv-missing-row', page: 'Orders', what: 'The downloaded CSV file lacks the last order.' },
  { name: 'save-500', page: 'Profile', what: 'Saving the profile answers with HTTP 500.' },
  { name: 'radio-not-saved', page: 'Profile', what: 'The preferred contact stays as it was.' },
  { name: 'checkbox-inverted', page: 'Profile', what: '"Newsletter" is saved as its opposite.' },
  { name: 'date-shifted', page: 'Profile', what: 'The date of birth is saved one day early.' },
  { name: 'upload-lost', page: 'Profile', what: 'The uploaded avatar is not kept.' },
  { name: 'signature-lost', page: 'Signature', what: 'The signature is reported as saved, but is not kept.' },
  { name: 'help-search-empty', page: 'Help', what: 'A search in the help finds nothing.' },
  { name: 'activity-stuck', page: 'Activity', what: 'Scrolling to the end of the list loads nothing more.' },
  { name: 'questionnaire-skips', page: 'Questionnaire', what: '"Next" on question 3 leads to question 5.' },
  { name: 'rtl-missing', page: 'Every page', what: 'The Arabic pages run from left to right.' },
] as const satisfies readonly { name: string; page: string; what: string }[];

export type BugName = (typeof BUGS)[number]['name'];

export function bugNamed(name: string): BugName {
  const found = BUGS.find((bug) => bug.name === name);
  if (found) return found.name;
  throw new Error(`expected the name of a bug, got "${name}": one of ${BUGS.map((bug) => bug.name).join(', ')}`);
}
