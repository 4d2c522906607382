import { expect, test } from '@playwright/test';
import { describeEvent, newProgress } from '../../src/report/describeEvent.ts';
import { describeOutcome } from '../../src/report/describeOutcome.ts';
import { ansiPaint, noPaint, type Paint } from '../../src/report/paint.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const STEPS = [prose('1', 'Log in as {{user}}'), expectation('2', 'expect the dashboard')];
const click = { kind: 'click', target: { name: 'Log in' }, button: 'left', count: 1, modifiers: [] } as const;
const visible = { kind: 'verify', check: 'visible-text', text: 'Hello', held: 'after', found: 'Hello' } as const;

function printed(story: Story, paint: Paint = noPaint): string[] {
  const progress = newProgress();
  return story.events.flatMap((event) => describeEvent(event, progress, paint) ?? []);
}

test('progress is one plain line for each step, action, verify, fault, drift and the end', () => {
  const story = new Story(STEPS, { scenario: { vars: { user: 'alice' } } })
    .turn('1')
    .reply()
    .act('click', { ref: 'e1' }, { ...click, modifiers: [] })
    .call('click', { ref: 'e9' }, { ok: false, notRun: true, text: 'not run: the page changed' })
    .call('click', { ref: 'e7' }, { ok: false, text: 'expected an element e7, found none' })
    .done('1')
    .emit({ type: 'drift-found', stepId: '2', message: 'the heading is gone', candidates: [] })
    .turn('2')
    .call('verify_text', { text: 'Hi' }, { ok: false, text: 'false', expected: 'Hi', found: 'Hello' })
    .act('verify_text', { text: 'Hello' }, visible)
    .fault({ type: 'console-error', text: 'boom' })
    .done('2')
    .end(PASSED, 'healed', 3200)
    .emit({ type: 'spec-proved', file: 'x', runs: 1, passed: 1, vacuous: [] });

  expect(printed(story)).toEqual([
    '▶ Buy the cheapest lamp · builtin',
    '  1 Log in as alice',
    '    ✓ click "Log in"',
    '    ✗ click e7: expected an element e7, found none',
    '    ~ drift: the heading is gone',
    '  2 expect the dashboard',
    '    ✗ verify text "Hi": expected Hi, found Hello',
    '    ✓ verify text "Hello" is visible',
    '    ! console-error: boom',
    '✓ passed · 3.2 s · healed',
    '✓ spec verified · 1 of 1 runs passed',
  ]);
});

test('an action is told with the values that it names; a secret stays a name', () => {
  const type = { kind: 'type', text: '{{user}}:{{secret:password}}', clear: true, submit: false } as const;
  const story = new Story(STEPS, { scenario: { vars: { user: 'alice' } } }).turn('1').act('type', {}, type);

  expect(printed(story).at(-1)).toBe('    ✓ type "alice:{{secret:password}}"');
});

test('a step that a batch enters in the middle of a turn gets its line', () => {
  const story = new Story(STEPS)
    .turn('1')
    .act('click', {}, { ...click, modifiers: [] })
    .act('verify_text', {}, visible, { stepId: '2' });

  expect(printed(story).slice(1)).toEqual([
    '  1 Log in as {{user}}',
    '    ✓ click "Log in"',
    '  2 expect the dashboard',
    '    ✓ verify text "Hello" is visible',
  ]);
});

test('the end tells what a model cost, and that a price is unknown', () => {
  const end = (usd: number | null) =>
    printed(new Story(STEPS, { model: 'k' }).turn('1').reply({ model: 'k', usd }).end(PASSED)).at(-1);

  expect(end(0.0123)).toBe('✓ passed · 8.4 s · driven · $0.0123');
  expect(end(null)).toBe('✓ passed · 8.4 s · driven · price unknown');
});

test('page text never moves the cursor, ends a line or begins one', () => {
  const evil = '\r\n::error::x\u001b[2J\u001b]52;c;AA\u0007';
  const story = new Story([prose('1', evil)], { scenario: { name: evil }, model: evil })
    .turn('1')
    .call(evil, evil, { ok: false, text: evil, expected: evil, found: evil })
    .fault({ type: 'page-error', text: evil })
    .emit({ type: 'drift-found', stepId: '1', message: evil, candidates: [evil] })
    .end({ status: 'errored', reason: 'internal.bug', message: evil });

  const lines = [...printed(story), ...describeOutcome(summaryOf(story.run()), { report: `/r/${evil}` })];

  for (const line of lines) {
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
    expect(line).not.toMatch(/^\s*(::|##)/);
  }
});

test('colours come from the paint that was given', () => {
  const story = new Story(STEPS).end(PASSED);

  expect(printed(story, ansiPaint).at(-1)).toContain('\u001b[32m✓ passed\u001b[39m');
});

test('the closing block of a failure says where, what was expected and what was found', () => {
  const story = new Story(STEPS).turn('2').end({
    status: 'failed',
    reason: 'app.expectation',
    message: 'The dashboard does not greet Alice.',
    expected: 'Hello, Alice',
    found: 'Hello',
    stepId: '2',
  });

  const lines = describeOutcome(
    summaryOf(story.run()),
    { report: '/project/reports/x/index.html' },
    noPaint,
    '/project',
  );

  expect(lines).toEqual([
    '✗ failed Buy the cheapest lamp · 8.4 s · driven · 0 actions',
    '  why       The dashboard does not greet Alice.',
    '  reason    app.expectation',
    '  step      2 expect the dashboard',
    '  expected  Hello, Alice',
    '  found     Hello',
    '  at        scenarios/lamp.yaml:8:5',
    '  report    reports/x/index.html',
  ]);
});

test('the closing block of a pass names report and spec, and whether the spec is proved', () => {
  const story = new Story(STEPS).end(PASSED).emit({ type: 'spec-proved', file: 'x', runs: 1, passed: 1, vacuous: [] });

  const lines = describeOutcome(summaryOf(story.run()), { report: '/r/index.html', spec: '/r/lamp.spec.ts' });

  expect(lines.slice(1)).toEqual(['  report    /r/index.html', '  spec      /r/lamp.spec.ts (verified)']);
});

test('a pass whose spec failed says so', () => {
  const story = new Story(STEPS).end(PASSED).emit({ type: 'spec-proved', file: 'x', runs: 2, passed: 1, vacuous: [] });

  expect(describeOutcome(summaryOf(story.run()), {})[1]).toContain('could not be proved');
});
