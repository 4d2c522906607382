import { test, expect } from '@playwright/test';
import type { Action } from '../../src/core/action.ts';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import type { Event } from '../../src/journal/event.ts';
import { foldSteps, type FoldedStep } from '../../src/journal/fold.ts';
import { runOf } from '../../src/journal/run.ts';
import { prose, runStart, scenarioOf, stepBase } from '../support/runStart.ts';

const usage = { prompt: 100, cached: 40, completion: 10 };
const reply = (turn: number, planner: string, usd?: number): Event => ({
  type: 'model-reply',
  turn,
  planner,
  message: { role: 'assistant', text: '', reasoning: '', calls: [] },
  usage,
  ...(usd === undefined ? {} : { usd }),
  durationMs: 5,
  notes: [],
});
const click = (name: string): Action => ({
  kind: 'click',
  target: { locator: `getByRole('button', { name: '${name}' })` },
  button: 'left',
  count: 1,
  modifiers: [],
});
const turn = (number: number, stepId: string): Event => ({ type: 'turn-start', turn: number, stepId, replayed: false });
const did = (number: number, index: number, stepId: string, action: Action): Event[] => [
  { type: 'tool-call', turn: number, index, stepId, name: action.kind, arguments: '{}' },
  { type: 'tool-result', turn: number, index, result: { ok: true, text: '', action }, durationMs: 2 },
];

test('a run that died has no outcome, its last call is in doubt and everything before it is there', () => {
  const run = runOf(
    [
      runStart({ steps: ['One', 'Two'] }),
      turn(1, '1'),
      reply(1, 'scripted', 0.01),
      ...did(1, 0, '1', click('Save')),
      { type: 'tool-call', turn: 1, index: 1, stepId: '1', name: 'click', arguments: '{"ref":"e2"}' },
    ],
    '/reports/run-1',
  );

  expect(run.outcome).toBeUndefined();
  expect(run.turns[0]?.calls[1]).toEqual({ stepId: '1', name: 'click', arguments: '{"ref":"e2"}', durationMs: 0 });
  expect(run.steps.map(({ status, actions }) => [status, actions.length])).toEqual([
    ['open', 1],
    ['open', 0],
  ]);
  expect(run.totals).toMatchObject({ turns: 1, modelCalls: 1, actions: 1, usd: 0.01, usage });
});

test('rules cost nothing, and one call without a price leaves the whole without one', () => {
  const events = [
    runStart({ steps: ['One'] }),
    turn(1, '1'),
    reply(1, 'builtin', 0),
    turn(2, '1'),
    reply(2, 'scripted'),
  ];

  const run = runOf(events, '/reports/run-1');

  expect(run.totals).toMatchObject({ modelCalls: 1, usage });
  expect(run.totals.usd).toBeUndefined();
});

test('an action belongs to the step that was current when it ran, a failed call to none', () => {
  const run = runOf(
    [
      runStart({ steps: ['One', 'Two'] }),
      turn(1, '1'),
      ...did(1, 0, '1', click('A')),
      { type: 'step-end', stepId: '1', summary: 'done' },
      ...did(1, 1, '2', click('B')),
      { type: 'tool-call', turn: 1, index: 2, stepId: '2', name: 'click', arguments: '{}' },
      { type: 'tool-result', turn: 1, index: 2, result: { ok: false, text: 'no' }, durationMs: 1 },
    ],
    '/',
  );

  expect(run.steps.map(({ actions }) => actions)).toEqual([[click('A')], [click('B')]]);
  expect(run.steps[0]?.summary).toBe('done');
});

test('a drifted step counts what it did before and after, until it is healed: then what it is from now on', () => {
  const before = ['click A', 'click Old'];
  const after = ['click A', 'click New'];
  const healed = [click('A'), click('New')];
  const events: Event[] = [
    runStart({ steps: ['One'] }),
    turn(1, '1'),
    ...did(1, 0, '1', click('A')),
    { type: 'drift-found', stepId: '1', message: 'gone', candidates: ['B'] },
    turn(2, '1'),
    ...did(2, 0, '1', click('New')),
    ...did(2, 1, '1', click('Too much')),
  ];

  const open = runOf(events, '/');
  const run = runOf(
    [...events, { type: 'step-healed', stepId: '1', how: 'planner', before, after, actions: healed }],
    '/',
  );

  expect(open.steps[0]?.actions).toEqual([click('A'), click('New'), click('Too much')]);
  expect(run.steps[0]?.actions).toEqual(healed);
  expect(run.drifts).toEqual([{ stepId: '1', message: 'gone', candidates: ['B'] }]);
  expect(run.heals).toEqual([{ stepId: '1', how: 'planner', before, after }]);
});

test.describe('a repeat', () => {
  const repeat = (id: string, times: number, steps: ScenarioStep[], as = 'page'): ScenarioStep => ({
    kind: 'repeat',
    ...stepBase(id, 'repeat'),
    times,
    as,
    steps,
  });
  const type = (text: string): Action => ({ kind: 'type', text, clear: true, submit: false });
  const folded = (steps: ScenarioStep[], done: [string, Action[]][]) =>
    foldSteps(
      runOf(
        [
          runStart({ scenario: scenarioOf(steps) }),
          ...done.flatMap(([id, actions], at): Event[] => [
            turn(at + 1, id),
            ...actions.flatMap((action, index) => did(at + 1, index, id, action)),
            { type: 'step-end', stepId: id, summary: '' },
          ]),
        ],
        '/',
      ),
    );
  const ids = (steps: FoldedStep[]): unknown[] =>
    steps.map((each) => (each.kind === 'loop' ? ids(each.round) : each.id));

  test('whose rounds did the same, its variable aside, is one round', () => {
    const steps = folded(
      [repeat('1', 3, [prose('1.1', 'Answer {{page}}')])],
      [1, 2, 3].map((round) => [`1[${round}].1`, [type('Answer {{page}}')]]),
    );

    expect(steps).toMatchObject([{ kind: 'loop', round: [{ id: '1.1', actions: [type('Answer {{page}}')] }] }]);
  });

  test('may be told by a later round than the first: its steps still stand for every round', () => {
    const steps = folded(
      [repeat('1', 3, [prose('1.1', 'Answer {{page}}')])],
      // In round 1 the text is the same by chance; only the second says what it means.
      [
        ['1[1].1', [type('1')]],
        ['1[2].1', [type('{{page}}')]],
        ['1[3].1', [type('{{page}}')]],
      ],
    );

    expect(ids(steps)).toEqual([['1.1']]);
  });

  test('whose rounds differ is written out, each step with its round', () => {
    const steps = folded(
      [repeat('1', 2, [prose('1.1', 'Answer')])],
      [
        ['1[1].1', [type('yes')]],
        ['1[2].1', [type('no')]],
      ],
    );

    expect(ids(steps)).toEqual(['1[1].1', '1[2].1']);
  });

  test('inside another is folded by itself', () => {
    const inner = repeat('1.1', 2, [prose('1.1.1', 'Tick {{row}}')], 'row');
    const rounds = (outer: number, texts: [string, string]): [string, Action[]][] => [
      [`1[${outer}].1[1].1`, [type(texts[0])]],
      [`1[${outer}].1[2].1`, [type(texts[1])]],
    ];
    const alike = folded(
      [repeat('1', 2, [inner])],
      [...rounds(1, ['{{row}}', '{{row}}']), ...rounds(2, ['{{row}}', '{{row}}'])],
    );
    const different = folded([repeat('1', 2, [inner])], [...rounds(1, ['a', 'a']), ...rounds(2, ['b', 'b'])]);

    expect(ids(alike)).toEqual([[['1.1.1']]]);
    expect(ids(different)).toEqual([['1[1].1.1'], ['1[2].1.1']]);
  });
});
