import { writeFileSync } from 'node:fs';
import { renderSpec } from '../../src/codegen/spec.ts';
import { renderRecording, readRecording, type Recording } from '../../src/replay/recording.ts';
import { test, expect, type Driven } from '../support/drive.ts';
import type { Routes } from '../support/localServer.ts';
import { call, ScriptedModel, unasked } from '../support/scriptedModel.ts';

function recordingOf({ run, dir }: Driven): Recording {
  const file = `${dir}/a.recording.json`;
  writeFileSync(file, renderRecording(run, 'hash'));
  const recording = readRecording(file);
  if (!recording) throw new RangeError('no recording');
  return recording;
}

/** A mailbox with more in it each time that it is loaded. */
function mailbox(): Routes {
  let unread = 11;
  return {
    '/': (_, response) => {
      unread++;
      response.setHeader('content-type', 'text/html');
      response.end(`<title>Mail</title><a href="#in" onclick="document.querySelector('p').textContent = 'Opened'">Inbox (${unread})</a>
        <a href="#1" onclick="document.querySelector('p').textContent = 'Order ' + ${unread}">Order #10023</a> <a href="#2">Order #20046</a> <p></p>`);
    },
  };
}

test('a counter and an order that the step names are found again, by the run, its replay and its spec', async ({
  drive,
}) => {
  const steps = ['Open the inbox', { expect: 'it is open' }, 'Open order {{order}}', { expect: 'the order is shown' }];
  const scenario = { vars: { order: '10023' } };
  const model = new ScriptedModel([
    [
      call('click', { ref: 'link "Inbox (12)"' }),
      call('step_done', { step: '1' }),
      call('verify_text', { text: 'Opened' }),
      call('step_done', { step: '2' }),
    ],
    [
      call('click', { ref: 'link "Order #10023"' }),
      call('step_done', { step: '3' }),
      call('verify_text', { text: 'Order 1' }),
      call('step_done', { step: '4' }),
    ],
  ]);

  const driven = await drive({ page: mailbox(), steps, scenario, model });
  const replayed = await drive({
    page: driven.server,
    steps,
    scenario,
    model: unasked(),
    recording: recordingOf(driven),
    frozen: true,
  });

  expect(driven.outcome).toMatchObject({ status: 'passed' });
  expect(driven.run.steps.flatMap(({ actions }) => actions)).toMatchObject([
    { kind: 'click', target: { locator: `getByRole('link', { name: /^Inbox \\(\\d+\\)$/ })`, name: 'Inbox (12)' } },
    { kind: 'verify' },
    { kind: 'click', target: { locator: `getByRole('link', { name: 'Order #{{order}}' })` } },
    { kind: 'verify' },
  ]);
  expect(replayed.outcome).toMatchObject({ status: 'passed' });
  const spec = renderSpec(driven.run, { uploads: {} });
  expect(spec).toContain(`page.getByRole('link', { name: /^Inbox \\(\\d+\\)$/ }).click()`);
  expect(spec).toContain("page.getByRole('link', { name: `Order #${order}` }).click()");
});

test('that an element is visible is claimed of the digits in its name too', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('verify_visible', { ref: 'link "Inbox (12)"' }), call('finish', { verdict: 'failed', reason: 'seen' })],
  ]);

  const { calls } = await drive({ page: mailbox(), steps: [{ expect: 'there is an inbox' }], model });

  expect(calls[0]?.result?.action).toMatchObject({ target: { locator: `getByRole('link', { name: 'Inbox (12)' })` } });
});

const TESTED = `<title>Ids</title><button data-qa="save-it" onclick="document.title = 'Saved'">Save</button><button data-testid="other">Other</button>`;

test('the attribute that the scenario names holds the test ids of the run, its replay and its spec', async ({
  drive,
}) => {
  const steps = ['Save', { expect: 'it is saved' }];
  const scenario = { use: { testIdAttribute: 'data-qa' } };
  const script = [
    [
      call('click', { ref: 'button "Save"' }),
      call('step_done', { step: '1' }),
      call('verify_title', { title: 'Saved' }),
      call('step_done', { step: '2' }),
    ],
  ];

  const driven = await drive({ page: TESTED, steps, scenario, model: new ScriptedModel(script) });
  const replayed = await drive({
    page: driven.server,
    steps,
    scenario,
    model: unasked(),
    recording: recordingOf(driven),
    frozen: true,
  });

  expect(driven.run.steps[0]?.actions[0]).toMatchObject({ target: { locator: `getByTestId('save-it')` } });
  expect(replayed.outcome).toMatchObject({ status: 'passed' });
  const spec = renderSpec(driven.run, { uploads: {} });
  expect(spec).toContain(`testIdAttribute: 'data-qa'`);
  expect(spec).toContain(`page.getByTestId('save-it').click()`);
});

test('a scenario that names no such attribute has data-testid, whatever the one before it named', async ({ visit }) => {
  const use = { browser: 'chromium' as const, viewport: { width: 800, height: 600 } };
  const before = await visit(TESTED, { scenario: { use: { ...use, testIdAttribute: 'data-qa' } } });
  const { target } = await before.session.resolve({ x: 20, y: 15 });

  const { session } = await visit(TESTED, { scenario: { use } });
  const other = await session.page.getByText('Other').boundingBox();
  const after = await session.resolve({ x: (other?.x ?? 0) + 5, y: (other?.y ?? 0) + 5 });

  expect(target.locator).toBe(`getByTestId('save-it')`);
  expect(after.target.locator).toBe(`getByTestId('other')`);
});
