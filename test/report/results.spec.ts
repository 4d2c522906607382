import { expect, test } from '@playwright/test';
import { githubLines, maskLines } from '../../src/report/github.ts';
import { resultsOf, type Written, type WrittenRun } from '../../src/report/results.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const FAILED = {
  status: 'failed',
  reason: 'app.expectation',
  message: 'The total is wrong',
  expected: '100%, or more\nlines',
  found: 'none',
  stepId: '2',
} as const;

function story(over: ConstructorParameters<typeof Story>[1] = {}): Story {
  return new Story([prose('1', 'Log in'), expectation('2', 'expect the total')], { model: 'kimi-k2.5', ...over });
}

function all(...runs: WrittenRun[]): Written {
  return { runs, notBegun: [], startedAt: '', exitCode: 0 };
}

const click = { kind: 'click', target: { name: 'Go' }, button: 'left', count: 1, modifiers: [] } as const;

test('results.json tells of each run what design.md promises', () => {
  const run = story()
    .turn('1')
    .reply({ model: 'kimi-k2.5', usd: 0.25 })
    .act('click', { ref: 'e1' }, { ...click, modifiers: [] })
    .done('1')
    .end(PASSED, 'driven', 5000)
    .run();

  const written = {
    run,
    specFile: '/r/lamp.spec.ts',
    specVerified: true,
    reportFile: '/r/index.html',
    journalFile: '/r/journal.jsonl',
    attempts: 2,
  };

  const results = resultsOf({ ...all(written), startedAt: '2026-03-02T09:14:00.000Z' });

  expect(results).toEqual({
    version: 1,
    startedAt: '2026-03-02T09:14:00.000Z',
    outcome: 'passed',
    exitCode: 0,
    runs: [
      {
        id: run.id,
        scenario: 'Buy the cheapest lamp',
        file: '/project/scenarios/lamp.yaml',
        outcome: PASSED,
        mode: 'driven',
        model: 'kimi-k2.5',
        turns: 1,
        modelCalls: 1,
        actions: 1,
        tokens: { prompt: 4590, cached: 3584, completion: 96 },
        usd: 0.25,
        startedAt: '2026-03-02T09:14:07.000Z',
        durationMs: 5000,
        modelMs: 2230,
        overheadMs: 2770,
        opinions: [],
        attempts: 2,
        steps: { done: 1, total: 2 },
        location: null,
        spec: { file: '/r/lamp.spec.ts', verified: true },
        report: '/r/index.html',
        recording: null,
        journal: '/r/journal.jsonl',
      },
    ],
    notBegun: [],
  });
});

test('what rests on the eyes of a model is told as an opinion', () => {
  const run = story()
    .turn('2')
    .act('judge', {}, { kind: 'opinion', claim: 'the chart rises', holds: true, reason: 'I see it' })
    .done('2')
    .end(PASSED)
    .run();

  expect(resultsOf(all({ run })).runs[0]?.opinions).toEqual([{ step: '2', claim: 'the chart rises', holds: true }]);
});

test('a spec whose assertions held too early is unverified, with the line of the scenario', () => {
  const run = story()
    .turn('2')
    .act('verify_text', {}, { kind: 'verify', check: 'visible-text', text: 'x', held: 'after', found: 'x' })
    .done('2')
    .end(PASSED)
    .emit({ type: 'spec-proved', file: 'x', runs: 1, passed: 1, vacuous: [{ stepId: '2', index: 0 }] })
    .run();

  const [result] = resultsOf(all({ run, specFile: '/r/lamp.spec.ts', specVerified: false })).runs;

  expect(result?.spec).toEqual({
    file: '/r/lamp.spec.ts',
    verified: false,
    message: expect.stringMatching(/lamp\.yaml:8:5: step 2: what it expects held already/),
  });
});

test('a scenario that left no run is told, and makes the whole errored', () => {
  const run = story().end(PASSED).run();
  const notBegun = [{ scenario: 'Pay', file: '/project/scenarios/pay.yaml', message: 'no browser' }];

  const results = resultsOf({ runs: [{ run }], notBegun, startedAt: '', exitCode: 4 });

  expect(results).toMatchObject({ outcome: 'errored', notBegun });
});

test('an unknown price is null, never zero', () => {
  const run = story().turn('1').reply({ model: 'kimi-k2.5' }).end(PASSED).run();

  expect(resultsOf(all({ run })).runs[0]?.usd).toBeNull();
});

test('a run that died counts as errored and says so', () => {
  const run = story().turn('1').call('click', { ref: 'e1' }).run();

  const results = resultsOf(all({ run }));

  expect(results.outcome).toBe('errored');
  expect(results.runs[0]?.outcome.message).toContain('it died at turn 1');
  expect(results.runs[0]?.outcome.message).toContain('in doubt');
});

test('the most serious outcome stands for all runs', () => {
  const ended = (status: 'failed' | 'stopped') =>
    story()
      .end({ ...FAILED, status, reason: 'limit.turns' })
      .run();

  expect(resultsOf(all({ run: ended('failed') }, { run: ended('stopped') })).outcome).toBe('stopped');
});

test('GitHub gets the failure at its line of the scenario, escaped', () => {
  const run = story({ scenario: { name: 'a,b:c' } })
    .end(FAILED)
    .run();

  expect(githubLines(all({ run }), '/project')).toEqual([
    '::error file=scenarios/lamp.yaml,line=8,col=5,title=a%2Cb%3Ac%3A failed::The total is wrong%0Aexpected: 100%25, or more lines%0Afound: none',
  ]);
});

test('GitHub is told of an unproved spec, a vacuous expectation, a drift and a heal', () => {
  const run = story()
    .turn('2')
    .act('verify_text', {}, { kind: 'verify', check: 'visible-text', text: 'x', held: 'before', found: 'x' })
    .done('2')
    .emit({ type: 'drift-found', stepId: '1', message: 'the button is gone', candidates: [] })
    .end(PASSED, 'healed')
    .emit({ type: 'spec-proved', file: 'x', runs: 1, passed: 0, message: 'timed out', vacuous: [] })
    .run();

  const levels = githubLines(all({ run })).map((line) => /^::(\w+) file=\S+,line=(\d+)/.exec(line)?.slice(1).join(' '));

  expect(levels).toEqual(['error 1', 'warning 8', 'warning 7', 'notice 1']);
});

test('GitHub gets the most serious first, at most ten of a level, and how many more there are', () => {
  const ended = (status: 'failed' | 'errored', name: string) =>
    story({ scenario: { name } })
      .end({ ...FAILED, status, reason: 'app.expectation' })
      .run();
  const runs = Array.from({ length: 12 }, (_, at) => ({ run: ended('failed', `shop ${at}`) }));
  const notBegun = [{ scenario: 'Pay', file: '/project/scenarios/pay.yaml', message: 'no browser' }];

  const lines = githubLines({ runs: [...runs, { run: ended('errored', 'till') }], notBegun }, '/project');

  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe('::error file=scenarios/pay.yaml,line=1,col=1,title=Pay%3A not begun::no browser');
  expect(lines[1]).toContain('title=till%3A errored');
  expect(lines[2]).toContain('title=shop 0%3A failed');
  expect(lines[9]).toMatch(/^::error title=uitest::5 more errors/);
});

test('no text of a page can begin a line or a command of the CI log', () => {
  const hostile = '\n::stop-commands::x\r\n##vso[task]\u001b]0;t\u0007::add-mask::y';
  const run = story({ scenario: { name: hostile } })
    .end({ ...FAILED, message: hostile, expected: hostile, found: hostile })
    .run();

  const lines = githubLines(all({ run }));

  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^::error file=/);
  expect(lines[0]).not.toMatch(/[\n\r\u001b]|##vso\[/);
});

test('GitHub is told each line of a secret that it has to hide', () => {
  expect(maskLines('two\r\nlines, 50%\n\ntwo')).toEqual(['::add-mask::two', '::add-mask::lines, 50%25']);
});
