import { test, expect } from '@playwright/test';
import type { Check } from '../../src/core/action.ts';
import { parseElements } from '../../src/core/elementList.ts';
import { heldBefore } from '../../src/driver/vacuous.ts';

const base = {
  url: 'http://127.0.0.1:4173/orders?page=2',
  title: 'Orders of Ada',
  elements: parseElements(
    `e1 heading "Your  orders" (0.5, 0.1)
e2 textbox "Search" value="lamp" (0.5, 0.2)
e3 checkbox "Paid" checked (0.5, 0.3)
e4 checkbox "Sent" (0.5, 0.4)
e5 row "4711 Ada 42 EUR" (0.5, 0.5)`,
  ),
};
const heading = { role: 'heading', name: 'Your  orders' };
const absent = { role: 'button', name: 'Undo' };

const rows: [Check, boolean][] = [
  [{ check: 'text', text: 'your orders', exact: false }, true],
  [{ check: 'text', text: 'ada 42', exact: false }, true],
  [{ check: 'text', text: 'Saved', exact: false }, false],
  [{ check: 'text', text: 'orders', target: heading, exact: false }, true],
  [{ check: 'text', text: 'orders', target: absent, exact: false }, false],
  [{ check: 'visible', target: heading }, true],
  [{ check: 'visible', target: absent }, false],
  [{ check: 'visible', target: { locator: "getByText('Your orders')" } }, false],
  [{ check: 'visible-text', text: '4711' }, true],
  [{ check: 'value', target: { role: 'textbox', name: 'Search' }, value: 'lamp' }, true],
  [{ check: 'value', target: { role: 'textbox', name: 'Search' }, value: 'lam' }, false],
  [{ check: 'checked', target: { role: 'checkbox', name: 'Paid' }, checked: true }, true],
  [{ check: 'checked', target: { role: 'checkbox', name: 'Sent' }, checked: true }, false],
  [{ check: 'checked', target: { role: 'checkbox', name: 'Sent' }, checked: false }, true],
  [{ check: 'url', url: '/orders' }, true],
  [{ check: 'url', url: '/orders/*' }, false],
  [{ check: 'url', url: 'page=2' }, true],
  [{ check: 'title', title: 'Orders of *' }, true],
  [{ check: 'title', title: 'Orders' }, false],
  // The list shows only what was in view: absence and numbers are judged when the spec is proved.
  [{ check: 'hidden', target: absent }, false],
  [{ check: 'hidden-text', text: 'Saved' }, false],
  [{ check: 'count', target: heading, count: 1 }, false],
  [{ check: 'count-text', text: '4711', count: 1 }, false],
  [{ check: 'download', name: 'a.csv' }, false],
];

for (const [check, held] of rows)
  test(`${held ? 'held before' : 'did not hold before, as far as the list tells'}: ${JSON.stringify(check)}`, () => {
    expect(heldBefore(check, base)).toBe(held);
  });

test('nothing held before the first page was there', () => {
  for (const [check] of rows) expect(heldBefore(check, { url: 'about:blank', title: '', elements: [] })).toBe(false);
});
