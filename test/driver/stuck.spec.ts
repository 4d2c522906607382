/** When a model that answers at once is asked to think first. */
import { test, expect } from '../support/drive.ts';
import { call, ScriptedModel, type ScriptedReply } from '../support/scriptedModel.ts';

const PAGE =
  "<h1>Hello</h1><button>Nothing</button><button onclick=\"document.title += '!'; this.textContent += '!'\">Louder</button>";
const nothing = () => [call('click', { ref: 'button "Nothing"' })];
const louder = () => [call('click', { x: 0.2, y: 0.15 })];
const giveUp = [call('finish', { verdict: 'failed', reason: 'enough' })];
const thought = (model: ScriptedModel) => model.requests.map(({ think }) => think);

test('not while all goes well', async ({ drive }) => {
  const model = new ScriptedModel([nothing(), [call('find', { text: 'Hello' })], giveUp]);

  await drive({ page: PAGE, steps: ['Look'], model });

  expect(thought(model)).toEqual([false, false, false]);
});

test('after a call that failed, once', async ({ drive }) => {
  const model = new ScriptedModel([[call('verify_text', { text: 'Bye' })], [call('find', { text: 'Hello' })], giveUp]);

  await drive({ page: PAGE, steps: ['Look'], model });

  expect(thought(model)).toEqual([false, true, false]);
});

test('after a finish that was refused', async ({ drive }) => {
  const model = new ScriptedModel([[call('finish', { verdict: 'passed', reason: 'looks good' })], giveUp]);

  const { calls } = await drive({ page: PAGE, steps: [{ expect: 'it greets' }], model });

  expect(calls[0]?.result?.text).toMatch(/^refused/);
  expect(thought(model)).toEqual([false, true]);
});

test('after two turns of actions that changed nothing, until something does', async ({ drive }) => {
  const model = new ScriptedModel([nothing(), nothing(), nothing(), nothing(), louder(), giveUp]);

  await drive({
    page: PAGE.replace('<button>Nothing', '<button style="outline:none;float:right">Nothing'),
    steps: ['Be loud'],
    model,
  });

  const [first, second, ...rest] = thought(model);
  expect([first, second]).toEqual([false, false]);
  expect(rest.slice(0, 3)).toContain(true);
  expect(thought(model).at(-1)).toBe(false);
});

test('looking without acting is no sign of being stuck', async ({ drive }) => {
  const model = new ScriptedModel([...['a', 'b', 'c', 'd'].map((text) => [call('find', { text })]), giveUp]);

  await drive({ page: PAGE, steps: ['Look'], model });

  expect(thought(model)).toEqual([false, false, false, false, false]);
});

test('at the start of a goal, and the plan stays when its turn is gone', async ({ drive }) => {
  const plan: ScriptedReply = { calls: nothing(), text: '1. make it loud: the title ends in !\n2. finish' };
  const model = new ScriptedModel([plan, louder(), louder(), louder(), louder(), louder(), giveUp]);

  await drive({
    page: PAGE,
    steps: 'Make it loud',
    model,
    scenario: { use: { viewport: { width: 400, height: 300 } } },
  });

  expect(thought(model).slice(0, 2)).toEqual([true, false]);
  const first = model.requests[0]?.messages[1];
  const last = model.requests.at(-1)?.messages[2];
  expect(JSON.stringify(first)).toContain('First write down a short plan');
  expect(last).toEqual({
    role: 'user',
    parts: [{ type: 'text', text: expect.stringMatching(/^Your plan: 1\. make it loud.*\n2\. finish\nTurns so far/s) }],
  });
});

test('no plan is asked for where the scenario has steps', async ({ drive }) => {
  const model = new ScriptedModel([giveUp]);

  await drive({ page: PAGE, steps: ['Look'], model });

  expect(JSON.stringify(model.requests[0]?.messages)).not.toContain('First write down');
});

test('actions that changed nothing are told with what they hit', async ({ drive }) => {
  const since: string[][] = [];
  const seen = (calls: ScriptedReply['calls']) => (turn: { since: string[] }) => {
    since.push(turn.since);
    return calls;
  };
  const model = new ScriptedModel([
    seen([call('click', { ref: 'button "Nothing"' }), call('press', { keys: 'F9' })]),
    // The focus and the pointer, once there, change the picture.
    seen([call('click', { ref: 'button "Nothing"' }), call('press', { keys: 'F9' })]),
    seen([call('click', { x: 0.2, y: 0.15 })]),
    seen([call('find', { text: 'Hello' })]),
    seen(giveUp),
  ]);

  await drive({
    page: PAGE.replace('<button>Nothing', '<button style="outline:none;float:right">Nothing'),
    steps: ['Be loud'],
    model,
  });

  expect(since[0]).toEqual([]);
  expect(since[2]).toEqual(['nothing changed after: click button "Nothing"; press F9']);
  expect(since.slice(3)).toEqual([[], []]);
});

test('a click that something else came under is withheld, told, and not held against the model', async ({ drive }) => {
  const at = { x: 0.1, y: 0.05 };
  const model = new ScriptedModel([[call('press', { keys: 's' }), call('click', at)], [call('click', at)], giveUp]);

  const { calls, outcome } = await drive({
    page: `<body style="margin:0" onkeydown="[a.hidden, b.hidden] = [true, false]"><button id=a style="width:200px;height:60px">Save</button><button id=b hidden style="width:200px;height:60px" onclick="document.title = 'deleted'">Delete</button>`,
    steps: ['Save it'],
    model,
    scenario: { limits: { mistakes: 1 } },
  });

  expect(calls[1]?.result).toMatchObject({
    ok: false,
    text: 'the page changed since it was shown, at 80, 30: button "Delete" is now there, where button "Save" was; look again',
  });
  expect(calls[2]?.result?.ok).toBe(true);
  expect(outcome.status).toBe('failed');
});
