/** What a run cost, and what of it came to nothing: in the report, in the closing block, in `results.json`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { PNG } from 'pngjs';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import type { Event } from '../../src/journal/event.ts';
import { describeOutcome } from '../../src/report/describeOutcome.ts';
import { resultsOf } from '../../src/report/results.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { LOGIN } from './demoPages.ts';
import { test } from './reportPage.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const STEPS = [prose('1', 'Log in'), expectation('2', 'expect the dashboard')];
const usage = { prompt: 6400, cached: 2800, completion: 190 };
const failure: Event = {
  type: 'model-failure',
  turn: 2,
  planner: 'kimi-k2.5',
  reason: 'model.overloaded',
  usage,
  usd: 0.003,
  durationMs: 61_000,
  notes: ['retry 1 in 0.6 s: 429 engine overloaded'],
};
const retry: Event = {
  type: 'model-retry',
  turn: 2,
  reason: 'model.overloaded',
  delayMs: 600,
  message: '429 engine overloaded',
};
const OVERLOADED = { status: 'errored', reason: 'model.overloaded', message: 'The host is too busy.' } as const;

function asked(): Story {
  return new Story(STEPS, { model: 'kimi-k2.5' }).turn('1').reply({ model: 'kimi-k2.5', text: 'I log in', usd: 0.25 });
}

test('an ask to which no reply came stands in its turn: why, what it met, what it cost', async ({ page, show }) => {
  await show(asked().turn('2').emit(retry).emit(failure).end(OVERLOADED, 'driven', 70_000));

  const turn = page.locator('#turn-2');
  await expect(turn.locator('.who')).toHaveText('kimi-k2.5: no reply');
  await expect(turn.locator('.meta')).toHaveText(/model 1 min 1 s.*6,400 in \(2,800 cached\) · 190 out.*\$0\.0030/);
  await expect(turn.locator('.no-reply')).toContainText('model.overloaded No reply came: The host is too busy.');
  await expect(turn.locator('.note')).toHaveText(['retry 1 in 0.6 s: 429 engine overloaded']);
  await expect(turn).toHaveClass(/unanswered/);
});

test('a turn without a reply says what ended it, and the retries that it was waiting for', async ({ page, show }) => {
  const story = asked().turn('2').emit(retry);

  await show(story);
  const died = page.locator('#turn-2');
  await expect(died.locator('.who')).toHaveText('no reply: the run died first');
  await expect(died.locator('.note')).toHaveText(['asked again after 600 ms: 429 engine overloaded']);

  await show(story.end({ status: 'stopped', reason: 'run.interrupted', message: 'interrupted' }));
  await expect(died.locator('.who')).toHaveText('no reply: the run ended first (run.interrupted)');
});

test('a reply that was thought about says so', async ({ page, show }) => {
  const story = asked();
  const instant = story.events.at(-1);
  if (instant?.type === 'model-reply') story.turn('2').emit({ ...instant, turn: 2, thinking: true });

  await show(story.end(PASSED));

  await expect(page.locator('#turn-1 .who')).toHaveText('kimi-k2.5');
  await expect(page.locator('#turn-2 .who')).toHaveText('kimi-k2.5, thought first');
});

test('the closing block has the bill: calls, tokens, dollars, seconds in the model and outside it', () => {
  const story = asked().turn('2').emit(failure).end(OVERLOADED, 'driven', 70_000);

  const lines = describeOutcome(summaryOf(story.run()), {});

  expect(lines[0]).toBe('✗ errored Buy the cheapest lamp · 1 min 10 s · driven · 0 actions');
  expect(lines.at(-1)).toBe(
    '  model     2 calls · 10,990 prompt (6,384 cached), 294 completion tokens · $0.25 · 1 min 3 s in the model, 6.8 s outside it',
  );
});

test('a price that is not known is not guessed, and a run that asked nobody has no bill', () => {
  const unknown = new Story(STEPS, { model: 'k' }).turn('1').reply({ model: 'k' }).end(PASSED);

  expect(describeOutcome(summaryOf(unknown.run()), {}).at(-1)).toContain('tokens · price unknown · 2.2 s in the model');
  expect(describeOutcome(summaryOf(new Story(STEPS).turn('1').reply().end(PASSED).run()), {})).toHaveLength(1);
});

test('results.json counts what came to nothing, in whole milliseconds', () => {
  const run = asked()
    .turn('2')
    .emit({ ...failure, durationMs: 61_000.7 })
    .end(OVERLOADED, 'driven', 70_000)
    .run();

  const [result] = resultsOf({ runs: [{ run }], notBegun: [], startedAt: '', exitCode: 4 }).runs;

  expect(result).toMatchObject({
    modelCalls: 2,
    tokens: { prompt: 10_990, cached: 6384, completion: 294 },
    usd: 0.253,
    modelMs: 63_231,
    overheadMs: 6769,
  });
});

const LOGO = { name: 'logo.png', id: 'aaaabbbbccccdddd', file: '/x/logo.png', mime: 'image/png' } as const;
const WITH_LOGO: ScenarioStep = { ...prose('1', 'Compare'), images: [{ ...LOGO, width: 60, height: 30 }] };

test("a step's pictures stand in the turn in which they went to the model, and load from the run's folder", async ({
  page,
  camera,
  dir,
  show,
}) => {
  await page.setContent(LOGIN);
  mkdirSync(join(dir, 'shots'), { recursive: true });
  writeFileSync(join(dir, 'shots/aaaabbbbccccdddd.png'), PNG.sync.write(new PNG({ width: 60, height: 30 })));
  const story = new Story([WITH_LOGO], { model: 'kimi-k2.5' })
    .turn('1', await camera.see('/', []), true)
    .turn('1', await camera.see('/', []))
    .reply({ model: 'kimi-k2.5', text: 'It is the same' })
    .turn('1', await camera.see('/', []))
    .reply({ model: 'kimi-k2.5', text: 'Done' });

  await show(story.end(PASSED));

  const picture = page.getByRole('img', { name: 'logo.png, a picture of the scenario' });
  await expect(page.locator('.brought')).toHaveCount(1);
  await expect(page.locator('#turn-2 .brought')).toContainText('A picture of the scenario, sent with the step');
  await expect(page.locator('#turn-2 .brought')).toContainText('60 × 30');
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(60);
});

test('pictures that nobody looked at are shown as such', async ({ page, show }) => {
  await show(new Story([WITH_LOGO]).turn('1').reply().end(PASSED));
  await expect(page.locator('#turn-1 .brought')).toContainText('not looked at: rules do not see');

  await show(new Story([WITH_LOGO]).turn('1', undefined, true).end(PASSED, 'replayed'));
  await expect(page.locator('#turn-1 .brought')).toContainText('not looked at: the step was replayed');
});
