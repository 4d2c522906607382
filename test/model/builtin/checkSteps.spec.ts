import { expect, test } from '@playwright/test';
import type { ScenarioStep } from '../../../src/core/scenario.ts';
import { checkSteps } from '../../../src/model/builtin/checkSteps.ts';

const location = (line: number) => ({ file: '/s/x.yaml', line, column: 5 });
const base = (id: string, title: string) => ({ id, title, location: location(Number(id.at(0))), optional: false });

test('names every step that is not understood, with its place and a wording that is', () => {
  const steps: ScenarioStep[] = [
    { ...base('1', 'a'), kind: 'prose', text: 'Click "Save"' },
    { ...base('2', 'b'), kind: 'prose', text: 'Click "Save" and add the cheapest lamp to the cart' },
    { ...base('3', 'c'), kind: 'expect', still: false, text: 'everything is fine' },
    {
      ...base('4', 'd'),
      kind: 'repeat',
      times: 2,
      as: 'page',
      steps: [{ ...base('4.1', 'e'), kind: 'prose', text: 'Click page {{page}} somehow or other' }],
    },
  ];

  const problems = checkSteps(steps);

  expect(problems.map(({ stepId, clause }) => [stepId, clause])).toEqual([
    ['2', 'add the cheapest lamp to the cart'],
    ['3', 'everything is fine'],
    ['4.1', 'Click page {{page}} somehow or other'],
  ]);
  expect(problems[0]?.location).toEqual(location(2));
  expect(problems[0]?.message).toContain('Nearest wording: Add "Desk lamp Otto" to the cart');
  expect(problems[0]?.message).toContain('set a key for a real model');
});

test('typed steps and typed expectations are always understood', () => {
  const steps: ScenarioStep[] = [
    { ...base('1', 'a'), kind: 'typed', step: { act: 'press', keys: 'Enter' } },
    { ...base('2', 'b'), kind: 'expect-typed', still: true, expectation: { verify: 'text', text: 'x' } },
    { ...base('3', 'c'), kind: 'extract', values: { total: 'the order total' } },
  ];

  expect(checkSteps(steps)).toEqual([]);
});
