/** Faults of the wire (rows M1–M21, M36 and M39 of the fault table): what is tried again, what ends the run, and with which words. */
import { createKimi } from '../../../src/model/kimi/kimi.ts';
import { test, expect, asked, click, jpegOf, observed } from './served.ts';
import type { Fault, FaultPlan } from '../../support/kimiServer.ts';

const overloaded = '{"error":{"message":"The engine is currently overloaded","type":"engine_overloaded_error"}}';
const always =
  (fault: Fault): FaultPlan =>
  () =>
    fault;
const done = { calls: [{ id: 'functions.click:0', name: 'click', arguments: '{"ref":"e8"}' }] };

test('M1: a 429 with retry-after is waited for and asked again once', async ({ serve }) => {
  const { ask, waits, server, progress } = await serve({
    faults: { 1: { kind: 'status', status: 429, headers: { 'retry-after': '2' }, body: overloaded } },
  });

  const { message, notes } = await ask();

  expect(message).toMatchObject(done);
  expect(server.requests).toHaveLength(2);
  expect(waits).toHaveLength(1);
  expect(waits[0]).toBeGreaterThanOrEqual(2000);
  expect(waits[0]).toBeLessThan(2500);
  expect(notes).toEqual([expect.stringMatching(/^retry 1 in 2\.1 s: 429 The engine is currently overloaded/)]);
  expect(progress).toEqual([
    { type: 'retry', reason: 'model.overloaded', delayMs: waits[0], message: expect.stringContaining('overloaded') },
  ]);
});

test('M2: a wait that the host asks for and that is longer than the time left ends at once, with the time', async ({
  serve,
}) => {
  const { ask, waits, server } = await serve({
    faults: always({ kind: 'status', status: 429, headers: { 'retry-after': '3600' }, body: overloaded }),
  });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.overloaded',
    message: expect.stringContaining('The host asks to wait 3600 s.'),
  });
  expect(server.requests).toHaveLength(1);
  expect(waits).toEqual([]);
});

test('M3: a 429 with a date is waited for until then, and not at all when it is over', async ({ serve }) => {
  const at = (ms: number) => ({ 'retry-after': new Date(Math.ceil((Date.now() + ms) / 1000) * 1000).toUTCString() });
  const { ask, waits } = await serve({
    faults: {
      1: { kind: 'status', status: 429, headers: at(3_600_000 / 10), body: overloaded },
      2: { kind: 'status', status: 429, headers: at(-3_600_000), body: overloaded },
    },
  });

  await ask();

  expect(waits[0]).toBeGreaterThan(355_000);
  expect(waits[0]).toBeLessThan(365_000);
  expect(waits[1]).toBeLessThan(500);
});

test('M4: a 429 for want of credit is not tried again', async ({ serve }) => {
  const body =
    '{"error":{"message":"Your account is suspended due to insufficient balance","type":"exceeded_current_quota_error"}}';
  const { ask, server } = await serve({ faults: always({ kind: 'status', status: 429, body }) });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.quota',
    message: expect.stringContaining('insufficient balance'),
  });
  expect(server.requests).toHaveLength(1);
});

for (const status of [408, 409, 500, 502, 503, 504, 529]) {
  test(`M5: three answers ${status} are waited out with growing delays`, async ({ serve }) => {
    const fault = { kind: 'status', status, body: 'oops' } as const;
    const { ask, waits } = await serve({ faults: { 1: fault, 2: fault, 3: fault } });

    expect((await ask()).message).toMatchObject(done);
    expect(waits).toEqual([562.5, 1125, 2250]);
  });
}

test('M6: a host that answers 503 for ever is given up after 8 retries, inside the time of a reply', async ({
  serve,
}) => {
  const { ask, waits, server } = await serve({ faults: always({ kind: 'status', status: 503, body: overloaded }) });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.overloaded',
    message: expect.stringContaining('also after 8 retries'),
  });
  expect(server.requests).toHaveLength(9);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(300_000);
});

for (const status of [401, 403]) {
  test(`M7: an answer ${status} names the variable of the key and never the key`, async ({ serve }) => {
    const apiKey = 'sk-very-secret-key-0123456789';
    const { ask, server } = await serve({
      apiKey,
      faults: always({ kind: 'status', status, body: '{"error":{"message":"Invalid key {{authorization}}"}}' }),
    });

    const error: unknown = await ask().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ reason: 'model.key', message: expect.stringContaining('MOONSHOT_API_KEY') });
    expect(allTextOf(error)).not.toContain(apiKey);
    expect(server.requests).toHaveLength(1);
  });
}

test('a wrong key is told apart from no key', async ({ serve }) => {
  const { ask } = await serve({ key: 'right' });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.key',
    message: expect.stringContaining('to answer without a key'),
  });
});

test('M8: a request that the host refuses is shown in its words and not tried again', async ({ serve }) => {
  const { ask, server } = await serve({
    faults: always({ kind: 'status', status: 400, body: '{"detail":"unknown field \\"colour\\""}' }),
  });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.bad_request',
    message: expect.stringContaining('unknown field "colour"'),
  });
  expect(server.requests).toHaveLength(1);
});

const tooLong =
  '{"error":{"message":"Invalid request: Your request exceeded model token limit: 262144 (requested: 300000)"}}';
for (const [row, what, fault] of [
  ['M9', 'a prompt over the context', { kind: 'status', status: 400, body: tooLong }],
  ['M10', 'a body over the limit', { kind: 'status', status: 413, body: 'Payload Too Large' }],
] as const) {
  test(`${row}: ${what} is sent again with the newest picture only, and stays so`, async ({ serve }) => {
    const messages = [...asked(), observed(2), observed(3, jpegOf({ square: { x: 40, y: 40 } }))];
    const { ask, server, waits } = await serve({ faults: { 1: fault } });

    const { notes } = await ask(messages);
    await ask(messages);

    expect(server.requests.map(({ pictures }) => pictures)).toEqual([3, 1, 1]);
    expect(server.requests[1]?.screenshot().centreOf({ r: 220, g: 20, b: 30 })?.x).toBeCloseTo(50 / 160, 1);
    expect(waits).toEqual([]);
    expect(notes).toEqual([expect.stringContaining('only the newest picture is sent')]);
  });
}

test('M9: a prompt that is too long with one picture is the end, as a limit', async ({ serve }) => {
  const { ask, server } = await serve({ faults: always({ kind: 'status', status: 400, body: tooLong }) });

  await expect(ask([...asked(), observed(2)])).rejects.toMatchObject({ reason: 'limit.context' });
  expect(server.requests).toHaveLength(2);
});

const interrupted: [row: string, what: string, Fault][] = [
  ['M12', 'closed before any header', { kind: 'reset' }],
  ['M13', 'that never answers', { kind: 'hang' }],
  ['M14', 'that stalls in its reply', { kind: 'stall', afterBytes: 5 }],
  ['M21', 'that stalls inside a tool call', { kind: 'stall', afterBytes: 700 }],
  ['M15', 'cut short of its length', { kind: 'cut', afterBytes: 500, how: 'length' }],
  ['M19', 'ended cleanly inside a tool call', { kind: 'cut', afterBytes: 700, how: 'event' }],
  ['M19', 'ended cleanly inside an event', { kind: 'cut', afterBytes: 700, how: 'end' }],
  ['M20', 'reset inside a tool call', { kind: 'cut', afterBytes: 700, how: 'reset' }],
  ['M16', 'that sends one byte at a time', { kind: 'slow', msPerByte: 20 }],
  ['M20', 'with broken JSON in its stream', { kind: 'event', data: '{"choices":[{"delta":' }],
  ['M20', 'with an error in its stream', { kind: 'event', data: overloaded }],
  ['M18', 'with an empty body', { kind: 'body', body: '' }],
  ['M18', 'with an error in a good answer', { kind: 'body', body: overloaded }],
  ['M18', 'without any choice', { kind: 'body', body: '{"object":"chat.completion","choices":[]}' }],
  [
    'M18',
    'with nothing but the end of a stream',
    { kind: 'body', body: 'data: [DONE]\n\n', type: 'text/event-stream' },
  ],
];
for (const [row, what, fault] of interrupted) {
  test(`${row}: a connection ${what} is asked again, and no half reply is acted on`, async ({ serve }) => {
    const { ask, server, waits } = await serve({ faults: { 1: fault }, limits: { idleMs: 1_000, exchangeMs: 3_000 } });

    const { message } = await ask();

    expect(message).toMatchObject(done);
    expect(server.requests).toHaveLength(2);
    expect(waits).toHaveLength(1);
  });
}

test('M13: a host that hangs for ever is given up when the time of a reply is over', async ({ serve }) => {
  const { ask } = await serve({ faults: always({ kind: 'hang' }), limits: { idleMs: 200, totalMs: 900 } });
  const start = performance.now();

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.unreachable',
    message: expect.stringContaining('no byte for'),
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('M17: a login page in place of a reply is asked for once more and then named', async ({ serve }) => {
  const page = '<!doctype html><html><head><title>Hotel Wi-Fi</title></head></html>';
  const { ask, server } = await serve({ faults: always({ kind: 'body', body: page, type: 'text/html' }) });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.not_a_completion',
    message: expect.stringContaining('an HTML page titled "Hotel Wi-Fi"'),
  });
  expect(server.requests).toHaveLength(2);
});

test('M18: an answer that stays empty is given up after two retries', async ({ serve }) => {
  const { ask, server } = await serve({ faults: always({ kind: 'body', body: '{"choices":[]}' }) });

  await expect(ask()).rejects.toMatchObject({ reason: 'model.not_a_completion' });
  expect(server.requests).toHaveLength(3);
});

test('a redirect is not followed: the pictures go to no address that nobody has named', async ({ serve }) => {
  const other = await serve();
  const { ask, server } = await serve({
    faults: always({ kind: 'status', status: 307, headers: { location: `${other.server.baseURL}/chat/completions` } }),
  });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.not_a_completion',
    message: expect.stringContaining('redirect to'),
  });
  expect(server.requests).toHaveLength(1);
  expect(other.server.requests).toEqual([]);
});

test('M36: a reply of 20 MB is broken off at 1 MB', async ({ serve }) => {
  const { ask, server } = await serve({ faults: always({ kind: 'huge', bytes: 20 * 1024 * 1024 }) });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.not_a_completion',
    message: expect.stringContaining('larger than 1 MB'),
  });
  expect(server.requests).toHaveLength(1);
});

test('an unknown model names what the host lists, the likeliest first', async ({ serve }) => {
  const { ask } = await serve({ model: 'kimi-k2.6-turbo' });

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.not_found',
    message: expect.stringMatching(/kimi-k2\.6-turbo.*It lists kimi-k2\.6, /),
  });
});

test('an address where nobody listens is given up within seconds', async ({ serve }) => {
  const { ask, server } = await serve({ realWaits: true });
  await server.close();
  const start = performance.now();

  await expect(ask()).rejects.toMatchObject({
    reason: 'model.unreachable',
    message: expect.stringMatching(/ECONNREFUSED.*base URL/),
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a port that is kept from the web is given up within seconds: it will be the next time as well', async () => {
  const kimi = createKimi({ model: 'kimi-k2.5', host: 'moonshot', baseURL: 'http://127.0.0.1:9/v1' });
  const start = performance.now();

  const reply = kimi.reply({ messages: asked(), tools: [], runId: 'r', signal: new AbortController().signal });

  await expect(reply).rejects.toMatchObject({
    reason: 'model.unreachable',
    message: expect.stringMatching(/bad port.*base URL/),
  });
  expect(performance.now() - start).toBeLessThan(10_000);
});

test('a host that answered before and is gone is tried 8 times', async ({ serve }) => {
  const { ask, server, waits } = await serve();
  await ask();
  await server.close();

  await expect(ask()).rejects.toMatchObject({ reason: 'model.unreachable' });
  expect(waits).toHaveLength(8);
});

test('an abort ends a wait of 30 seconds within one', async ({ serve }) => {
  const { ask, server } = await serve({
    realWaits: true,
    faults: always({ kind: 'status', status: 429, headers: { 'retry-after': '30' }, body: overloaded }),
  });
  const controller = new AbortController();
  const reply = ask(asked(), controller.signal);
  await expect.poll(() => server.requests.length).toBe(1);
  const start = performance.now();

  controller.abort(new Error('interrupted'));

  await expect(reply).rejects.toThrow('interrupted');
  expect(performance.now() - start).toBeLessThan(5_000);
});

for (const fault of [{ kind: 'hang' }, { kind: 'stall', afterBytes: 300 }] as const) {
  test(`an abort ends a request that ${fault.kind}s within a second`, async ({ serve }) => {
    const { ask, server } = await serve({ faults: always(fault) });
    const controller = new AbortController();
    const reply = ask(asked(), controller.signal);
    await expect.poll(() => server.requests.length).toBe(1);
    const start = performance.now();

    controller.abort(new Error('interrupted'));

    await expect(reply).rejects.toThrow('interrupted');
    expect(performance.now() - start).toBeLessThan(5_000);
  });
}

test('M39: a clock that jumps an hour while a retry waits changes no wait', async ({ serve }) => {
  const { ask, waits } = await serve({
    faults: {
      1: { kind: 'status', status: 503, body: overloaded },
      2: { kind: 'status', status: 503, body: overloaded },
    },
  });
  const { now } = Date;
  let calls = 0;
  Date.now = () => now() + (calls++ % 2 === 0 ? 3_600_000 : -3_600_000);
  try {
    const { durationMs } = await ask();

    expect(waits).toEqual([562.5, 1125]);
    expect(durationMs).toBeGreaterThan(0);
    expect(durationMs).toBeLessThan(60_000);
  } finally {
    Date.now = now;
  }
});

test('a good reply has no notes', async ({ serve }) => {
  const { ask } = await serve({ reply: () => click });

  expect((await ask()).notes).toEqual([]);
});

/** Everything that a report could print of an error: messages of the causes, stacks, fields. */
function allTextOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return [error.message, error.stack, JSON.stringify(error), error.cause ? allTextOf(error.cause) : ''].join('\n');
}
