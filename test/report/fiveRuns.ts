/** A run for each way to end, with pictures of a real page. */
import type { Camera } from './camera.ts';
import { CATALOGUE, LOGIN } from './demoPages.ts';
import { click, shopStory, STEPS } from './demoRun.ts';
import { PASSED, Story } from './story.ts';

export const ENDINGS = ['passed', 'failed', 'healed', 'stopped', 'errored'] as const;
export type Ending = (typeof ENDINGS)[number];

export async function runThat(ending: Ending, camera: Camera): Promise<Story> {
  switch (ending) {
    case 'passed':
      return (await shopStory(camera, 'passed')).emit({
        type: 'spec-proved',
        file: 'lamp.spec.ts',
        runs: 1,
        passed: 1,
        vacuous: [],
      });
    case 'failed':
      return shopStory(camera, 'failed');
    case 'healed':
      return healed(camera);
    case 'stopped':
      return stopped(camera);
    case 'errored':
      return errored(camera);
  }
}

async function healed(camera: Camera): Promise<Story> {
  await camera.page.setContent(LOGIN);
  const button = await camera.aim(
    camera.page.getByRole('button'),
    `getByRole('button', { name: 'Log in' })`,
    'button',
    'Log in',
  );
  const recorded = click({ locator: `getByRole('button', { name: 'Enter' })` });
  return new Story(STEPS.slice(0, 2), { model: 'kimi-k2.5' })
    .turn('1', undefined, true)
    .call('click', recorded, {
      ok: false,
      text: "expected one element by getByRole('button', { name: 'Enter' }), found none",
    })
    .emit({
      type: 'drift-found',
      stepId: '1',
      message: 'click "Enter": expected one element, found none',
      candidates: ['button "Log in"', 'link "Log in"'],
    })
    .turn('1', await camera.see('/login', ['e6 button "Log in" (0.075, 0.508)']))
    .reply({ model: 'kimi-k2.5', text: 'The button is called “Log in” now.', usd: 0.0014 })
    .act('click', { ref: 'e6' }, click(button))
    .done('1', 'Logged in.')
    .emit({
      type: 'step-healed',
      stepId: '1',
      how: 'planner',
      before: [`type "alice" into getByRole('textbox')`, `click getByRole('button', { name: 'Enter' })`],
      after: [`type "alice" into getByRole('textbox')`, `click getByRole('button', { name: 'Log in' })`],
    })
    .turn('2', undefined, true)
    .act(
      'verify_text',
      { kind: 'verify', check: 'visible-text', text: 'Hello, Alice' },
      { kind: 'verify', check: 'visible-text', text: 'Hello, Alice', held: 'after', found: 'Hello, Alice' },
    )
    .done('2', 'replayed')
    .emit({ type: 'screenshot-taken', turn: 0, why: 'end', screenshot: await camera.shot() })
    .end(PASSED, 'healed');
}

async function stopped(camera: Camera): Promise<Story> {
  await camera.page.setContent(CATALOGUE);
  const story = new Story(STEPS, { model: 'kimi-k2.5' });
  for (let turn = 1; turn <= 4; turn++)
    story
      .turn('1', await camera.see('/catalogue', ['e10 button "Add to cart" (0.10, 0.61)'], ['nothing changed']))
      .reply({
        model: 'kimi-k2.5',
        text: 'I look for the log-in form.',
        reasoning: 'It must be somewhere.',
        usd: 0.002,
      })
      .call('click', { x: 0.3 + turn / 10, y: 0.5 }, { ok: false, text: 'nothing at this point can be clicked' });
  return story.emit({ type: 'screenshot-taken', turn: 0, why: 'failure', screenshot: await camera.shot() }).end({
    status: 'stopped',
    reason: 'limit.turns',
    message: 'The limit of 4 turns was reached before step 1 was done.',
    stepId: '1',
  });
}

async function errored(camera: Camera): Promise<Story> {
  await camera.page.setContent(LOGIN);
  return new Story(STEPS, { model: 'kimi-k2.5' })
    .turn('1', await camera.see('/login', ['e6 button "Log in" (0.075, 0.508)']))
    .emit({ type: 'model-retry', turn: 1, reason: 'model.overloaded', delayMs: 2000, message: 'HTTP 503' })
    .emit({
      type: 'model-failure',
      turn: 1,
      planner: 'kimi-k2.5',
      reason: 'model.key',
      usage: { prompt: 0, cached: 0, completion: 0 },
      durationMs: 2410,
      notes: [],
    })
    .emit({ type: 'screenshot-taken', turn: 0, why: 'failure', screenshot: await camera.shot() })
    .end({
      status: 'errored',
      reason: 'model.key',
      message: 'the host refused the key (HTTP 401): set MOONSHOT_API_KEY to a key that is valid there',
      stepId: '1',
    });
}
