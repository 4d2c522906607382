import { expect, test } from '@playwright/test';
import type { Action } from '../../src/core/action.ts';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import { renderTrial } from '../../src/codegen/spec.ts';
import { trialOf } from '../../src/codegen/trial.ts';
import { click, runByHand, the, typed, verified } from '../support/runByHand.ts';
import { scenario } from '../report/story.ts';

const shows = (text: string) => verified({ check: 'text', text, exact: false });
const go = click(the('button', 'Go'));

/** Scenario steps from what was done in them: `expect`, `still`, or anything else. */
function runOfSteps(...done: { kind: 'do' | 'expect' | 'still' | 'optional'; actions: Action[] }[]) {
  const steps = done.map(({ kind }, index): ScenarioStep => {
    const id = String(index + 1);
    const step = {
      id,
      location: { file: '/a.yaml', line: index + 1, column: 1 },
      title: id,
      optional: kind === 'optional',
    };
    return kind === 'expect' || kind === 'still'
      ? { ...step, kind: 'expect', text: id, still: kind === 'still' }
      : { ...step, kind: 'prose', text: id };
  });
  return runByHand(scenario(steps), Object.fromEntries(done.map(({ actions }, index) => [String(index + 1), actions])));
}

/** What is tried, as `step:index before the action`. */
function tried(...done: Parameters<typeof runOfSteps>): string[] {
  const trial = trialOf(runOfSteps(...done));
  return [...(trial?.before ?? [])].flatMap(([action, verifies]) =>
    verifies.map(({ number }) => {
      const at = trial?.tried[number];
      return `${at?.stepId}:${at?.index} before ${action.kind}`;
    }),
  );
}

test('an assertion is tried before the first action since the expectation that came before it', () => {
  expect(
    tried(
      { kind: 'do', actions: [typed('a'), go] },
      { kind: 'expect', actions: [shows('one'), shows('two')] },
      { kind: 'do', actions: [click(the('link', 'On'))] },
      { kind: 'expect', actions: [shows('three')] },
    ),
  ).toEqual(['2:0 before type', '2:1 before type', '4:0 before click']);
});

test('what was there already, is meant to hold still, or comes before any action is not tried', () => {
  expect(
    tried(
      { kind: 'expect', actions: [shows('one')] },
      { kind: 'do', actions: [go] },
      { kind: 'expect', actions: [verified({ check: 'text', text: 'x', exact: false }, 'before')] },
      { kind: 'still', actions: [shows('one')] },
    ),
  ).toEqual([]);
});

test('looking on brings nothing about, and what may not come is no place to try anything', () => {
  const scroll: Action = { kind: 'scroll', dx: 0, dy: 100 };
  expect(
    tried(
      { kind: 'do', actions: [go] },
      { kind: 'expect', actions: [shows('one')] },
      { kind: 'do', actions: [scroll, { kind: 'wait', for: { text: 'two' } }] },
      { kind: 'expect', actions: [shows('two')] },
      { kind: 'optional', actions: [go] },
      { kind: 'do', actions: [typed('x')] },
      { kind: 'expect', actions: [shows('three')] },
    ),
  ).toEqual(['2:0 before click', '4:0 before click', '7:0 before type']);
});

test('a file, another tab and a value that was read meanwhile are not tried', () => {
  const read: Action = { kind: 'extract', name: 'total', value: '3', target: the('cell', 'Total') };
  expect(
    tried(
      { kind: 'do', actions: [go, read] },
      { kind: 'expect', actions: [shows('{{total}}'), verified({ check: 'download', name: 'a.csv' })] },
      { kind: 'do', actions: [click(the('link', 'New'), { opens: true })] },
      { kind: 'expect', actions: [shows('there')] },
    ),
  ).toEqual([]);
});

test('an assertion of the next round is tried with the number of that round', () => {
  const step = (id: string) => ({ id, location: { file: '/a.yaml', line: 1, column: 1 }, title: id, optional: false });
  const repeat: ScenarioStep = {
    ...step('1'),
    kind: 'repeat',
    times: 2,
    as: 'page',
    steps: [
      { ...step('1.1'), kind: 'expect', text: 'page', still: false },
      { ...step('1.2'), kind: 'prose', text: 'next' },
    ],
  };
  const round = { '1': [shows('Page {{page}}')], '2': [go] };
  const run = runByHand(scenario([repeat]), {
    '1[1].1': round['1'],
    '1[1].2': round['2'],
    '1[2].1': round['1'],
    '1[2].2': round['2'],
  });
  const trial = trialOf(run);
  if (!trial) throw new Error('nothing is tried');

  const tries = renderTrial(run, trial, { uploads: {} })
    .split('\n')
    .filter((line) => line.includes('await tried('));

  expect(tries).toEqual([expect.stringContaining("getByText('Page 2')")]);
});

test('the trial is the spec with a line before the action, which leaves a note and lets the spec go on', () => {
  const run = runOfSteps({ kind: 'do', actions: [go] }, { kind: 'expect', actions: [shows('Done')] });
  const trial = trialOf(run);
  if (!trial) throw new Error('nothing is tried');

  const lines = renderTrial(run, trial, { uploads: {} }).split('\n');

  const at = lines.findIndex((line) => line.includes("getByRole('button', { name: 'Go' }).click()"));
  expect(lines[at - 1]?.trim()).toBe(
    "await tried(0, () => now(page.getByText('Done').filter({ visible: true }).first()).toBeVisible());",
  );
  expect(lines.filter((line) => line.includes("await expect(page.getByText('Done')"))).toHaveLength(1);
});
