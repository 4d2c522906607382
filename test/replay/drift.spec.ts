/** Drift is healed, a regression never: each case is a page in two versions, recorded on the first and replayed on the second. */
import { writeFileSync } from 'node:fs';
import type { Action } from '../../src/core/action.ts';
import { readRecording, renderRecording, type Recording } from '../../src/replay/recording.ts';
import { test as base, expect, type Driven } from '../support/drive.ts';
import { call, ScriptedModel, unasked } from '../support/scriptedModel.ts';
import { changed, DRIFTS, HARMLESS, RECORDED, REGRESSIONS, ROUTES, STEPS, type Case } from './driftCases.ts';

/** Long enough for a page that works on a busy machine, short enough for what never comes. */
const PATIENCE_MS = 1_000;

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
        ...(frozen ? {} : { patienceMs: PATIENCE_MS }),
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

/** What is claimed, step by step. */
function claims({ steps }: Recording): object[] {
  const bare = ({ on: _, leads: __, ...action }: Action) => action;
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
