import { expect, test } from '@playwright/test';
import type { Event } from '../../src/journal/event.ts';
import { FailedTarget } from '../../src/runner/failedTarget.ts';

const called = (input: unknown): Event => ({
  type: 'tool-call',
  turn: 1,
  index: 0,
  stepId: '1',
  name: 'verify_text',
  arguments: typeof input === 'string' ? input : JSON.stringify(input),
});

const answered = (result: Extract<Event, { type: 'tool-result' }>['result']): Event => ({
  type: 'tool-result',
  turn: 1,
  index: 0,
  result,
  durationMs: 1,
});

function heard(...events: Event[]): string | undefined {
  const failed = new FailedTarget();
  for (const event of events) failed.hear(event);
  return failed.locator;
}

const no = { ok: false, text: 'no' };

test('of a verify that was false it is what it was said of', () => {
  expect(heard(called({ ref: 'e1' }), answered({ ...no, target: { locator: `getByRole('main')` } }))).toBe(
    `getByRole('main')`,
  );
});

test('of a replayed call it is the target that was recorded', () => {
  expect(heard(called({ kind: 'click', target: { locator: `getByText('Pay')` } }), answered(no))).toBe(
    `getByText('Pay')`,
  );
});

test('a call of the model that names no locator, or is no JSON, leaves nothing to mark', () => {
  expect(heard(called({ ref: 'e1' }), answered(no))).toBeUndefined();
  expect(heard(called('{'), answered(no))).toBeUndefined();
});

test('what was acted on afterwards makes it pass; a remark, or a call that was not run, does not', () => {
  const failed = [called({ kind: 'click', target: { locator: `getByText('Pay')` } }), answered(no)];

  expect(heard(...failed, answered({ ok: true, text: '', action: { kind: 'history', to: 'reload' } }))).toBeUndefined();
  expect(heard(...failed, answered({ ok: true, text: 'the run is over' }))).toBe(`getByText('Pay')`);
  expect(heard(...failed, answered({ ...no, notRun: true }))).toBe(`getByText('Pay')`);
});
