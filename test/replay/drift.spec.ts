/** Drift is healed, a regression never: each case is a page in two versions, recorded on the first and replayed on the second. */
import { writeFileSync } from 'node:fs';
import type { Action } from '../../src/core/action.ts';
import { diffLines } from '../../src/core/actionLine.ts';
import { describeEvent, newProgress } from '../../src/report/describeEvent.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { readRecording, renderRecording, type Recording } from '../../src/replay/recording.ts';
import { test as base, expect, type Driven } from '../support/drive.ts';
import { call, newestTurn, ScriptedModel, unasked } from '../support/scriptedModel.ts';
import { changed, DRIFTS, HARMLESS, RECORDED, REGRESSIONS, ROUTES, STEPS, type Case } from './driftCases.ts';

/** Long enough for a page that works on a busy machine, short enough for what never comes. */
const PATIENCE = { patienceMs: 1_000, actMs: 1_500 };

type Replay = (how: Case, model: ScriptedModel, recording?: Recording, frozen?: boolean) => Promise<Driven>;

let known: Recording | undefined;

/** Recorded once in each worker. */
const test = base.extend<{ recording: Recording; replay: Replay }>({
  recording: async ({ drive }, use) => {
    known ??= recordingOf(await drive({ page: ROUTES, steps: STEPS, model: new ScriptedModel(RECORDED) }));
    await use(known);
  },
  replay: async ({ drive, recording: first }, use) => {
    await use((how, model, recording = first, frozen = false) =>
      drive({
        page: changed(how),
        steps: STEPS,
        model,
        recording,
        frozen,
        // Nothing is missed where nobody may be asked.
        ...(frozen ? {} : PATIENCE),
      }),
    );
  },
});

function recordingOf({ run, dir }: Driven): Recording {
  const file = `${dir}/a.recording.json`;
  writeFileSync(file, renderRecording(run, 'hash'));
  const recording = readRecording(file);
  if (!recording) throw new RangeError('no recording');
  return recording;
}

function bare(action: Action): object {
  const { on: _, leads: __, ...rest } = action;
  return rest;
}

/** What is claimed, step by step. */
function claims({ steps }: Recording): object[] {
  return steps.map(({ step, actions }) => ({
    step,
    claims: actions.filter(({ kind }) => kind === 'verify').map(bare),
  }));
}

/** One that says of every step that it is done, with a proof of something else. */
function liar(): ScriptedModel {
  return new ScriptedModel(
    Array.from({ length: 6 }, () => ({ step }: { step: { id: string } }) => [
      call('verify_title', { title: '*' }),
      call('step_done', { step: step.id, summary: 'done' }),
    ]),
  );
}

for (const [name, { planned = [], ...how }] of Object.entries(DRIFTS))
  test(`healed: ${name}`, async ({ replay, recording }) => {
    const model = new ScriptedModel(planned);

    const healed = await replay(how, model);

    expect(healed.outcome).toMatchObject({ status: 'passed' });
    expect(healed.mode).toBe('healed');
    expect(model.requests).toHaveLength(planned.length);
    expect(healed.run.heals).toHaveLength(1);
    const proposed = recordingOf(healed);
    expect(claims(proposed)).toEqual(claims(recording));
    const again = await replay(how, unasked(), proposed, true);
    expect(again.outcome).toMatchObject({ status: 'passed' });
    expect(again.mode).toBe('replayed');
  });

for (const [name, how] of Object.entries(HARMLESS))
  test(`no drift: ${name}`, async ({ replay }) => {
    const replayed = await replay(how, unasked());

    expect(replayed.outcome).toMatchObject({ status: 'passed' });
    expect(replayed.run.drifts).toEqual([]);
  });

for (const [name, { reason = 'app.regression', asked, says = '', ...how }] of Object.entries(REGRESSIONS))
  test(`never healed: ${name}`, async ({ replay }) => {
    const model = liar();

    const { outcome, run } = await replay(how, model);

    expect(outcome).toMatchObject({
      status: 'failed',
      reason,
      expected: expect.any(String),
      found: expect.any(String),
    });
    expect(outcome.message).toContain(says);
    expect(model.requests.length > 0).toBe(asked === true);
    expect(run.turns.flatMap(({ calls }) => calls).some(({ name: tool }) => tool === 'finish')).toBe(false);
  });

const RENAMED: Case = { change: [['>Add order', '>Place order']] };

test('what is told of a drift: what was done, what was next, what is nearest, and afterwards the difference', async ({
  replay,
}) => {
  const model = new ScriptedModel(DRIFTS['a button is renamed']?.planned ?? []);

  const { run } = await replay(RENAMED, model);

  const told = newestTurn(model.requests[0]?.messages ?? []).since.join('\n');
  expect(told).toContain('the recorded way no longer works: click "Add order": expected one element');
  expect(told).toContain('of this step is done already: type "Lamp" into "Item"');
  expect(told).toContain('was recorded next: click "Add order"');
  expect(told).toContain("nearest on the page: getByRole('button', { name: 'Place order' })");
  expect(run.drifts).toMatchObject([{ stepId: '1', candidates: ["getByRole('button', { name: 'Place order' })"] }]);
  expect(run.heals).toMatchObject([{ stepId: '1', how: 'planner' }]);
  const [{ before, after } = { before: [], after: [] }] = run.heals;
  expect(diffLines(before, after).slice(-2)).toEqual([
    "- click getByRole('button', { name: 'Add order' })",
    "+ click getByRole('button', { name: 'Place order' })",
  ]);
  const terminal = run.heals.map((heal) => describeEvent({ type: 'step-healed', ...heal }, newProgress())).join();
  expect(terminal).toContain("\n      + click getByRole('button', { name: 'Place order' })");
  expect(renderReport(run)).toContain('Step 1, healed: Order two lamps by courier, as a gift');
});

test('frozen, a drift fails with what is nearest, also where a fallback would have found it', async ({ replay }) => {
  const renamed = await replay(RENAMED, unasked(), undefined, true);
  const relabelled = await replay({ change: [['Item <', 'Product <']] }, unasked(), undefined, true);

  expect(renamed.outcome).toMatchObject({ status: 'failed', reason: 'app.drift', stepId: '1' });
  expect(renamed.outcome.message).toContain("nearest on the page: getByRole('button', { name: 'Place order' })");
  expect(relabelled.outcome).toMatchObject({ status: 'failed', reason: 'app.drift', stepId: '1' });
  expect(relabelled.outcome.message).toContain("nearest on the page: locator('#item')");
  expect(relabelled.run.heals).toEqual([]);
});

test('what a fallback found is recorded by its best locator, and what was gone stands in the journal', async ({
  replay,
}) => {
  const { run } = await replay({ change: [['Item <', 'Product <']] }, unasked());

  expect(run.drifts).toMatchObject([{ stepId: '1', candidates: [], found: "locator('#item')" }]);
  expect(run.steps[0]?.actions[0]).toMatchObject({
    target: {
      locator: "getByRole('textbox', { name: 'Product' })",
      role: 'textbox',
      fallbacks: ["locator('#item')", expect.stringContaining("getByRole('form', { name: 'Order' })")],
    },
  });
  expect(run.totals.modelCalls).toBe(0);
});
