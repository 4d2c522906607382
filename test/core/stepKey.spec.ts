import { expect, test } from '@playwright/test';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import { stepKey } from '../../src/core/stepKey.ts';
import { unroll } from '../../src/core/scenario.ts';

const at = (line: number) => ({ file: '/a.yaml', line, column: 1 });
const prose = (text: string, id = '1', line = 1): ScenarioStep => ({
  id,
  location: at(line),
  title: text,
  optional: false,
  kind: 'prose',
  text,
});
const repeat = (times: number, steps: ScenarioStep[]): ScenarioStep => ({
  id: '2',
  location: at(9),
  title: 'repeat',
  optional: false,
  kind: 'repeat',
  times,
  as: 'n',
  steps,
});

test('a step keeps its key when it moves', () => {
  expect(stepKey(prose('Log in', '7', 40))).toBe(stepKey(prose('Log in')));
  expect(stepKey(repeat(2, [prose('x', '2.1', 3)]))).toBe(stepKey(repeat(2, [prose('x', '5.1', 30)])));
});

test('a step gets another key when its wording or kind changes', () => {
  const key = stepKey(prose('Log in'));

  expect(stepKey(prose('Log out'))).not.toBe(key);
  expect(stepKey({ ...prose('Log in'), optional: true })).toBe(key);
  expect(stepKey({ ...prose('Log in'), kind: 'goal' } as ScenarioStep)).not.toBe(key);
  expect(stepKey(repeat(2, [prose('x')]))).not.toBe(stepKey(repeat(2, [prose('y')])));
  expect(stepKey(repeat(2, [prose('x')]))).not.toBe(stepKey(repeat(3, [prose('x')])));
});

test('a repeat is its steps, round by round, each with its number', () => {
  const inner = repeat(2, [{ ...prose('deep'), id: '2.1.1' }]);
  const rounds = unroll([
    prose('first'),
    repeat(2, [{ ...prose('a'), id: '2.1' }, { ...inner, id: '2.2', as: 'm' } as ScenarioStep]),
  ]);

  expect(rounds.map(({ id, loop }) => [id, loop])).toEqual([
    ['1', {}],
    ['2[1].1', { n: '1' }],
    ['2[1].2[1].1', { n: '1', m: '1' }],
    ['2[1].2[2].1', { n: '1', m: '2' }],
    ['2[2].1', { n: '2' }],
    ['2[2].2[1].1', { n: '2', m: '1' }],
    ['2[2].2[2].1', { n: '2', m: '2' }],
  ]);
});
