import { expect, type Page } from '@playwright/test';
import { LOGIN } from './demoPages.ts';
import { shopStory, SPEC } from './demoRun.ts';
import { test } from './reportPage.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const verdict = (page: Page) => page.getByRole('region', { name: 'Buy the cheapest lamp' });
const turn = (page: Page, number: number) => page.locator(`#turn-${number}`);

test('a failed run opens with the sentence, expected against found, the step and its line, and the picture of that moment', async ({
  page,
  camera,
  show,
}) => {
  await show(await shopStory(camera, 'failed'));

  const top = verdict(page);
  await expect(top).toContainText('Failed');
  await expect(top).toContainText('the cart shows € 49.00 for one Paper globe');
  await expect(top.locator('.expected')).toHaveText('€ 24.50');
  await expect(top.locator('.found')).toHaveText('€ 49.00');
  await expect(top).toContainText('At step 4');
  await expect(top).toContainText('lamp.yaml:10');
  await expect(top.getByRole('img', { name: 'The page when the run ended, the place marked' })).toBeInViewport();
  await expect(top.locator('.mark.failed')).toHaveCount(1);
});

test('at the top that place is marked which was measured at the end', async ({ page, camera, show }) => {
  const shot = await camera.shot();
  const place = { x: 320, y: 180, width: 640, height: 360 };
  await show(
    new Story([prose('1', 'Pay')])
      .turn('1')
      .emit({ type: 'screenshot-taken', turn: 0, why: 'failure', screenshot: shot, place })
      .end({ status: 'failed', reason: 'app.action', message: 'It is covered.', stepId: '1' }),
  );

  const frame = verdict(page).locator('.mark.failed .frame');
  await expect(frame).toHaveAttribute('x', '24.53%');
  await expect(frame).toHaveAttribute('width', '50.94%');
  await expect(verdict(page)).toContainText('app.action');
});

test('a run that was stopped says what was tried last, and that it says nothing about the application', async ({
  page,
  show,
}) => {
  await show(
    new Story([prose('1', 'Pay')])
      .turn('1')
      .call('click', { x: 0.5, y: 0.5 }, { ok: false, text: 'nothing at this point can be clicked' })
      .end({ status: 'stopped', reason: 'limit.turns', message: 'The limit of 1 turn was reached.' }),
  );

  await expect(verdict(page)).toContainText('Last: click the point 0.5, 0.5: nothing at this point can be clicked');
  await expect(verdict(page)).toContainText('before its end, which says nothing about the application');
});

test('what was expected and found is not told twice', async ({ page, show }) => {
  const message = 'expect text "1 item": expected the text "1 item" on the page, found no such text';
  const facts = { expected: 'the text "1 item" on the page', found: 'no such text' };
  await show(
    new Story([prose('1', 'Pay')]).turn('1').end({ status: 'failed', reason: 'app.regression', message, ...facts }),
  );

  await expect(verdict(page).locator('.sentence')).toHaveText('Not as expected: expect text "1 item"');
  await expect(verdict(page)).toContainText('It held when it was recorded.');
});

test('a mark lies where the target was', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  const marks = turn(page, 1).locator('.mark');
  const image = await turn(page, 1).locator('img').boundingBox();
  const frame = await marks.nth(2).locator('.frame').boundingBox();
  if (!image || !frame) throw new Error('no picture, or no mark on it');

  // The button of the login page as it was photographed, at 1280 x 720.
  const scale = image.width / 1280;
  await page.goto('about:blank');
  await page.setContent(LOGIN);
  const button = await page.getByRole('button').boundingBox();
  if (!button) throw new Error('no button on the login page');
  expect(Math.abs(frame.x - image.x - button.x * scale)).toBeLessThan(2.5);
  expect(Math.abs(frame.y - image.y - button.y * scale)).toBeLessThan(2.5);
  expect(Math.abs(frame.width - button.width * scale)).toBeLessThan(4);
  expect(Math.abs(frame.height - button.height * scale)).toBeLessThan(4);
});

test('several marks of one turn bear the numbers of their calls, and only a click has a pointer', async ({
  page,
  camera,
  show,
}) => {
  await show(await shopStory(camera, 'failed'));

  await expect(turn(page, 1).locator('.label text')).toHaveText(['1', '2', '3']);
  await expect(turn(page, 1).locator('.calls .count')).toHaveText(['1', '2', '3']);
  await expect(turn(page, 1).locator('.pointer')).toHaveCount(1);
  await expect(turn(page, 3).locator('.label')).toHaveCount(0);
});

test('a call that was refused is marked where its ref stood in the element list', async ({ page, camera, show }) => {
  await page.setContent('<button>Save</button>');
  const seen = await camera.see('/', ['e1 button "Save" (0.250, 0.750)']);
  await show(
    new Story([prose('1', 'Save')])
      .turn('1', seen)
      .call('click', { ref: 'e1' }, { ok: false, text: 'covered by a dialog' })
      .end({ status: 'stopped', reason: 'limit.repeats', message: 'No progress' }),
  );

  const pointer = turn(page, 1).locator('.mark.failed .pointer');
  await expect(pointer).toHaveAttribute('x', '25.00%');
  await expect(pointer).toHaveAttribute('y', '75.00%');
});

test('a turn tells what the model said and reasoned, its calls with inputs and results, time, tokens and dollars', async ({
  page,
  camera,
  show,
}) => {
  await show(await shopStory(camera, 'failed'));

  const second = turn(page, 2);
  await expect(second.locator('.said')).toHaveText(
    'The catalogue greets Alice. The cheapest lamp is the Paper globe at € 24.50.',
  );
  await expect(second.getByText('Prices: 89.00')).toBeHidden();
  await second.getByText('Reasoning').click();
  await expect(second.getByText('Prices: 89.00')).toBeVisible();
  await expect(second.locator('.call')).toHaveText([
    /verify text "Hello, Alice".*found Hello, Alice/s,
    /click "Add to cart".*getByRole\('listitem'.*164 ms/s,
    /click \{"ref":"e31"\}.*not run/s,
  ]);
  await expect(second.locator('.meta')).toContainText('model 2.3 s');
  await expect(second.locator('.meta')).toContainText('4,970 in (3,584 cached) · 172 out');
  await expect(second.locator('.meta')).toContainText('$0.0012');
  await expect(second).toContainText('navigated to /catalogue');
  await second.getByText('Element list as sent').click();
  await expect(second.getByText('e13 button "Add to cart"')).toBeVisible();
});

test('an expectation shows its evidence: locator, what was found, in which turn', async ({ page, camera, show }) => {
  await show(await shopStory(camera, 'failed'));

  const [held, broken] = [page.locator('.proof').nth(0), page.locator('.proof').nth(1)];
  await expect(held).toContainText(`getByRole('banner').getByText('Hello, Alice')`);
  await expect(held).toContainText('found Hello, Alice');
  await expect(held.getByRole('link', { name: 'turn 2' })).toHaveAttribute('href', '#turn-2');
  await expect(broken.locator('.against')).toContainText('€ 49.00');
});

test('a verify that held before its actions is marked vacuous, unless the scenario says still', async ({
  page,
  show,
}) => {
  const before = { kind: 'verify', check: 'visible-text', text: 'x', held: 'before', found: 'x' } as const;
  await show(
    new Story([expectation('1', 'expect x'), expectation('2', 'still x', true)])
      .turn('1')
      .act('verify_text', {}, before)
      .done('1')
      .turn('2')
      .act('verify_text', {}, before)
      .done('2')
      .end(PASSED),
  );

  await expect(page.locator('.proof').nth(0).getByText('vacuous')).toBeVisible();
  await expect(page.locator('.proof').nth(1).getByText('vacuous')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Warnings' })).toContainText('Step 1 is vacuous');
});

test('a run that passed says who planned it, whether its spec is proved, and no cost where no model was called', async ({
  page,
  camera,
  show,
}) => {
  const story = (await shopStory(camera, 'passed', 'builtin')).emit({
    type: 'spec-proved',
    file: 'lamp.spec.ts',
    runs: 2,
    passed: 2,
    vacuous: [],
  });
  await show(story, { spec: SPEC, specFile: '/project/reports/run/lamp.spec.ts' });

  await expect(verdict(page)).toContainText('All 4 steps were done and all 2 expectations held.');
  await expect(page.locator('.badges')).toHaveText(/driven by builtin rules, no AI model\s*spec verified/);
  await expect(page.locator('.facts dt')).toHaveText(['Duration', 'Steps done', 'Turns', 'Actions', 'Model calls']);
  await expect(page.getByText('Verified: 2 of 2 runs of the spec passed')).toBeVisible();
  await expect(page.locator('#spec-code')).toHaveText(SPEC, { useInnerText: true });
});

test('an opinion is labelled as one, with the reason that the model gave', async ({ page, show }) => {
  const story = new Story([expectation('1', 'expect the chart looks right')])
    .turn('1')
    .act('judge', {}, { kind: 'opinion', claim: 'the chart rises', holds: true, reason: 'the line goes up' })
    .done('1')
    .end(PASSED);
  await show(story);

  const proof = page.locator('.proof').first();
  await expect(proof.getByText('opinion', { exact: true })).toBeVisible();
  await expect(proof).toContainText('the line goes up');
});

test('a model without a price is told as such', async ({ page, show }) => {
  await show(new Story([prose('1', 'x')], { model: 'k' }).turn('1').reply({ model: 'k' }).end(PASSED));

  await expect(page.locator('.facts')).toContainText('price unknown');
});

test('the spec can be copied', async ({ page, camera, show, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await show(await shopStory(camera, 'passed'), { spec: SPEC });

  await page.getByRole('button', { name: 'Copy' }).click();

  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(SPEC);
});

test('a run that died says at which turn, and which call is in doubt', async ({ page, show }) => {
  await show(new Story([prose('1', 'Pay')]).turn('1').reply().call('click', { ref: 'e1' }));

  await expect(page.getByText('This run ended without an outcome (it died at turn 1).')).toBeVisible();
  await expect(turn(page, 1).locator('.call.doubt')).toContainText('in doubt');
  await expect(page.locator('.outline')).toContainText('the run ended here · turn 1');
});

test('a healed run shows the drift, what stood near, and the diff of its recording', async ({ page, show }) => {
  const story = new Story([prose('1', 'Log in')])
    .emit({ type: 'drift-found', stepId: '1', message: 'no button "Log in"', candidates: ['button "Sign in"'] })
    .turn('1')
    .done('1')
    .emit({
      type: 'step-healed',
      stepId: '1',
      how: 'planner',
      before: ['same line', 'old line'],
      after: ['same line', 'new line'],
    })
    .end(PASSED, 'healed');
  await show(story);

  const drift = page.getByRole('region', { name: /^Drift/ });
  await expect(drift).toContainText('no button "Log in"');
  await expect(drift).toContainText('button "Sign in"');
  await expect(drift.locator('.added')).toHaveText('+ new line');
  await expect(drift.locator('.removed')).toHaveText('- old line');
});
