import { expect, test } from '@playwright/test';
import { actRules } from '../../../src/model/builtin/actRules.ts';
import { understand, type Mood } from '../../../src/model/builtin/clauses.ts';
import { expectRules } from '../../../src/model/builtin/expectRules.ts';
import { goalRules } from '../../../src/model/builtin/goalRules.ts';
import { intentWords } from './intentWords.ts';

const read = (text: string, mood: Mood = 'do') => intentWords(understand(text, mood));

test('every wording that is shown as the nearest one is understood', () => {
  const said = [...goalRules, ...actRules].map(({ say }) => [say, read(say)]);
  const claimed = expectRules.filter(({ refuses }) => !refuses).map(({ say }) => [say, read(say, 'expect')]);

  expect([...said, ...claimed].filter(([, words]) => words?.startsWith('refused'))).toEqual([]);
});

const DONE: [string, string][] = [
  ['Log in as {{user}} with the password {{secret:password}}', 'log-in {{user}} {{secret:password}}'],
  ['Log in with username "alice" and password "{{secret:password}}"', 'log-in alice {{secret:password}}'],
  ['Sign in as alice, password "x"', 'log-in alice x'],
  ['Log out.', 'log-out'],
  ['Search for lamps', 'search lamps'],
  ['Type "alice" into the Username field', 'type alice → Username field'],
  ['Enter 42 in "Quantity"', 'type 42 → Quantity'],
  ['Fill in the form: Name "Alice", Street "Main 1"', 'type Alice → Name; type Main 1 → Street'],
  ['Fill Name with "A" and Email with "B"', 'type A → Name; type B → Email'],
  ['Set the date to 2026-01-31', 'type 2026-01-31 → date'],
  ['Choose France as the country', 'select France → country'],
  ['Select "France" from the Country list', 'select France → Country list'],
  ['Check "I agree" and untick "Newsletter"', 'check on → I agree; check off → Newsletter'],
  ['Press Control+A', 'press Control+A'],
  ['Press "Next"', 'click → Next'],
  ['Go to /orders, then go back; reload the page', 'goto /orders; history back; history reload'],
  ['Open https://shop.test/a.', 'goto https://shop.test/a'],
  ['In the row for order 1042, click "Delete"', 'click → Delete @ order 1042'],
  ['Click "Add to cart" for "Desk lamp Otto"', 'click → Add to cart @ Desk lamp Otto'],
  ['Delete order 1042 and accept the dialog', 'on-item delete order 1042; dialog on'],
  [
    'Type "a" into Username and "b" into Password, then click "Log in"',
    'type a → Username; type b → Password; click → Log in',
  ],
  ['Click "A", "B" and "C"', 'click → A; click → B; click → C'],
  ['Tick Terms and Conditions', 'check on → Terms and Conditions'],
  ['Click Save and continue', 'click → Save and continue'],
  ['Click "Don\'t save"', "click → Don't save"],
  ["Click 'Don't save' please", "click → Don't save"],
  ['Click "Save" and check that "Saved" appears', 'click → Save; verify-visible → Saved'],
  ['Upload avatar.png to "Avatar"', 'upload avatar.png → Avatar'],
  ['Drag "A" to "B"', 'drag → A → B'],
  ['Wait for "Saved". Wait 2 seconds', 'wait Saved; wait 2'],
];

for (const [sentence, intents] of DONE)
  test(`understands: ${sentence}`, () => {
    expect(read(sentence)).toBe(intents);
  });

const CLAIMED: [string, string][] = [
  ['the dashboard greets Alice', 'verify-greeting Alice'],
  ['the page shows "A" and "B"', 'verify-visible → A; verify-visible → B'],
  ['"A" is visible and "B" is gone', 'verify-visible → A; verify-hidden → B'],
  ['I see "X"', 'verify-visible → X'],
  ['"X" is no longer visible', 'verify-hidden → X'],
  ['there is no "Error"', 'verify-hidden → Error'],
  ['the url contains /dashboard', 'verify-url */dashboard*'],
  ['I am on "/orders"', 'verify-url /orders'],
  ['the page title is "Orders"', 'verify-title Orders'],
  ['the "Country" field is "France"', 'verify-value France → Country field'],
  ['"Newsletter" is not ticked', 'verify-checked off → Newsletter'],
  ['the table has 3 rows', 'verify-rows 3'],
  ['"Lamp" appears 3 times', 'verify-count 3 Lamp'],
  ['an error says "Wrong password"', 'verify-visible → Wrong password'],
  ['the total is {{total}}', 'verify-labelled total {{total}}'],
  ['I am logged out', 'verify-logged off'],
  ['the row for "Bob" contains "Shipped"', 'verify-text Shipped → row for Bob'],
];

for (const [sentence, intents] of CLAIMED)
  test(`understands the expectation: ${sentence}`, () => {
    expect(read(sentence, 'expect')).toBe(intents);
  });

const REFUSED: [string, string][] = [
  ['enter values in the full name field', '"values" tells the kind of text'],
  ['Log in with valid credentials', ''],
  ['Add the cheapest lamp to the cart', '"cheapest" leaves open which one is meant'],
  ['Click something', '"something" leaves open'],
  ['Click it', '"it" leaves open'],
  ['Fill in the form with random data', ''],
  ['Click the plus button under Breeding Females', 'where an element stands'],
  ['Click "Next" until "Done" appears', 'conditions and loops'],
  ['Click "Save" if it is there', 'conditions and loops'],
  ['Don\'t click "Delete"', 'no rule takes this wording'],
  ['Click "Save" and make the page nice', 'no rule takes this wording'],
  ['Type "a into Name', 'a quotation mark is opened and never closed'],
  ['Enter "Paris" as "City"', 'more than one way'],
  ['', 'it says nothing to do'],
];

for (const [sentence, why] of REFUSED)
  test(`refuses: ${sentence || '(an empty step)'}`, () => {
    const words = read(sentence);

    expect(words).toMatch(/^refused/);
    expect(words).toContain(why);
  });

const NOT_CLAIMS: [string, string][] = [
  ['the button "Save" is disabled', 'cannot be verified'],
  ['an error message appears', 'what the message says'],
  ['the cart has 2 items', 'how it is shown'],
  ['the title is "Orders"', 'page title or a heading'],
  ['the page shows Order placed', 'quotation marks'],
  ['everything works', 'no rule'],
  ['the page shows no "Error"', ''],
  ['I am on Orders', 'not an address'],
  ['the page shows "A" or "B"', 'conditions and loops'],
];

for (const [sentence, why] of NOT_CLAIMS)
  test(`refuses the expectation: ${sentence}`, () => {
    const words = read(sentence, 'expect');

    expect(words).toMatch(/^refused/);
    expect(words).toContain(why);
  });

test('the refusal of an unquoted text gives the sentence with the quotation marks', () => {
  expect(read('the page shows Order placed', 'expect')).toContain('the page shows "Order placed"');
});
