import { expect, test } from '@playwright/test';
import { Conversation } from './asking.ts';
import { LOGIN, ORDERS, SHOP } from './pages.ts';

const OK = { ok: true };

test('goes on after a click only on the page that came of it', async () => {
  const talk = new Conversation();
  const body = 'Click "Desk lamp Otto" and type "2" into "Quantity"';

  expect(await talk.turn(SHOP, body)).toBe('click e7');
  expect(await talk.turn('e1 spinbutton "Quantity"', body)).toBe('type e1 text="2" · step_done');
});

test('a call that was not run is planned again on the new page', async () => {
  const talk = new Conversation();
  const body = 'Type "a" into Username and type "b" into Password';

  expect(await talk.turn(LOGIN, body)).toBe('type e10 text="a" · type e11 text="b" · step_done');
  const notRun = { ok: false, notRun: true, error: 'not run: the page changed' };
  expect(await talk.turn(LOGIN.replace('e11', 'e31'), body, {}, [OK, notRun])).toBe('type e31 text="b" · step_done');
});

test('opens the log-in form first where there is only a link to it', async () => {
  const talk = new Conversation();
  const body = 'Log in as "a" with the password "b"';

  expect(await talk.turn('e1 link "Sign in"', body)).toBe('click e1');
  expect(await talk.turn(LOGIN, body)).toBe('type e10 text="a" · type e11 text="b" · click e13 · step_done');
});

test('looks for a log-in form outside the view, and presses nothing of it before it is filled in', async () => {
  const talk = new Conversation();
  const body = 'Log in as "a" with the password "b"';

  expect(await talk.turn('e1 heading "Welcome"', body)).toBe('find text="Password"');
  expect(await talk.turn('e1 heading "Welcome"', body, {}, [{ ok: true, elements: 'e11 textbox "Password"' }])).toBe(
    'click e11',
  );
  expect(await talk.turn(LOGIN, body)).toBe('type e10 text="a" · type e11 text="b" · click e13 · step_done');
});

test('presses Enter where no button that logs in is in view, and refuses where two are', async () => {
  const body = 'Log in as "a" with the password "b"';
  const fields = 'e10 textbox "Username"\ne11 textbox "Password"';

  expect(await new Conversation().turn(fields, body)).toBe(
    'type e10 text="a" · type e11 text="b" submit=true · step_done',
  );
  expect(await new Conversation().turn(`${fields}\ne12 button "Show password"`, body)).toContain('submit=true');
  expect(await new Conversation().turn(`${fields}\ne12 button "Log in"\ne13 button "Sign in"`, body)).toMatch(
    /^refused: .*it is not clear which button logs in: button "Log in", button "Sign in"/,
  );
});

test('looks for a link to the log-in form where neither is in view, and follows it once', async () => {
  const talk = new Conversation();
  const body = 'Log in as "a" with the password "b"';
  const link = { ok: true, elements: 'e9 link "Sign in"' };

  expect(await talk.turn('e1 heading "Welcome"', body)).toBe('find text="Password"');
  expect(await talk.turn('e1 heading "Welcome"', body, {}, [{ ok: true, elements: '' }])).toBe('find text="Log in"');
  expect(await talk.turn('e1 heading "Welcome"', body, {}, [link])).toBe('click e9');
  expect(await talk.turn('e1 link "Sign in"', body)).toBe('find text="Password"');
  expect(await talk.turn('e1 link "Sign in"', body, {}, [{ ok: true, elements: '' }])).toBe(
    'wait for={"text":"Password"}',
  );
  expect(await talk.turn('e1 link "Sign in"', body, {}, [{ ok: false, error: 'it did not appear' }])).toMatch(
    /^refused: .*there is no password field on the page/,
  );
});

test('looks through the whole page, then waits, then refuses with what comes nearest', async () => {
  const talk = new Conversation();
  const body = 'Click "Refund"';

  expect(await talk.turn(SHOP, body)).toBe('find text="Refund"');
  expect(await talk.turn(SHOP, body, {}, [{ ok: true, elements: '' }])).toBe('wait for={"text":"Refund"}');
  const words = await talk.turn(SHOP, body, {}, [{ ok: false, error: 'it did not appear' }]);

  expect(words).toMatch(/^refused: step 3, Click "Refund": nothing on the page fits "Refund"/);
  expect(words).toContain('set a key for a real model');
});

test('acts on an element that find brought from outside the view', async () => {
  const talk = new Conversation();
  const elements = 'e90 row "1099 Zoe Delete"\n  e91 button "Delete"\ne92 row "1098 Yan Delete"\n  e93 button "Delete"';
  const body = 'In the row for "Yan", click "Delete"';

  expect(await talk.turn(ORDERS, body)).toBe('find text="Delete"');
  expect(await talk.turn(ORDERS, body, {}, [{ ok: true, elements }])).toBe('click e93 · step_done');
});

test('counts in the whole page, not in the part that is in view', async () => {
  const talk = new Conversation();
  const body = 'Click the second "Edit" button';
  const elements = 'e50 button "Edit"\ne5 button "Edit"\ne8 button "Edit"';

  expect(await talk.turn(ORDERS, body)).toBe('find text="Edit"');
  expect(await talk.turn(ORDERS, body, {}, [{ ok: true, elements }])).toBe('click e5 · step_done');
});

test('an optional step whose target is not there is skipped after one look', async () => {
  const talk = new Conversation();
  const asked = { optional: true };

  expect(await talk.turn(SHOP, 'Dismiss the cookie banner', asked)).toBe('find text="cookie"');
  expect(await talk.turn(SHOP, 'Dismiss the cookie banner', asked, [{ ok: true, elements: '' }])).toBe(
    'step_done skipped=true',
  );
});

test('a false verify ends the run as failed, with what was expected and found', async () => {
  const talk = new Conversation();
  const body = 'the total is "99.00 €"';
  const asked = { kind: 'expect' as const };

  expect(await talk.turn(SHOP, body, asked)).toBe('verify_text e13 text="99.00 €" · step_done');
  const answer = { ok: false, error: 'x', expected: '"99.00 €"', found: '"Total: 34.00 €"' };
  expect(await talk.turn(SHOP, body, asked, [answer])).toBe(
    `finish verdict="failed" reason=${JSON.stringify(`step 3, ${body}: expected "99.00 €", found "Total: 34.00 €"`)}`,
  );
});

test('a part of a longer number is not the number', async () => {
  const talk = new Conversation();
  const asked = { kind: 'expect' as const };

  await talk.turn(SHOP, 'the total is 4.00', asked);
  expect(await talk.turn(SHOP, 'the total is 4.00', asked, [{ ok: true, elements: SHOP }])).toMatch(
    /^finish verdict="failed".*expected total \\"4\.00\\", found \\"34\.00 €\\"/,
  );
});

test('an action that fails is tried once more, then it is the application that failed', async () => {
  const talk = new Conversation();
  const covered = { ok: false, error: 'another element intercepts pointer events' };

  expect(await talk.turn(LOGIN, 'Click "Log in"')).toBe('click e13 · step_done');
  expect(await talk.turn(LOGIN, 'Click "Log in"', {}, [covered])).toBe('click e13 · step_done');
  expect(await talk.turn(LOGIN, 'Click "Log in"', {}, [covered])).toMatch(
    /^finish verdict="failed" reason="step 3, Click \\"Log in\\": another element intercepts/,
  );
});

test('a text that is not shown yet is left to the retrying of the verify', async () => {
  const talk = new Conversation();
  const asked = { kind: 'expect' as const };

  expect(await talk.turn(SHOP, '"Saved" appears', asked)).toBe('find text="Saved"');
  expect(await talk.turn(SHOP, '"Saved" appears', asked, [{ ok: true, elements: '' }])).toBe(
    'verify_visible text="Saved" · step_done',
  );
});

test('that a text is gone is not proved by a text that only contains it', async () => {
  const talk = new Conversation();
  const asked = { kind: 'expect' as const };
  const elements = 'e1 heading "Lampshades"';

  expect(await talk.turn('', '"Lamp" is gone', asked)).toBe('find text="Lamp"');
  expect(await talk.turn('', '"Lamp" is gone', asked, [{ ok: true, elements }])).toMatch(/^refused/);
});

test('a goal ends the run only when what it claims was found true', async () => {
  const talk = new Conversation();
  const asked = { kind: 'goal' as const };
  const body = 'Log in as "a" with the password "b" and check that "Hello, Alice" is visible';

  expect(await talk.turn(LOGIN, body, asked)).toBe('type e10 text="a" · type e11 text="b" · click e13');
  expect(await talk.turn(SHOP, body, asked)).toBe('verify_visible e5');
  expect(await talk.turn(SHOP, body, asked)).toMatch(/^finish verdict="passed"/);
});

test('a goal without a claim is refused', async () => {
  const talk = new Conversation();

  expect(await talk.turn(LOGIN, 'Log in as "a" with the password "b"', { kind: 'goal' })).toContain(
    'the goal does not say what is to be seen in the end',
  );
});

test('the same step comes anew in every round of a repeat', async () => {
  const talk = new Conversation();

  expect(await talk.turn(LOGIN, 'Click "Log in"', { id: '2[1].1' })).toBe('click e13 · step_done');
  expect(await talk.turn(LOGIN, 'Click "Log in"', { id: '2[2].1' })).toBe('click e13 · step_done');
});

test('a list that is no select field is opened, then its option is clicked', async () => {
  const talk = new Conversation();
  const body = 'Select "Blue" from "Colour"';

  expect(await talk.turn('e1 combobox "Colour" collapsed', body)).toBe('click e1');
  expect(await talk.turn('e1 combobox "Colour" expanded\ne2 listbox "Colours"\n  e3 option "Blue"', body)).toBe(
    'click e3 · step_done',
  );
});
