import { test, expect } from '../support/drive.ts';
import { call, ScriptedModel } from '../support/scriptedModel.ts';

const PAGE = '<h1>Hello</h1><label>Name <input></label><button>Go</button>';
const done = [call('verify_text', { text: 'Hello' }), call('step_done', { step: '1' })];

for (const { name, mistake, told } of [
  { name: 'an unknown tool', mistake: call('read_file', { path: '/etc/passwd' }), told: 'unknown tool "read_file"' },
  { name: '`__proto__`', mistake: call('__proto__'), told: 'unknown tool "__proto__"' },
  { name: '`constructor`', mistake: call('constructor'), told: 'unknown tool "constructor"' },
  { name: 'an empty name', mistake: call(''), told: 'unknown tool ""' },
  { name: 'JSON that was cut', mistake: call('click', '{"ref": "e'), told: 'its input is not JSON' },
  { name: 'JSON that is no object', mistake: call('click', '["e1"]'), told: 'expected a JSON object' },
  { name: 'a number as text', mistake: call('click', { x: '0.5', y: '0.5' }), told: 'x: ' },
  { name: 'an unknown field', mistake: call('click', { ref: 'e1', force: true }), told: 'force' },
  { name: 'a target that is none', mistake: call('click'), told: 'expected ref, or x and y' },
  {
    name: 'a ref that is not on the page',
    mistake: call('click', { ref: 'e999' }),
    told: 'ref e999 is not on the page',
  },
  {
    name: 'a ref that is code',
    mistake: call('click', { ref: 'text=x >> css=y' }),
    told: 'expected a ref such as e12',
  },
  { name: 'a point outside', mistake: call('click', { x: 0.5, y: -0.5 }), told: 'expected a point inside' },
  { name: 'a point half in pixels', mistake: call('click', { x: 0.5, y: 300 }), told: 'found one of each' },
  { name: 'NaN', mistake: call('click', '{"x": NaN, "y": 0.5}'), told: 'its input is not JSON' },
  { name: 'an infinite number', mistake: call('click', '{"x": 1e999, "y": 0.5}'), told: 'x: ' },
  { name: 'another origin', mistake: call('navigate', { url: 'https://evil.test/' }), told: 'not an allowed origin' },
  { name: 'a key that there is not', mistake: call('press', { keys: 'Any' }), told: '"Any" is not a key' },
  { name: 'another step', mistake: call('step_done', { step: '7' }), told: 'the current step is 1' },
  {
    name: 'a verdict that there is not',
    mistake: call('finish', { verdict: 'skipped', reason: '' }),
    told: 'passed | failed',
  },
  {
    name: 'a file that is not listed',
    mistake: call('upload', { ref: 'e1', files: ['/etc/passwd'] }),
    told: 'not listed under files',
  },
]) {
  test(`${name} is told to the model, nothing runs, the run goes on`, async ({ drive }) => {
    const model = new ScriptedModel([[mistake], done]);

    const { outcome, calls, run } = await drive({ page: PAGE, steps: [{ expect: 'it greets' }], model });

    expect(calls[0]?.result).toEqual({ ok: false, text: expect.stringContaining(told) });
    const [answer] = model.requests[1]?.messages.filter(({ role }) => role === 'tool') ?? [];
    expect(answer).toMatchObject({ callId: mistake.id, text: expect.stringContaining('"ok":false') });
    expect(run.totals.actions).toBe(1);
    expect(outcome.status).toBe('passed');
  });
}

test('the tools are the same, in the same order, in every request', async ({ drive }) => {
  const model = new ScriptedModel([[call('find', { text: 'Go' })], done]);

  await drive({ page: PAGE, steps: [{ expect: 'it greets' }], model });

  const [first, second] = model.requests;
  expect(second?.tools).toEqual(first?.tools);
  expect(first?.tools.map(({ name }) => name).slice(-2)).toEqual(['step_done', 'finish']);
});
