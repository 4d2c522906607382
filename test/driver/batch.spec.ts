import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '../support/drive.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';

const FORM = `<title>Form</title><h1>Sign up</h1>
  <label>First name <input></label><label>Last name <input></label><label>Street <input></label>
  <label>Town <input></label><label>Country <input></label>
  <button onclick="document.querySelector('h1').textContent = [...document.querySelectorAll('input')].map((each) => each.value).join(' ')">Send</button>`;
const FIELDS = ['First name', 'Last name', 'Street', 'Town', 'Country'];

test('five fields that one reply fills are five actions and one model call', async ({ drive }) => {
  const model = new ScriptedModel([
    [
      ...FIELDS.map((name, index) => call('type', { ref: `textbox "${name}"`, text: String(index + 1) })),
      call('click', { ref: 'button "Send"' }),
      call('step_done', { step: '1' }),
      call('verify_text', { text: '1 2 3 4 5' }),
      call('step_done', { step: '2' }),
    ],
  ]);

  const { outcome, run } = await drive({
    page: FORM,
    steps: ['Fill in the form and send it', { expect: 'it is greeted' }],
    model,
  });

  expect(outcome).toMatchObject({ status: 'passed', reason: 'run.passed' });
  expect(model.requests).toHaveLength(1);
  expect(run.totals).toMatchObject({ turns: 1, modelCalls: 1, actions: 7 });
  expect(run.steps.map(({ actions }) => actions.map(({ kind }) => kind))).toEqual([
    ['type', 'type', 'type', 'type', 'type', 'click'],
    ['verify'],
  ]);
});

test('after a click that navigates, what aims at the old page is not run; a verify without a target and step_done are', async ({
  drive,
}) => {
  const page = {
    '/': '<title>One</title><a href="/two">Next</a><button>Old</button>',
    '/two': '<title>Two</title><h1>Second page</h1><button>Old</button>',
  };
  const model = new ScriptedModel([
    [
      call('click', { ref: 'link "Next"' }),
      call('click', { ref: 'button "Old"' }),
      call('click', { x: 0.05, y: 0.05 }),
      call('verify_text', { text: 'Second page' }),
      call('wait', { seconds: 0 }),
      call('step_done', { step: '1' }),
    ],
    [call('verify_title', { title: 'Two' }), call('step_done', { step: '2' })],
  ]);

  const { outcome, calls } = await drive({
    page,
    steps: ['Go to the second page', { expect: 'it is there' }],
    model,
  });

  expect(outcome.status).toBe('passed');
  expect(calls.slice(0, 6).map(({ name, result }) => [name, result?.ok, result?.notRun ?? false])).toEqual([
    ['click', true, false],
    ['click', false, true],
    ['click', false, true],
    ['verify_text', true, false],
    ['wait', true, false],
    ['step_done', true, false],
  ]);
  expect(calls[1]?.result?.text).toBe('not run: the page changed');
});

test('an element that the call before it took away ends the batch without being the model’s mistake', async ({
  drive,
}) => {
  const model = new ScriptedModel([
    [
      call('click', { ref: 'button "Tidy up"' }),
      call('click', { ref: 'button "Old"' }),
      call('click', { ref: 'button "Tidy up"' }),
      call('verify_text', { text: 'All clean' }),
      call('step_done', { step: '1' }),
    ],
  ]);

  const { calls } = await drive({
    page: `<p></p><button onclick="document.querySelector('p').textContent = 'All clean'; document.getElementById('old').remove()">Tidy up</button><button id="old">Old</button>`,
    steps: [{ expect: 'it is tidy' }],
    model,
  });

  expect(calls.map(({ result }) => (result?.notRun ? result.text : result?.ok))).toEqual([
    true,
    'not run: the page changed',
    'not run: the page changed',
    true,
    true,
  ]);
});

test('after a call that fails nothing of the reply is run', async ({ drive }) => {
  const model = new ScriptedModel([
    [
      call('click', { ref: 'button "Covered"' }),
      call('verify_text', { text: 'Hello' }),
      call('step_done', { step: '1' }),
    ],
    [call('finish', { verdict: 'failed', reason: 'it cannot be clicked' })],
  ]);

  const { calls, outcome } = await drive({
    page: '<h1>Hello</h1><button disabled>Covered</button>',
    steps: ['Click it'],
    model,
  });

  expect(calls.map(({ result }) => [result?.ok, result?.notRun ?? false])).toEqual([
    [false, false],
    [false, true],
    [false, true],
    [true, false],
  ]);
  expect(calls[1]?.result?.text).toBe('not run: an earlier call of this reply failed');
  expect(outcome).toMatchObject({ status: 'failed', reason: 'app.verdict', stepId: '1' });
});

test('nothing is run once a call has ended the run', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('finish', { verdict: 'failed', reason: 'broken' }), call('click', { ref: 'button "Buy"' })],
  ]);

  const { calls, server } = await drive({
    page: { '/': `<button onclick="fetch('/bought', { method: 'POST' })">Buy</button>`, '/bought': 'ok' },
    steps: ['Look around'],
    model,
  });

  expect(calls[1]?.result).toMatchObject({ ok: false, notRun: true, text: 'not run: the run is over' });
  expect(server.seen).not.toContain('POST /bought');
});

test('every call has exactly one result in the journal and one answer in the next request', async ({ drive }) => {
  const replies = [
    [call('click', { ref: 'button "Go"' }), call('nonsense'), call('click', { ref: 'button "Go"' })],
    [call('click', '{"ref":'), call('verify_text', { text: 'Go' })],
    [call('verify_text', { text: 'Go' }), call('step_done', { step: '1' })],
  ];
  const model = new ScriptedModel(replies);

  const { events } = await drive({ page: '<button>Go</button>', steps: [{ still: 'Go stands there' }], model });

  for (const [index, reply] of replies.entries()) {
    const of = (type: 'tool-call' | 'tool-result') =>
      events.flatMap((event) => (event.type === type && event.turn === index + 1 ? [event.index] : []));
    expect(of('tool-call')).toEqual(reply.map((_, position) => position));
    expect(of('tool-result')).toEqual(reply.map((_, position) => position));
  }
  const answered = model.requests[2]?.messages.flatMap((message) => (message.role === 'tool' ? [message.callId] : []));
  expect(answered).toEqual(replies.slice(0, 2).flatMap((reply) => reply.map(({ id }) => id)));
});

test('a call stands in the journal on disk before the page feels it, its result only afterwards', async ({ drive }) => {
  let atTheClick = '';
  let folder = '';
  const model = new ScriptedModel([
    [call('click', { ref: 'button "Save"' }), call('verify_text', { text: 'saved' }), call('step_done', { step: '1' })],
  ]);

  const { calls } = await drive({
    page: {
      '/': `<p></p><button onclick="fetch('/save', { method: 'POST' }).then(() => document.querySelector('p').textContent = 'saved')">Save</button>`,
      '/save': (_, response) => {
        atTheClick = readFileSync(path.join(folder, 'journal.jsonl'), 'utf8');
        response.end('ok');
      },
    },
    steps: [{ expect: 'it is saved' }],
    model,
    listen: (_, dir) => (folder = dir),
  });

  expect(calls.every(({ result }) => result?.ok)).toBe(true);
  expect(atTheClick.trimEnd().split('\n').at(-1)).toContain('"type":"tool-call","turn":1,"index":0');
});
