import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test, expect } from '../support/drive.ts';
import { call, ScriptedModel, unasked } from '../support/scriptedModel.ts';

const ECHO = `<title>Echo</title><p>Total: 42 EUR</p>
  <label>Name <input id="name"></label><label>Password <input id="password" type="password"></label>
  <button onclick="document.querySelector('p').textContent = document.getElementById('name').value + ' / ' + document.getElementById('password').value">Send</button>`;

test('{{name}} in an input is put in on the page and kept as a name in the action', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('type', { ref: 'textbox "Name"', text: 'Hello {{user}}' })],
    [call('click', { ref: 'button "Send"' })],
    [call('step_done', { step: '1' }), call('verify_text', { text: 'Hello alice' }), call('step_done', { step: '2' })],
  ]);

  const { run, outcome } = await drive({
    page: ECHO,
    steps: ['Greet {{user}}', { expect: 'it greets {{user}}' }],
    model,
    scenario: { vars: { user: 'alice' } },
  });

  expect(outcome.status).toBe('passed');
  expect(run.steps[0]?.actions[0]).toMatchObject({ kind: 'type', text: 'Hello {{user}}' });
  expect(run.steps[1]?.actions[0]).toMatchObject({ check: 'text', text: 'Hello {{user}}' });
});

test('a name without a value is refused and the known ones are named', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('type', { ref: 'textbox "Name"', text: '{{usr}}' })],
    [call('finish', { verdict: 'failed', reason: 'no' })],
  ]);

  const { calls } = await drive({ page: ECHO, steps: ['Type'], model, scenario: { vars: { user: 'alice' } } });

  expect(calls[0]?.result).toMatchObject({
    ok: false,
    text: '{{usr}} has no value: known are user, unique',
  });
});

for (const name of ['__proto__', 'constructor', 'toString']) {
  test(`{{${name}}} and {{secret:${name}}} have no value`, async ({ drive }) => {
    const model = new ScriptedModel([
      [call('type', { ref: 'textbox "Name"', text: `{{${name}}}` })],
      [call('type', { ref: 'textbox "Name"', text: `{{secret:${name}}}` })],
      [call('finish', { verdict: 'failed', reason: 'no' })],
    ]);

    const { calls } = await drive({ page: ECHO, steps: ['Type'], model, secrets: { password: 'canary-4711' } });

    expect(calls.slice(0, 2).map(({ result }) => result?.ok)).toEqual([false, false]);
  });
}

test('an extracted value is what later steps call by its name', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('extract', { name: 'total', value: '42' }), call('step_done', { step: '1' })],
    [call('type', { ref: 'textbox "Name"', text: '{{total}}' })],
    [call('verify_value', { ref: 'textbox "Name"', value: '42' }), call('step_done', { step: '2' })],
  ]);

  const { run, outcome } = await drive({
    page: ECHO,
    steps: [{ extract: { total: 'the total' } }, { expect: '{{total}} can be typed' }],
    model,
  });

  expect(outcome.status).toBe('passed');
  expect(run.values).toEqual({ total: '42' });
  expect(model.requests[1] && JSON.stringify(model.requests[1].messages.at(-1))).toContain('\\"total\\":\\"42\\"');
});

const CANARY = 'canary-4711-öä"x';

test('a secret’s value is in no request, no event and no file, whatever the page does with it', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('type', { ref: 'textbox "Password"', text: '{{secret:password}}' })],
    [call('click', { ref: 'button "Send"' })],
    [call('find', { text: '/' })],
    [call('verify_text', { text: 'no such text' })],
    [call('click', { x: 0.02, y: 0.05 })],
    [call('extract', { name: 'echo', value: '/' })],
    [call('step_done', { step: '1' }), call('verify_title', { title: 'Echo' }), call('step_done', { step: '2' })],
  ]);

  const { outcome, events, dir, run } = await drive({
    page: `<title>Echo</title><p>x</p>
      <label>Password <input type="password"></label>
      <button onclick="const said = document.querySelector('input').value; document.querySelector('p').textContent = '/ ' + said; console.error(said); document.querySelector('p').title = said; location.hash = said; history.pushState(null, '', '?q=' + encodeURIComponent(said))">Send</button>`,
    steps: ['Log in with {{secret:password}}', { still: 'the title is there' }],
    model,
    secrets: { password: CANARY },
  });

  expect(outcome.status).toBe('passed');
  expect(run.steps[0]?.actions[0]).toMatchObject({ kind: 'type', text: '{{secret:password}}' });
  const forms = [CANARY, JSON.stringify(CANARY).slice(1, -1), encodeURIComponent(CANARY), 'canary-4711'];
  const written = readdirSync(dir, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1')] : [],
  );
  for (const form of forms)
    for (const text of [JSON.stringify(model.requests), JSON.stringify(events), ...written])
      expect(text.includes(form) || text.includes(Buffer.from(form).toString('latin1')), form).toBe(false);
});

test('a secret that the model writes out by itself is in no event', async ({ drive }) => {
  const model = new ScriptedModel([
    { calls: [call('find', { text: CANARY })], text: `it may be ${CANARY}`, wire: { reasoning: CANARY } },
    [call('finish', { verdict: 'failed', reason: `it was ${CANARY}` })],
  ]);

  const { events } = await drive({ page: ECHO, steps: ['Guess'], model, secrets: { password: CANARY } });

  expect(JSON.stringify(events)).not.toContain('canary-4711');
});

for (const { name, use } of [
  { name: 'navigate', use: call('navigate', { url: '/?q={{secret:password}}' }) },
  { name: 'find', use: call('find', { text: '{{secret:password}}' }) },
  { name: 'verify_text', use: call('verify_text', { text: '{{secret:password}}' }) },
  { name: 'type without a target', use: call('type', { text: '{{secret:password}}' }) },
]) {
  test(`a secret is only typed into an element: ${name} is refused`, async ({ drive }) => {
    const model = new ScriptedModel([[use], [call('finish', { verdict: 'failed', reason: 'no' })]]);

    const { calls, server } = await drive({ page: ECHO, steps: ['Type'], model, secrets: { password: CANARY } });

    expect(calls[0]?.result?.ok).toBe(false);
    expect(server.seen.join('\n')).not.toContain('canary');
  });
}

test('typed steps are planned by rules whatever the model is', async ({ drive }) => {
  const model = unasked();

  const { outcome, run } = await drive({
    page: ECHO,
    steps: [{ type: { into: 'Name', text: 'Bob' } }, { click: 'Send' }, { expect: { text: 'Bob /' } }],
    model,
  });

  expect(outcome.status).toBe('passed');
  expect(model.requests).toHaveLength(0);
  expect(run.totals).toMatchObject({ modelCalls: 0, actions: 3 });
  expect(run.turns.map(({ reply }) => reply?.planner)).toEqual(['builtin', 'builtin', 'builtin']);
});

test('the model is told once what rules did since it was last asked', async ({ drive }) => {
  const model = new ScriptedModel([
    [call('step_done', { step: '2' })],
    [call('verify_title', { title: 'Echo' }), call('step_done', { step: '3' })],
  ]);

  const { outcome } = await drive({
    page: ECHO,
    steps: [{ click: 'Send' }, 'Look', { still: 'the title is there' }],
    model,
  });

  expect(outcome.status).toBe('passed');
  const words = model.requests.map(({ messages }) => JSON.stringify(messages.at(-1)));
  expect(words[0]).toContain('done by rules: click \\\\\\"Send\\\\\\"');
  expect(words[1]).not.toContain('done by rules');
});
