import { test, expect } from '../support/drive.ts';
import { call, newestTurn, ScriptedModel, unasked, type ScriptedReply } from '../support/scriptedModel.ts';
import { ModelFailure, type Model } from '../../src/core/message.ts';
import { readEvents, readRun } from '../../src/journal/read.ts';
import { Builtin } from '../../src/model/builtin/builtin.ts';
import { callLimit, turnLimit, type Cost, type Spent } from '../../src/driver/limits.ts';

const PAGE = '<h1>Hello</h1><button>Nothing</button>';
const click = () => call('click', { ref: 'button "Nothing"' });
const look = (text: string) => [call('find', { text })];

test.describe('what ends a run before its next call', () => {
  const limits = { turns: 10, minutes: 5, tokens: 1_000, usd: 1, repeats: 8, mistakes: 5 };
  const spent: Spent = { turns: 0, minutes: 0, tokens: 0, usd: 0 };
  const nothing = { tokens: 0, usd: 0 };

  const rows: { name: string; now: Spent; next: Cost; reason: string | undefined }[] = [
    { name: 'turns', now: { ...spent, turns: 10 }, next: nothing, reason: 'limit.turns' },
    { name: 'minutes', now: { ...spent, minutes: 5 }, next: nothing, reason: 'limit.minutes' },
    { name: 'tokens', now: { ...spent, tokens: 1_001 }, next: nothing, reason: 'limit.tokens' },
    {
      name: 'the estimate of tokens',
      now: { ...spent, tokens: 600 },
      next: { tokens: 401, usd: 0 },
      reason: 'limit.tokens',
    },
    {
      name: 'the estimate of dollars',
      now: { ...spent, usd: 0.6 },
      next: { tokens: 0, usd: 0.5 },
      reason: 'limit.usd',
    },
    {
      name: 'nothing while the estimate fits',
      now: { ...spent, tokens: 600, usd: 0.5, turns: 9, minutes: 4.9 },
      next: { tokens: 400, usd: 0.5 },
      reason: undefined,
    },
  ];
  for (const { name, now, next, reason } of rows) {
    test(name, () => {
      const outcome = turnLimit(limits, now) ?? callLimit(limits, now, next);

      expect(outcome?.reason).toBe(reason);
      if (outcome) expect(outcome.status).toBe('stopped');
    });
  }
});

test('turns: the run stops before the turn that would be one too many', async ({ drive }) => {
  const model = new ScriptedModel([look('Hello'), look('Nothing'), look('Bye')]);

  const { outcome, run } = await drive({ page: PAGE, steps: ['Look'], model, scenario: { limits: { turns: 2 } } });

  expect(outcome).toMatchObject({ status: 'stopped', reason: 'limit.turns', stepId: '1' });
  expect(run.totals.turns).toBe(2);
});

for (const { reason, limits } of [
  { reason: 'limit.tokens', limits: { tokens: 25_000 } },
  { reason: 'limit.usd', limits: { usd: 0.05 } },
]) {
  test(`${reason}: what the last call cost is the estimate for the next`, async ({ drive }) => {
    const costly = (text: string) => ({
      calls: look(text),
      usage: { prompt: 10_000, cached: 0, completion: 0 },
      usd: 0.02,
    });
    const model = new ScriptedModel(['a', 'b', 'c'].map(costly));

    const { outcome } = await drive({ page: PAGE, steps: ['Look'], model, scenario: { limits } });

    expect(outcome).toMatchObject({ status: 'stopped', reason });
    expect(model.requests).toHaveLength(2);
  });
}

test('a step that rules plan costs nothing: it is done even when the next call of the model would not fit', async ({
  drive,
}) => {
  const model = new ScriptedModel([
    { calls: [call('step_done', { step: '1' })], usage: { prompt: 9_000, cached: 0, completion: 0 } },
  ]);

  const { outcome, run } = await drive({
    page: PAGE,
    steps: ['Look', { click: 'Nothing' }, 'Look again'],
    model,
    scenario: { limits: { tokens: 10_000 } },
  });

  expect(run.steps.map(({ status }) => status)).toEqual(['done', 'done', 'open']);
  expect(outcome).toMatchObject({ reason: 'limit.tokens', stepId: '3' });
});

test('minutes: a run that is out of time stops before its next turn', async ({ drive }) => {
  const model = new ScriptedModel([[call('wait', { seconds: 1.5 })]]);

  const { outcome } = await drive({ page: PAGE, steps: ['Look'], model, scenario: { limits: { minutes: 0.02 } } });

  expect(outcome).toMatchObject({ status: 'stopped', reason: 'limit.minutes' });
});

test('the same calls on the same page are told at 3 and 5 and ended at 8', async ({ drive }) => {
  const model = new ScriptedModel(Array.from({ length: 8 }, () => [click()]));

  const { outcome, run } = await drive({ page: PAGE, steps: ['Make it say more'], model });

  const told = model.requests.flatMap(({ messages }, index) => {
    const since = newestTurn(messages).since.join('\n');
    const times = /^The same calls were made (\d) times/m.exec(since)?.[1];
    return times === undefined ? [] : [{ turn: index + 1, times }];
  });
  expect(told).toEqual([
    { turn: 4, times: '3' },
    { turn: 6, times: '5' },
  ]);
  expect(outcome).toMatchObject({
    status: 'stopped',
    reason: 'limit.repeats',
    message: expect.stringMatching(/8 times.*click/),
  });
  expect(run.totals.turns).toBe(8);
});

test('a toggle that is clicked there and back leads nowhere new either', async ({ drive }) => {
  const model = new ScriptedModel(Array.from({ length: 10 }, () => [call('click', { x: 0.05, y: 0.05 })]));

  const { outcome } = await drive({
    page: `<button style="position:fixed;left:0;top:0;width:200px;height:100px" onclick="this.textContent = this.textContent === 'on' ? 'off' : 'on'">on</button>`,
    steps: ['Make it say more'],
    model,
  });

  expect(outcome.reason).toBe('limit.repeats');
});

test('the same call on a page that is new each time is no repeat', async ({ drive }) => {
  const model = new ScriptedModel([
    ...Array.from({ length: 9 }, () => [call('click', { x: 0.05, y: 0.05 })]),
    [call('verify_text', { text: 'page 10' }), call('step_done', { step: '1' })],
  ]);

  const { outcome } = await drive({
    page: `<button style="position:fixed;left:0;top:0;width:200px;height:100px" onclick="this.textContent = 'page ' + (this.dataset.at = Number(this.dataset.at ?? 1) + 1)">page 1</button>`,
    steps: [{ expect: 'page 10' }],
    model,
  });

  expect(outcome.status).toBe('passed');
});

for (const { name, reply } of [
  { name: 'without a call', reply: () => ({ calls: [], text: 'I think that it works.' }) },
  { name: 'for tools that there are not', reply: () => ({ calls: [call('run_code', { code: '1' })] }) },
  {
    name: 'of a mistake and what was not run because of it',
    reply: () => ({ calls: [call('click', { ref: 'e999' }), call('find', { text: 'Hello' })] }),
  },
]) {
  test(`five replies ${name} end the run: model.unusable`, async ({ drive }) => {
    const model = new ScriptedModel(Array.from<unknown, ScriptedReply>({ length: 5 }, reply));

    const { outcome } = await drive({ page: PAGE, steps: ['Look'], model });

    expect(outcome).toMatchObject({ status: 'errored', reason: 'model.unusable' });
    expect(model.requests).toHaveLength(5);
  });
}

test('a useful reply gives patience back', async ({ drive }) => {
  const useless = () => ({ calls: [], text: 'Let me think.' });
  const model = new ScriptedModel([
    ...Array.from({ length: 4 }, useless),
    look('Hello'),
    ...Array.from({ length: 4 }, useless),
    [call('verify_text', { text: 'Hello' }), call('step_done', { step: '1' })],
  ]);

  const { outcome } = await drive({ page: PAGE, steps: [{ expect: 'it greets' }], model });

  expect(outcome.status).toBe('passed');
  expect(newestTurn(model.requests[1]?.messages ?? []).since).toContainEqual(
    expect.stringContaining('No tool was called'),
  );
});

test('a planner that cannot go on stops the run with its own reason', async ({ drive }) => {
  const model = new ScriptedModel([
    { calls: [], refusal: { reason: 'model.content_filter', message: 'the host refused' } },
  ]);

  const { outcome } = await drive({ page: PAGE, steps: ['Look'], model });

  expect(outcome).toMatchObject({ status: 'errored', reason: 'model.content_filter', stepId: '1' });
});

test('what rules do not understand stops the run', async ({ drive }) => {
  const { outcome } = await drive({ page: PAGE, steps: ['Frobnicate thoroughly'], model: new Builtin() });

  expect(outcome).toMatchObject({ status: 'stopped', reason: 'builtin.not_understood', stepId: '1' });
});

test('limits.mistakes and limits.repeats of the scenario stand in for 5 and 8', async ({ drive }) => {
  const unknown = new ScriptedModel([[call('run_code')], [call('run_code')]]);
  const again = new ScriptedModel(Array.from({ length: 3 }, () => [click()]));

  const useless = await drive({ page: PAGE, steps: ['Look'], model: unknown, scenario: { limits: { mistakes: 2 } } });
  const round = await drive({ page: PAGE, steps: ['Look'], model: again, scenario: { limits: { repeats: 3 } } });

  expect(useless.outcome).toMatchObject({ reason: 'model.unusable', message: expect.stringContaining('2 replies') });
  expect(round.outcome).toMatchObject({ reason: 'limit.repeats', message: expect.stringContaining('3 times') });
});

test('a first call that would not fit is not made', async ({ drive }) => {
  const { outcome } = await drive({
    page: PAGE,
    steps: ['Look'],
    model: unasked(),
    scenario: { limits: { tokens: 1_000 } },
  });

  expect(outcome).toMatchObject({ reason: 'limit.tokens', message: expect.stringMatching(/about \d+ tokens/) });
});

test('a model is told what is left of tokens and dollars', async ({ drive }) => {
  const costly = { calls: look('Hello'), usage: { prompt: 9_000, cached: 0, completion: 500 }, usd: 0.25 };
  const model = new ScriptedModel([costly, [call('finish', { verdict: 'failed', reason: 'enough' })]]);

  await drive({ page: PAGE, steps: ['Look'], model, scenario: { limits: { tokens: 100_000, usd: 1 } } });

  expect(model.requests.map(({ budget }) => budget)).toEqual([
    { tokens: 100_000, usd: 1 },
    { tokens: 90_500, usd: 0.75 },
  ]);
});

test('a model that never answers ends with the minutes of the run', async ({ drive }) => {
  const model: Model = {
    name: 'slow',
    vision: true,
    reply: ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
  };

  const { outcome, run } = await drive({ page: PAGE, steps: ['Look'], model, scenario: { limits: { minutes: 0.05 } } });

  expect(outcome).toMatchObject({ status: 'stopped', reason: 'limit.minutes', stepId: '1' });
  expect(run.totals.turns).toBe(1);
});

test('what was spent on a reply that never came is on the bill, and its retries are in the journal', async ({
  drive,
}) => {
  const model: Model = {
    name: 'unlucky',
    vision: true,
    reply({ onProgress }) {
      onProgress?.({ type: 'retry', reason: 'model.overloaded', delayMs: 500, message: '503' });
      const usage = { prompt: 4_000, cached: 100, completion: 7 };
      throw new ModelFailure('model.empty_reply', 'empty', { usage, usd: 0.01, durationMs: 9, notes: ['empty reply'] });
    },
  };

  const driven = await drive({ page: PAGE, steps: ['Look'], model }).catch((error: unknown) => error);
  const dir = test.info().outputPath('run-1');

  expect(driven).toMatchObject({ reason: 'model.empty_reply' });
  expect(readRun(dir).totals).toMatchObject({ modelCalls: 1, usage: { prompt: 4_000, cached: 100 }, usd: 0.01 });
  expect(readEvents(dir)).toContainEqual({
    type: 'model-retry',
    turn: 1,
    reason: 'model.overloaded',
    delayMs: 500,
    message: '503',
  });
});
