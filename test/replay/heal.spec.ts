import { writeFileSync } from 'node:fs';
import type { ToolCall } from '../../src/core/message.ts';
import { readRecording, renderRecording, type Recording } from '../../src/replay/recording.ts';
import { expect, test, type Driven } from '../support/drive.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';

const PAGE = `<title>Box</title><label>What <input></label><p></p>
  <button onclick="document.querySelector('p').textContent = 'Added ' + document.querySelector('input').value">Add</button>
  <button onclick="document.querySelector('p').textContent = 'Removed'">Remove</button>`;
const steps = ['Put a lamp in, see it there, and take it out again'];
const click = (name: string) => call('click', { ref: `button "${name}"` });
const see = (text: string) => call('verify_text', { text });
const what = (text: string) => call('type', { ref: 'textbox "What"', text });
const done = call('step_done', { step: '1' });
const patience = { patienceMs: 1_000, actMs: 1_500 };

function recordingOf({ run, dir }: Driven): Recording {
  writeFileSync(`${dir}/a.recording.json`, renderRecording(run, 'hash'));
  const recording = readRecording(`${dir}/a.recording.json`);
  if (!recording) throw new RangeError('no recording');
  return recording;
}

test('an assertion between two actions is made by the planner on its way, or is false at the end', async ({
  drive,
}) => {
  const driven = await drive({
    page: PAGE,
    steps,
    model: new ScriptedModel([[what('Lamp'), click('Add'), see('Added Lamp'), click('Remove'), see('Removed'), done]]),
  });
  const recording = recordingOf(driven);
  const changed = PAGE.replace('>Add<', '>Put in<');
  const heal = (planned: ToolCall[]) =>
    drive({ page: changed, steps, recording, model: new ScriptedModel([planned]), ...patience });

  const honest = await heal([what('Lamp'), click('Put in'), see('Added Lamp'), see('Lamp'), click('Remove'), done]);
  const hasty = await heal([click('Put in'), see('Added'), click('Remove'), see('Removed'), done]);

  expect(honest.outcome).toMatchObject({ status: 'passed' });
  const actions = recordingOf(honest).steps.flatMap((step) => step.actions);
  // What was typed twice is typed once, and of the assertions those are left that were recorded.
  expect(actions).toMatchObject([
    { kind: 'type', text: 'Lamp' },
    { kind: 'click', target: { locator: "getByRole('button', { name: 'Put in' })" } },
    { kind: 'verify', text: 'Added Lamp' },
    { kind: 'click', target: { locator: "getByRole('button', { name: 'Remove' })" } },
    { kind: 'verify', text: 'Removed' },
  ]);
  expect(actions).toHaveLength(5);
  expect(hasty.outcome).toMatchObject({
    status: 'failed',
    reason: 'app.regression',
    expected: 'the text "Added Lamp" on the page',
  });
  expect(hasty.run.heals).toEqual([]);
});
