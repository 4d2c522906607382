import { expect, test } from '@playwright/test';
import { once } from './asking.ts';
import { LOGIN, ORDERS, PROFILE, SHOP } from './pages.ts';

const done = (calls: string) => `${calls} · step_done`;

const FOUND: [string, string, string][] = [
  [
    LOGIN,
    'Log in as {{user}} with the password {{secret:password}}',
    'type e10 text="{{user}}" · type e11 text="{{secret:password}}" · click e13',
  ],
  [LOGIN, 'Open the cart', 'click e4'],
  [LOGIN, 'Open the basket', 'click e4'],
  [LOGIN, 'Tick remember me', 'check e12 checked=true'],
  [LOGIN, 'Click the sign in button', 'click e13'],
  [LOGIN, 'Click Forgot password', 'click e14'],
  [LOGIN, 'Type "a" into the User name field', 'type e10 text="a"'],
  [LOGIN, 'Type "a" into the Usernmae field', 'type e10 text="a"'],
  [SHOP, 'Log out', 'click e2'],
  [SHOP, 'Search for "lamp"', 'type e3 text="lamp" submit=true'],
  [SHOP, 'Sort by price', 'select e4 options=["Price"]'],
  [SHOP, 'Click "Add to cart" for "Desk lamp Otto"', 'click e8'],
  [SHOP, 'Add "Wall lamp Uno" to the cart', 'click e11'],
  [SHOP, 'Add Desk lamp Otto to the cart', 'click e8'],
  [ORDERS, 'In the row for order 1042, click "Delete"', 'click e6'],
  [ORDERS, 'Click the Edit button in the row for "Ann"', 'click e8'],
  [ORDERS, 'Delete order 10421', 'click e9'],
  [ORDERS, 'Edit "Bob"', 'click e5'],
  [
    PROFILE,
    'Fill in the form: First name "Ann", Last name "Lee", Country "Spain"',
    'type e2 text="Ann" · type e3 text="Lee" · select e5 options=["Spain"]',
  ],
  [PROFILE, 'Set the email to ann@shop.test', 'type e4 text="ann@shop.test"'],
  [PROFILE, 'Set the birthday to 2000-01-31', 'type e10 text="2000-01-31"'],
  [PROFILE, 'Choose Germany as the country', 'select e5 options=["Germany"]'],
  [PROFILE, 'Choose germany as the country', 'select e5 options=["Germany"]'],
  [PROFILE, 'Select "Express"', 'check e8 checked=true'],
  [PROFILE, 'Select "Express" from "Delivery"', 'check e8 checked=true'],
  [PROFILE, 'Select "Spain"', 'select e5 options=["Spain"]'],
  [PROFILE, 'Upload avatar.png to "Avatar"', 'upload e11 files=["avatar.png"]'],
  [PROFILE, 'Clear the "First name" field', 'type e2 text=""'],
];

for (const [page, sentence, calls] of FOUND)
  test(`finds on the page: ${sentence}`, async () => {
    expect(await once(page, sentence)).toBe(done(calls));
  });

const PROVED: [string, string, string][] = [
  [SHOP, 'the dashboard greets Alice', 'verify_text e5 text="Alice"'],
  [SHOP, 'the dashboard greets {{user}}', 'verify_text e5 text="Alice"'],
  [SHOP, 'the page shows "Hello, Alice"', 'verify_visible e5'],
  [SHOP, 'the page shows "34.00"', 'verify_visible text="34.00"'],
  [SHOP, 'the total is {{total}}', 'verify_text e13 text="{{total}}"'],
  [SHOP, 'the heading contains "Alice"', 'verify_text e5 text="Alice"'],
  [SHOP, 'I am logged in', 'verify_visible e2'],
  [ORDERS, 'the table has 2 rows', 'verify_count role="row" count=3'],
  [ORDERS, 'the row for "Bob" contains "12.00"', 'verify_text e4 text="12.00"'],
  [ORDERS, '"Delete" is not visible', 'verify_hidden e6 · verify_hidden e9'],
  [ORDERS, 'the heading "Orders" is visible', 'verify_visible e1'],
  [PROFILE, 'the "Country" field is "France"', 'verify_value e5 value="France"'],
  [PROFILE, 'the first name field has the value "Alice"', 'verify_value e2 value="Alice"'],
  [PROFILE, '"Standard" is checked', 'verify_checked e7 checked=true'],
  [PROFILE, 'the "Last name" field is empty', 'verify_value e3 value=""'],
];

for (const [page, sentence, calls] of PROVED)
  test(`proves on the page: ${sentence}`, async () => {
    expect(await once(page, sentence, { kind: 'expect' })).toBe(done(calls));
  });

const TIED: [string, string, string][] = [
  [SHOP, 'Click "Add to cart"', '"Add to cart" in "Desk lamp Otto'],
  [ORDERS, 'Click Delete', '"Delete" in the row for "1042 Bob'],
  ['e1 link "Log in"\ne2 button "Log in"', 'Click "Log in"', 'the "Log in" link · the "Log in" button'],
  ['e1 button "Save"\ne2 button "Save"', 'Click "Save"', 'the first "Save" button · the second "Save" button'],
  ['e1 button "Delete"\ne2 link "Next"', 'Press Delete', 'Press the Delete key · Click "Delete"'],
  [
    'e1 textbox "Password"\ne2 textbox "Repeat password"',
    'Log in as "a" with password "b"',
    'more than one password field',
  ],
];

for (const [page, sentence, told] of TIED)
  test(`refuses where several fit, with forms to paste: ${sentence}`, async () => {
    const words = await once(page, sentence);

    expect(words).toMatch(/^refused/);
    expect(words).toContain(told);
  });

const ELSEWHERE: [string, string][] = [
  ['e1 button "Add to cart"', 'Open the cart'],
  ['e1 button "Delete all orders"', 'Open all orders'],
  ['e1 button "Log in"', 'Click "Sign in"'],
  ['e1 textbox "Full name"', 'Type "a" into Name'],
  ['e1 textbox "New password"', 'Type "a" into "Password"'],
  [ORDERS, 'In the row for order 104, click "Delete"'],
  [ORDERS, 'In the row for invoice 1042, click "Delete"'],
  ['e1 heading "Orders"', 'Tick Orders'],
];

for (const [page, sentence] of ELSEWHERE)
  test(`does not take another element for it: ${sentence}`, async () => {
    expect(await once(page, sentence)).toMatch(/^(?:find|refused)/);
  });

test('a target among the elements of a dialog is found by the name of the dialog', async () => {
  const page = 'e1 button "Delete"\ne2 dialog "Delete order?"\n  e3 button "Delete"\n  e4 button "Cancel"';

  expect(await once(page, 'In the dialog, click "Delete"')).toBe(done('click e3'));
});

test('a dialog of the page is answered by its one button that says so', async () => {
  const page = 'e2 dialog "Delete order?"\n  e3 button "Yes, delete"\n  e4 button "Cancel"';

  expect(await once(page, 'Accept the dialog')).toBe(done('click e3'));
  expect(await once(page, 'Dismiss the dialog')).toBe(done('click e4'));
  expect(await once('', 'Accept the dialog')).toBe(done('dialog accept=true'));
  expect(await once('- dialog "Delete?" kind="confirm" open', 'Accept the dialog')).toBe(done('dialog accept=true'));
});

const banner = (buttons: string) => `e1 region "Cookies"\n  e2 button "Accept all"\n${buttons}`;

test('a cookie banner is dismissed only where it is clear by which button', async () => {
  expect(await once(banner('  e3 button "Close"'), 'Dismiss the cookie banner')).toBe(done('click e3'));
  expect(await once(banner(''), 'Dismiss the cookie banner')).toBe(done('click e2'));
  expect(await once(banner('  e3 button "Settings"'), 'Dismiss the cookie banner')).toMatch(/^refused/);
  expect(await once(banner('  e3 button "Reject all"'), 'Accept the cookies')).toBe(done('click e2'));
});

test('a value is taken from beside its label, and not from beside a longer one', async () => {
  const extract = { kind: 'extract' as const };

  expect(await once(SHOP, '{"total":"the order total"}', { ...extract, url: 'http://shop.test/order' })).toBe(
    done('extract e13 name="total" value="34.00 €"'),
  );
  expect(await once('e1 paragraph "Your order number is 1043."', '{"n":"the order number"}', extract)).toBe(
    done('extract e1 name="n" value="1043"'),
  );
  expect(await once('e1 term "Status"\ne2 definition "Shipped"', '{"s":"status"}', extract)).toBe(
    done('extract e2 name="s" value="Shipped"'),
  );
  expect(await once('e1 paragraph "Total: 1"\ne2 paragraph "Total: 2"', '{"t":"total"}', extract)).toMatch(/^refused/);
});

test('typed steps need no grammar', async () => {
  const typed = { kind: 'typed' as const };

  expect(await once(ORDERS, '{"act":"click","target":{"name":"Delete","in":"Bob"}}', typed)).toBe(done('click e6'));
  expect(
    await once(PROFILE, '{"act":"type","target":{"name":"Last name"},"text":"{{user}}","submit":true}', typed),
  ).toBe(done('type e3 text="{{user}}" submit=true'));
  expect(await once(PROFILE, '{"act":"select","target":{"name":"Country"},"options":["Spain"]}', typed)).toBe(
    done('select e5 options=["Spain"]'),
  );
  expect(await once('', '{"act":"goto","url":"/orders"}', typed)).toBe(done('navigate url="/orders"'));
  expect(await once(ORDERS, '{"act":"click","target":{"name":"Delete"}}', typed)).toMatch(/^refused/);
});

test('typed expectations need no grammar', async () => {
  const typed = { kind: 'expect-typed' as const };

  expect(await once(SHOP, '{"verify":"text","text":"{{total}}"}', typed)).toBe(done('verify_text text="{{total}}"'));
  expect(await once(SHOP, '{"verify":"url","url":"/orders"}', typed)).toBe(done('verify_url url="/orders"'));
  expect(await once(ORDERS, '{"verify":"count","target":{"name":"","role":"row"},"count":3}', typed)).toBe(
    done('verify_count role="row" count=3'),
  );
  expect(await once(ORDERS, '{"verify":"count","target":{"name":"Orders","role":"table"},"count":3}', typed)).toBe(
    done('verify_count e2 count=3'),
  );
  expect(await once(PROFILE, '{"verify":"checked","target":{"name":"Newsletter"},"checked":false}', typed)).toBe(
    done('verify_checked e9 checked=false'),
  );
});
