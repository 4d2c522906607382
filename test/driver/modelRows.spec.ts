/**
 * Rows of the fault table that show only when adapter, driver and a real page work together: what the model gets wrong
 * over the wire is told to it, never carried out, and never a verdict on the application.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describeEvent, newProgress } from '../../src/report/describeEvent.ts';
import { renderReport } from '../../src/report/renderReport.ts';
import { ScriptedKimi, type FaultPlan, type ScriptedReply } from '../support/kimiServer.ts';
import type { SaidFault } from '../support/kimiServer/faults.ts';
import { pictureUrls } from '../support/kimiServer/chatBody.ts';
import type { SeenRequest } from '../support/kimiServer/seenRequest.ts';
import { expect, refOf, test } from '../support/wired.ts';

const PAGE = `<title>Orders</title><h1>Order 7</h1><p>open</p><label>Note <input></label>
  <button onclick="document.querySelector('p').textContent = 'sent'">Send</button><a href="/next">Next page</a>`;
const NEXT = '<title>Next</title><h1>Order 8</h1><button>Send</button>';
const site = { '/': PAGE, '/next': NEXT };
const steps = ['Send the order', { expect: 'it is sent' }];

const send = (request: SeenRequest): ScriptedReply => ({
  calls: [
    { name: 'click', args: { ref: refOf(request, 'button', 'Send') } },
    { name: 'step_done', args: { step: '1', summary: 'sent' } },
  ],
});
const prove: ScriptedReply = {
  calls: [
    { name: 'verify_text', args: { text: 'sent' } },
    { name: 'step_done', args: { step: '2', summary: 'proved' } },
  ],
};
const said = (name: SaidFault, requests: number[] = [1]): FaultPlan =>
  Object.fromEntries(requests.map((number) => [number, { kind: 'said', name }]));
const always =
  (name: SaidFault): FaultPlan =>
  () => ({ kind: 'said', name });

for (const { row, name, told } of [
  { row: 'M25', name: 'cut-arguments', told: 'its input is not JSON' },
  { row: 'M26', name: 'wrong-types', told: 'expected string' },
  { row: 'M27', name: 'unknown-tool', told: 'unknown tool "__proto__"' },
  { row: 'M27', name: 'no-name', told: 'unknown tool ""' },
] as const) {
  test(`${row}: a reply of the kind ${name} is told to the model, nothing of it runs, and the run goes on`, async ({
    drive,
    wire,
  }) => {
    const lone = (request: SeenRequest): ScriptedReply => ({ calls: (send(request).calls ?? []).slice(0, 1) });
    const { server, model } = await wire({ reply: new ScriptedKimi(lone, send, prove).reply, faults: said(name) });

    const { outcome, calls, run } = await drive({ page: site, steps, model });

    expect(calls[0]?.result).toMatchObject({ ok: false, text: expect.stringContaining(told) });
    expect(server.requests[1]?.lastToolTexts).toEqual([expect.stringContaining('"ok":false')]);
    expect(run.steps[0]?.actions.map(({ kind }) => kind)).toEqual(['click']);
    expect(server.refused).toEqual([]);
    expect(outcome.status).toBe('passed');
  });

  test(`${row}: a model that only replies with ${name} is given up after five, as unusable`, async ({
    drive,
    wire,
  }) => {
    const lone = (request: SeenRequest): ScriptedReply => ({ calls: (send(request).calls ?? []).slice(0, 1) });
    const { server, model } = await wire({ reply: lone, faults: always(name) });

    const { outcome, run } = await drive({ page: site, steps, model });

    expect(outcome).toMatchObject({
      status: 'errored',
      reason: 'model.unusable',
      message: expect.stringContaining(told),
    });
    expect(server.requests).toHaveLength(5);
    expect(run.totals.actions).toBe(0);
  });
}

test('M27: `constructor` is no tool', async ({ drive, wire }) => {
  const reply = new ScriptedKimi({ calls: [{ name: 'constructor', args: {} }] }, send, prove).reply;
  const { model } = await wire({ reply });

  const { outcome, calls } = await drive({ page: site, steps, model });

  expect(calls[0]?.result?.text).toContain('unknown tool "constructor"');
  expect(outcome.status).toBe('passed');
});

test('M26: a number in words is not taken for a number', async ({ drive, wire }) => {
  const inWords: ScriptedReply = { calls: [{ name: 'click', args: { x: '0.5', y: '0.5' } }] };
  const { model } = await wire({ reply: new ScriptedKimi(inWords, send, prove).reply });

  const { calls } = await drive({ page: site, steps, model });

  expect(calls[0]?.result).toMatchObject({ ok: false, text: expect.stringContaining('x: ') });
});

test('M28: the calls of one reply run in order, and none on a page that is gone', async ({ drive, wire }) => {
  const two = (request: SeenRequest): ScriptedReply => ({
    calls: [
      { name: 'type', args: { ref: refOf(request, 'textbox', 'Note'), text: 'thanks' } },
      { name: 'click', args: { ref: refOf(request, 'link', 'Next page') } },
      // On the next page there is something at this point as well.
      { name: 'click', args: { x: 0.05, y: 0.07 } },
      { name: 'click', args: { ref: refOf(request, 'button', 'Send') } },
    ],
  });
  const fail: ScriptedReply = { calls: [{ name: 'finish', args: { verdict: 'failed', reason: 'enough' } }] };
  const { server, model } = await wire({ reply: new ScriptedKimi(two, fail).reply });

  const { calls, server: app } = await drive({ page: site, steps, model });

  expect(calls.map(({ result }) => result?.action?.kind)).toEqual(['type', 'click', undefined, undefined, undefined]);
  for (const text of server.requests[1]?.lastToolTexts.slice(2) ?? [])
    expect(text).toContain('not run: the page changed');
  expect(app.seen.filter((line) => line === 'GET /next')).toHaveLength(1);
  expect(server.refused).toEqual([]);
});

for (const name of ['duplicate-ids', 'missing-ids'] as const) {
  test(`M29: calls with ${name} are each carried out and each answered`, async ({ drive, wire }) => {
    const { server, model } = await wire({ reply: new ScriptedKimi(send, prove).reply, faults: said(name) });

    const { outcome } = await drive({ page: site, steps, model });

    const calling = server.requests[1]?.body.messages.find(({ role }) => role === 'assistant');
    const ids = calling?.role === 'assistant' ? (calling.tool_calls ?? []).map(({ id }) => id) : [];
    expect(new Set(ids).size).toBe(2);
    expect(server.requests[1]?.lastToolTexts).toHaveLength(2);
    expect(server.refused).toEqual([]);
    expect(outcome.status).toBe('passed');
  });
}

test('M30: a call that leaked into the text is carried out, one in the thoughts never is', async ({ drive, wire }) => {
  const { server, model } = await wire({
    thinking: 'on',
    reply: (request) => (request.turn?.step.id === '1' ? send(request) : prove),
    faults: { 1: { kind: 'said', name: 'leaked-in-thoughts' }, 2: { kind: 'said', name: 'leaked-calls' } },
  });

  const { outcome, run } = await drive({ page: site, steps, model });

  expect(outcome.status).toBe('passed');
  expect(run.turns[0]?.reply?.notes).toEqual([
    'a tool call stood in the thoughts: not carried out',
    'empty reply: asked again',
    '2 tool call(s) stood in the text as tokens: read from there',
  ]);
  expect(run.steps[0]?.actions).toHaveLength(1);
  expect(server.refused).toEqual([]);
});

test('M31: unknown fields of a reply are in the journal and change nothing', async ({ drive, wire }) => {
  const { model } = await wire({ reply: new ScriptedKimi(send, prove).reply, faults: said('extra-fields') });

  const { outcome, run } = await drive({ page: site, steps, model });

  expect(run.turns[0]?.reply?.message.wire).toMatchObject({ extra: { mood: 'calm', plan: { next: 'click' } } });
  expect(outcome.status).toBe('passed');
});

for (const { what, args, told } of [
  { what: 'that is not a number', args: '{"x": NaN, "y": 0.5}', told: 'its input is not JSON' },
  {
    what: 'that is negative',
    args: { x: -0.1, y: 0.5 },
    told: 'expected a point inside the screenshot (0..1, or up to',
  },
  { what: 'that is outside', args: { x: 3_000, y: 500 }, told: 'up to 800×600 pixels), found 3000, 500' },
  { what: 'half fraction, half pixels', args: { x: 0.5, y: 300 }, told: 'both as fractions 0..1 or both as pixels' },
]) {
  test(`M32: a point ${what} is refused with the range that is valid`, async ({ drive, wire }) => {
    const wrong: ScriptedReply = { calls: [{ name: 'click', args }] };
    const { server, model } = await wire({ reply: new ScriptedKimi(wrong, send, prove).reply });

    const { outcome, run } = await drive({ page: site, steps, model });

    expect(server.requests[1]?.lastToolTexts[0]).toContain(told);
    expect(run.steps[0]?.actions).toHaveLength(1);
    expect(outcome.status).toBe('passed');
  });
}

test('M33: the same call without any change is told at the 3rd and 5th time and ends the run at the 8th', async ({
  drive,
  wire,
}) => {
  const useless = (request: SeenRequest): ScriptedReply => ({
    calls: [{ name: 'hover', args: { ref: refOf(request, 'heading', 'Order 7') } }],
  });
  const { server, model } = await wire({ reply: useless });

  const { outcome } = await drive({ page: site, steps, model });

  const told = server.requests.flatMap(({ lastUserText, number }) => {
    const times = /same calls were made (\d) times/.exec(lastUserText)?.[1];
    return times === undefined ? [] : [{ number, times }];
  });
  expect(told.map(({ times }) => times)).toEqual(['3', '5']);
  expect(outcome).toMatchObject({
    status: 'stopped',
    reason: 'limit.repeats',
    message: expect.stringContaining('hover'),
  });
  expect(server.requests.length).toBeLessThanOrEqual(9);
});

test('M34: a pass that is claimed against a false check is a failure by that check', async ({ drive, wire }) => {
  const claim: ScriptedReply = {
    calls: [{ name: 'finish', args: { verdict: 'passed', reason: 'It was sent, I am sure.' } }],
  };
  const look: ScriptedReply = { calls: [{ name: 'verify_text', args: { text: 'paid' } }] };
  const { model } = await wire({ reply: new ScriptedKimi(look, claim, claim).reply });

  const { outcome } = await drive({ page: site, steps: [{ expect: 'it is paid' }], model });

  expect(outcome).toMatchObject({
    status: 'failed',
    reason: 'app.expectation',
    expected: expect.stringContaining('paid'),
  });
});

test('M35: a model that declines twice is an error of the model, never a verdict on the application', async ({
  drive,
  wire,
}) => {
  const { server, model } = await wire({ reply: () => prove, faults: always('refused') });

  const { outcome, run } = await drive({ page: site, steps, model });

  expect(outcome).toMatchObject({ status: 'errored', reason: 'model.unusable' });
  expect(server.requests).toHaveLength(2);
  expect(run.totals.actions).toBe(0);
});

for (const [row, what, fault] of [
  ['M19', 'ended', { kind: 'cut', afterBytes: 900, how: 'event' }],
  ['M20', 'reset', { kind: 'cut', afterBytes: 900, how: 'reset' }],
  ['M21', 'stalled', { kind: 'stall', afterBytes: 900 }],
] as const) {
  test(`${row}: of a stream that was ${what} inside a call nothing is carried out`, async ({ drive, wire }) => {
    const { server, model } = await wire({
      reply: (request) => (request.turn?.step.id === '1' ? send(request) : prove),
      faults: { 1: fault },
      limits: { idleMs: 1_000 },
    });

    const { outcome, run, events } = await drive({ page: site, steps, model });

    expect(events.filter(({ type }) => type === 'model-retry')).toMatchObject([{ reason: 'model.unreachable' }]);
    expect(run.steps[0]?.actions).toHaveLength(1);
    expect(server.requests).toHaveLength(3);
    expect(outcome.status).toBe('passed');
  });
}

test('M37: control characters and torn letters of a reply are in no report, on no terminal, and escaped in the journal', async ({
  drive,
  wire,
}) => {
  const nasty = 'x\u0000\u001b[31mred\u001b]0;title\u0007\u009b2J\ud800y';
  const typing = (request: SeenRequest): ScriptedReply => ({
    text: nasty,
    reasoning: nasty,
    calls: [
      { name: nasty, args: { note: nasty } },
      { name: 'type', args: { ref: refOf(request, 'textbox', 'Note'), text: nasty } },
    ],
  });
  const again = (request: SeenRequest): ScriptedReply => ({
    calls: [
      { name: 'type', args: { ref: refOf(request, 'textbox', 'Note'), text: nasty } },
      ...(send(request).calls ?? []),
    ],
  });
  const { server, model } = await wire({ reply: new ScriptedKimi(typing, again, prove).reply });

  const { outcome, run, events, dir } = await drive({ page: site, steps, model });

  const journal = readFileSync(path.join(dir, 'journal.jsonl'), 'utf8');
  const progress = newProgress();
  const terminal = events.map((event) => describeEvent(event, progress) ?? '').join('\n');
  const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/;
  expect(journal.split('\n').find((line) => CONTROL.test(line))).toBeUndefined();
  expect(journal.isWellFormed()).toBe(true);
  expect(CONTROL.exec(terminal)).toBeNull();
  expect(terminal.isWellFormed()).toBe(true);
  expect(CONTROL.exec(run.turns[0]?.reply?.message.calls[0]?.name ?? '')).toBeNull();
  const report = renderReport(run);
  expect(CONTROL.exec(report)).toBeNull();
  expect(report.isWellFormed()).toBe(true);
  expect(server.refused).toEqual([]);
  expect(outcome.status).toBe('passed');
});

test('M38: an answer of another model is a warning in the report', async ({ drive, wire }) => {
  const { model } = await wire({ reply: new ScriptedKimi(send, prove).reply, faults: said('another-model') });

  const { run } = await drive({ page: site, steps, model });

  expect(renderReport(run)).toContain('asked for kimi-k2.5, answered by gpt-none');
});

test('M41: what is sent is the same after the journal was written and read: reasoning included', async ({
  drive,
  wire,
}) => {
  const { server, model } = await wire({
    thinking: 'on',
    reply: new ScriptedKimi((request) => ({ ...send(request), reasoning: 'Send is there.' }), prove).reply,
  });
  const { run } = await drive({ page: site, steps, model });
  const kept = run.turns[0]?.reply?.message;
  if (!kept) throw new RangeError('no reply in the journal');
  const resumed = await wire({ thinking: 'on', reply: () => prove });

  await resumed.model.reply({
    messages: [
      { role: 'user', parts: [{ type: 'text', text: 'Go on.' }] },
      kept,
      ...kept.calls.map(({ id }) => ({ role: 'tool' as const, callId: id, text: 'done' })),
    ],
    tools: [],
    runId: 'resumed',
    signal: new AbortController().signal,
  });

  const sent = ({ body }: SeenRequest) => body.messages.find(({ role }) => role === 'assistant');
  expect(resumed.server.refused).toEqual([]);
  expect(resumed.server.requests.map(sent)).toEqual([server.requests.slice(1).map(sent)[0]]);
  expect(resumed.server.requests.map(sent)).toMatchObject([{ reasoning_content: 'Send is there.' }]);
});

test('M42: a run that has used up its tokens is stopped before the next call, and everything until then is kept', async ({
  drive,
  wire,
}) => {
  const look: ScriptedReply = {
    calls: [{ name: 'find', args: { text: 'Order' } }],
    usage: { prompt_tokens: 3_000, completion_tokens: 100 },
  };
  const { server, model } = await wire({ reply: () => look });

  const { outcome, run } = await drive({ page: site, steps, model, scenario: { limits: { tokens: 7_000 } } });

  expect(outcome).toMatchObject({ status: 'stopped', reason: 'limit.tokens' });
  expect(server.requests).toHaveLength(2);
  expect(run.turns).toHaveLength(2);
});

/** Noise: as large as a picture can be. */
const NOISE = `<title>Noise</title><canvas width=800 height=500 style="position:fixed;left:0;top:50px"></canvas>
  <button onclick="document.querySelector('output').textContent = 'sent'">Send</button><output></output><script>
  const canvas = document.querySelector('canvas').getContext('2d'), pixels = canvas.createImageData(800, 500);
  let seed = 1;
  for (let at = 0; at < pixels.data.length; at++) pixels.data[at] = at % 4 === 3 ? 255 : (seed = seed * 16807 % 2147483647) & 255;
  canvas.putImageData(pixels, 0, 0);</script>`;

test('M10: a body that is too large goes with the newest picture, then with a smaller one, and stays so', async ({
  drive,
  wire,
}) => {
  const look = (text: string): ScriptedReply => ({ calls: [{ name: 'find', args: { text } }] });
  const { server, model } = await wire({
    maxBytes: 250_000,
    reply: new ScriptedKimi(look('one'), look('two'), send, prove).reply,
  });

  const { outcome, run, dir } = await drive({ page: NOISE, steps, model });

  expect(server.refused.map(({ status, number }) => [number, status])).toEqual([[1, 413]]);
  expect(server.requests.map((request) => request.screenshot().width)).toEqual([400, 400, 400, 400]);
  expect(run.turns[0]?.reply?.notes).toEqual([
    expect.stringMatching(/^picture refused \(413 .*from now on it is sent smaller/),
  ]);
  expect(run.turns[0]?.observation?.screenshot).toMatchObject({ width: 800, height: 600 });
  expect(readdirSync(path.join(dir, 'shots')).length).toBeGreaterThan(0);
  expect(outcome.status).toBe('passed');
});

test('M11: a picture that the host cannot read is taken anew as PNG, once; later ones and the window stay so', async ({
  drive,
  wire,
}) => {
  const body = '{"error":{"message":"Invalid request: failed to decode image"}}';
  const { server, model } = await wire({
    reply: (request) => (request.turn?.step.id === '1' ? send(request) : prove),
    faults: { 1: { kind: 'status', status: 400, body } },
  });

  const { outcome } = await drive({ page: site, steps, model });

  const urls = server.requests.map((request) => pictureUrls(request.body.messages));
  expect(urls.map((each) => each.map((url) => url.slice(0, 15)))).toEqual([
    ['data:image/jpeg'],
    ['data:image/png;'],
    ['data:image/png;', 'data:image/png;'],
  ]);
  expect(urls[2]?.[0]).toBe(urls[1]?.[0]);
  expect(server.requests[1]?.screenshot()).toMatchObject({ width: 800, height: 600 });
  expect(outcome.status).toBe('passed');
});

test('M11: a host that cannot read the PNG either ends the run, with the words of a person', async ({
  drive,
  wire,
}) => {
  const body = '{"error":{"message":"Invalid request: failed to decode image"}}';
  const { server, model } = await wire({ reply: send, faults: () => ({ kind: 'status', status: 400, body }) });

  await expect(drive({ page: site, steps, model })).rejects.toMatchObject({
    reason: 'model.bad_request',
    message: expect.stringContaining('It did not read it as PNG either'),
  });
  expect(server.requests).toHaveLength(2);
});
