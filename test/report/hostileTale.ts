/** A run in which one text stands wherever a page, a model, a scenario or a torn journal can put one. */
import type { Target } from '../../src/core/action.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

export function tale(text: string, how: 'failed' | 'unproved' | 'errored' = 'failed'): Story {
  const target: Target = {
    locator: `getByRole('button', { name: ${JSON.stringify(text)} })`,
    role: text,
    name: text,
    fragile: text,
    box: { x: 10, y: 10, width: 100, height: 20 },
  };
  const verify = { kind: 'verify', check: 'text', text, target, exact: false, held: 'before', found: text } as const;
  const story = new Story([prose('1', text), expectation('2', text)], {
    model: text,
    id: text,
    startedAt: text,
    warnings: [text],
    scenario: { name: text, file: `/project/${text}.yaml`, vars: { v: text } },
  })
    .turn('1', {
      url: text,
      title: text,
      viewport: { width: 800, height: 600 },
      screenshot: { id: text, width: 800, height: 600 },
      elements: text,
      since: [text],
      settleMs: 1,
    })
    .reply({ model: text, text, reasoning: text, notes: [text] })
    .emit({ type: 'model-retry', turn: 1, reason: 'model.overloaded', delayMs: 1, message: text })
    .act(text, text, { kind: 'type', target, text, clear: true, submit: false })
    .call(text, text, { ok: false, text, expected: text, found: text })
    .call('click', { ref: text }, { ok: false, text })
    .done('1', text, true)
    .turn('2')
    .act('verify_text', { text }, verify)
    .fault({ type: 'page-error', text, url: text })
    .emit({ type: 'drift-found', stepId: '2', message: text, candidates: [text] })
    .emit({ type: 'drift-found', stepId: text, message: text, candidates: [], found: text })
    .emit({ type: 'step-healed', stepId: text, how: 'planner', before: [text], after: [text, text] })
    .emit({ type: 'value-learned', name: text, value: text })
    .emit({ type: 'screenshot-taken', turn: 2, why: 'failure', screenshot: { id: text, width: 800, height: 600 } });
  const said = { message: text, expected: text, found: text };
  if (how === 'failed') story.end({ status: 'failed', reason: 'app.expectation', ...said, stepId: '2' });
  else if (how === 'errored') story.end({ status: 'errored', reason: 'browser.stuck', ...said });
  else story.done('2', text).end(PASSED, 'healed');
  return story.emit({
    type: 'spec-proved',
    file: text,
    runs: 2,
    passed: 1,
    message: `Error: ${text}\n${text}\n  ${text}`,
    vacuous: [{ stepId: '2', index: 0 }],
  });
}
