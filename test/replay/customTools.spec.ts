/** A recorded call of the scenario's own tool is run again, and its values are learned anew. */
import { writeFileSync } from 'node:fs';
import { renderSpec } from '../../src/codegen/spec.ts';
import { readRecording, renderRecording, type Recording } from '../../src/replay/recording.ts';
import { test, expect, type Driven, type DriveRequest } from '../support/drive.ts';
import { call, ScriptedModel, unasked } from '../support/scriptedModel.ts';
import { MAILBOX, toolModule } from '../support/toolModule.ts';

const PAGE = `<title>Sign in</title><h1>Sign in</h1><label>Code <input></label>
  <button onclick="document.querySelector('h1').textContent = 'Code ' + document.querySelector('input').value">Go</button>`;
const REQUEST: Omit<DriveRequest, 'model'> = {
  page: PAGE,
  steps: ['Sign in as {{user}} with the code', { expect: 'the code is taken' }],
  scenario: { vars: { user: 'alice' } },
  modules: { 'mailbox.mjs': MAILBOX },
};
const done = (step: number) => call('step_done', { step: String(step) });

/** The code is typed and proved as the literal that the model saw. */
function signsIn(): ScriptedModel {
  return new ScriptedModel([
    [call('fetch_code', { user: 'alice' })],
    ({ values }) => [
      call('type', { ref: 'textbox "Code"', text: values['code'] }),
      call('click', { ref: 'button "Go"' }),
      done(1),
    ],
    ({ values }) => [call('verify_text', { text: `Code ${values['code']}` }), done(2)],
  ]);
}

function recordingOf({ run }: Driven, file: string): Recording {
  writeFileSync(file, renderRecording(run, 'hash'));
  const recording = readRecording(file);
  if (!recording) throw new Error('no recording');
  return recording;
}

test('the tool is called again without a model, and the new code is the one that is typed and proved', async ({
  drive,
}, info) => {
  const driven = await drive({ ...REQUEST, model: signsIn() });
  const recording = recordingOf(driven, info.outputPath('a.recording.json'));

  const replayed = await drive({ ...REQUEST, model: unasked(), recording, frozen: true });

  expect(driven.outcome.status).toBe('passed');
  expect(replayed.outcome.status).toBe('passed');
  expect(replayed.mode).toBe('replayed');
  expect(replayed.calls[0]).toMatchObject({ name: 'fetch_code', result: { ok: true } });
  expect(replayed.run.values).toMatchObject({ code: expect.stringMatching(/^\d{6}$/), mail: 'Dear alice' });
  expect(replayed.run.values['code']).not.toBe(driven.run.values['code']);
  const [spec, again] = [driven, replayed].map(({ run }) => renderSpec({ ...run, dir: '/r' }, { uploads: {} }));
  const body = (text = '') => text.slice(text.indexOf('test.step')).replaceAll(/127\.0\.0\.1:\d+/g, '');
  expect(body(again)).toBe(body(spec));
  expect(spec).not.toContain(driven.run.values['code']);
});

test('a dialog stays open while the tool is called, so that the answer may be what it gave', async ({
  drive,
}, info) => {
  const request = {
    page: `<h1>x</h1><button onclick="document.querySelector('h1').textContent = prompt('Name?')">Rename</button>`,
    steps: ['Rename', { expect: 'the name is there' }],
    modules: { 'mailbox.mjs': MAILBOX },
  };
  const model = new ScriptedModel([
    [call('click', { ref: 'button "Rename"' })],
    [call('fetch_code', { user: 'bob' }), call('dialog', { accept: true, text: '{{mail}}' }), done(1)],
    [call('verify_text', { text: 'Dear bob' }), done(2)],
  ]);
  const driven = await drive({ ...request, model });
  const recording = recordingOf(driven, info.outputPath('a.recording.json'));

  const replayed = await drive({ ...request, model: unasked(), recording, frozen: true });

  expect(driven.outcome.status).toBe('passed');
  expect(driven.calls.filter(({ result }) => !result?.ok)).toEqual([]);
  expect(replayed.outcome.status).toBe('passed');
});

test('after a drift the planner goes on with the values that the replayed tool gave', async ({ drive }, info) => {
  const steps = ['Fetch the code for {{user}}', 'Type it', { expect: 'the code is taken' }];
  const driven = await drive({
    ...REQUEST,
    steps,
    model: new ScriptedModel([
      [call('fetch_code', { user: 'alice' }), done(1)],
      [call('type', { ref: 'textbox "Code"', text: '{{code}}' }), call('click', { ref: 'button "Go"' }), done(2)],
      [call('verify_text', { text: 'Code {{code}}' }), done(3)],
    ]),
  });
  const recording = recordingOf(driven, info.outputPath('a.recording.json'));

  const healed = await drive({
    ...REQUEST,
    page: PAGE.replace('Go</button>', 'Continue</button>'),
    steps,
    recording,
    model: new ScriptedModel([
      ({ values }) => [
        call('type', { ref: 'textbox "Code"', text: values['code'] }),
        call('click', { ref: 'button "Continue"' }),
        done(2),
      ],
    ]),
  });

  expect(healed.outcome.status).toBe('passed');
  expect(healed.mode).toBe('healed');
  expect(healed.run.steps[1]?.actions[0]).toMatchObject({ kind: 'type', text: '{{code}}' });
});

const fetchCode = (run: string, more = '') =>
  toolModule(
    `export const fetchCode = defineTool({ name: 'fetch_code', description: 'The code.', input: z.object({ user: z.string() ${more} }), ${run} });`,
  );
const FAILING = [
  {
    name: 'throws',
    module: fetchCode(`run() { throw new Error('the mailbox is empty'); }`),
    says: 'fetch_code failed: the mailbox is empty',
  },
  {
    name: 'does not end in time',
    module: fetchCode('timeoutMs: 50, run: () => new Promise(() => {})'),
    says: 'fetch_code failed: fetch_code was not done within 0.05 s',
  },
  {
    name: 'gives less than it gave',
    module: fetchCode(`run: () => ({ mail: 'none' })`),
    says: 'fetch_code gave no code, which it gave when it was recorded',
  },
  {
    name: 'wants another input now',
    module: fetchCode('run() {}', ', box: z.string()'),
    says: 'It is called as it was recorded: run with --fresh if its input is another now',
  },
  {
    name: 'is not exported any more',
    module: fetchCode('run() {}').replace('const fetchCode', 'const other'),
    says: 'the recording calls fetch_code of mailbox.mjs, which the scenario does not bring now',
  },
];
for (const { name, module, says } of FAILING)
  test(`a tool that ${name} in a replay is neither drift nor regression: errored, and no model is asked`, async ({
    drive,
  }, info) => {
    const driven = await drive({ ...REQUEST, model: signsIn() });
    const recording = recordingOf(driven, info.outputPath('a.recording.json'));

    const { outcome, run, calls } = await drive({
      ...REQUEST,
      model: unasked(),
      recording,
      modules: { 'mailbox.mjs': module },
    });

    expect(outcome).toMatchObject({
      status: 'errored',
      reason: 'tool.failed',
      message: expect.stringContaining(says),
      stepId: '1',
    });
    expect(run.drifts).toEqual([]);
    expect(calls).toMatchObject([{ name: 'fetch_code', result: { ok: false } }]);
  });
