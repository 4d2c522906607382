/** Faults in what the model says (rows M22–M31 and M35–M38): repaired where that needs no guess, else asked again. */
import { test, expect, asked, click } from './served.ts';
import type { AssistantMessage, Message } from '../../../src/core/message.ts';
import { ScriptedKimi, type FaultPlan } from '../../support/kimiServer.ts';
import type { SaidFault } from '../../support/kimiServer/faults.ts';

const said = (name: SaidFault, requests: number[] = [1]): FaultPlan =>
  Object.fromEntries(requests.map((number) => [number, { kind: 'said', name }]));
const clicked = [{ id: 'functions.click:0', name: 'click', arguments: '{"ref":"e8"}' }];

test('M22: a reply that is cut off at its size is asked for once more with a larger one', async ({ serve }) => {
  const { ask, server } = await serve({ faults: said('length') });

  const { message, notes } = await ask();

  expect(message.calls).toEqual(clicked);
  expect(server.requests.map(({ body }) => body.max_completion_tokens)).toEqual([8_192, 32_768]);
  expect(notes).toEqual([expect.stringContaining('cut off at 8192 tokens')]);
});

test('M22: a reply that is cut off twice is handed on without its calls', async ({ serve }) => {
  const { ask, server } = await serve({ faults: said('length', [1, 2]) });

  const { message } = await ask();

  expect(message).toMatchObject({ calls: [], text: expect.stringContaining('cut off') });
  expect(server.requests).toHaveLength(2);
});

test('M23: a reply that the content filter stopped is an error, not tried again', async ({ serve }) => {
  const { ask, server } = await serve({ faults: said('filtered') });

  await expect(ask()).rejects.toMatchObject({ reason: 'model.content_filter' });
  expect(server.requests).toHaveLength(1);
});

test('M23: a request that the content filter refuses is the same error', async ({ serve }) => {
  const body =
    '{"error":{"message":"The request was rejected because it was considered high risk","type":"content_filter"}}';
  const { ask } = await serve({ faults: { 1: { kind: 'status', status: 400, body } } });

  await expect(ask()).rejects.toMatchObject({ reason: 'model.content_filter' });
});

for (const name of ['empty', 'thoughts-only', 'leaked-in-thoughts'] as const) {
  test(`M24: a reply of the kind ${name} is asked for again, its thoughts never carried out`, async ({ serve }) => {
    const { ask, server } = await serve({ thinking: 'on', faults: said(name) });

    const { message, usage } = await ask();

    expect(message.calls).toEqual(clicked);
    expect(server.requests).toHaveLength(2);
    expect(usage.prompt).toBe(2 * (server.requests[0]?.usage.prompt ?? 0));
  });
}

test('M24: after three empty replies the model is asked in words, and after the fourth it is an error', async ({
  serve,
}) => {
  const { ask, server } = await serve({ faults: said('empty', [1, 2, 3, 4]) });

  await expect(ask()).rejects.toMatchObject({ reason: 'model.empty_reply' });
  expect(server.requests.map(({ lastUserText }) => lastUserText.startsWith('Your last reply was empty'))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

for (const [name, args] of [
  ['cut-arguments', '{"ref":"e'],
  ['wrong-types', '{"ref":{"was":"e8"}}'],
] as const) {
  test(`arguments of the kind ${name} are handed on as they came: judging them is the tools' business`, async ({
    serve,
  }) => {
    const { ask } = await serve({ faults: said(name) });

    expect((await ask()).message.calls).toEqual([{ ...clicked[0], arguments: args }]);
  });
}

for (const name of [
  'cut-arguments',
  'unknown-tool',
  'no-name',
  'missing-ids',
  'duplicate-ids',
  'leaked-calls',
  'foreign-ids',
] as const) {
  test(`after a reply of the kind ${name} the next request is one that the host accepts`, async ({ serve }) => {
    for (const dialect of ['moonshot', 'together', 'vllm'] as const) {
      const { ask, server } = await serve({
        dialect,
        faults: said(name),
        reply: () => ({ calls: [...(click.calls ?? []), { name: 'click', args: { x: 0.5 } }] }),
      });
      const { message } = await ask();

      await ask([...asked(), ...answered(message)]);

      expect(message.calls).toHaveLength(2);
      expect(server.refused).toEqual([]);
      expect(server.requests[1]?.lastToolTexts).toEqual(['result 0', 'result 1']);
    }
  });
}

test('M30: tool calls that leaked into the text are calls, and the text is clean', async ({ serve }) => {
  const { ask } = await serve({
    reply: () => ({ ...click, text: 'I log in. ' }),
    faults: said('leaked-calls'),
  });

  const { message, notes } = await ask();

  expect(message).toMatchObject({ text: 'I log in.', calls: clicked });
  expect(notes).toEqual(['1 tool call(s) stood in the text as tokens: read from there']);
});

test('thoughts in the text become reasoning', async ({ serve }) => {
  const { ask } = await serve({ faults: said('thoughts-in-text'), reply: () => ({ ...click, text: 'Logging in.' }) });

  expect((await ask()).message).toMatchObject({ text: 'Logging in.', reasoning: 'Let me look.', calls: clicked });
});

test('M29: duplicate ids become different ones of the same form', async ({ serve }) => {
  const { ask } = await serve({
    faults: said('duplicate-ids'),
    reply: () => ({ calls: [...(click.calls ?? []), ...(click.calls ?? [])] }),
  });

  expect((await ask()).message.calls.map(({ id }) => id)).toEqual(['functions.same:0', 'functions.click:0']);
});

test("ids that another server made up become Kimi's own form", async ({ serve }) => {
  const { ask } = await serve({ dialect: 'vllm', faults: said('foreign-ids') });

  expect((await ask()).message.calls).toEqual(clicked);
});

test('a name that comes as functions.click is click', async ({ serve }) => {
  const { ask } = await serve({ faults: said('prefixed-names') });

  expect((await ask()).message.calls[0]?.name).toBe('click');
});

for (const name of ['no-finish', 'stop-with-calls'] as const) {
  test(`a finish of the kind ${name} takes nothing from the calls`, async ({ serve }) => {
    const { ask, server } = await serve({ faults: said(name) });

    expect((await ask()).message.calls).toEqual(clicked);
    expect(server.requests).toHaveLength(1);
  });
}

test('a stream without [DONE] is complete when it has said why it ended', async ({ serve }) => {
  const { ask, server } = await serve({ faults: { 1: { kind: 'no-done' } } });

  expect((await ask()).message.calls).toEqual(clicked);
  expect(server.requests).toHaveLength(1);
});

test('M31: unknown fields are kept and change nothing', async ({ serve }) => {
  const { ask } = await serve({ faults: said('extra-fields') });

  expect((await ask()).message).toMatchObject({
    calls: clicked,
    wire: { extra: { mood: 'calm', plan: { next: 'click' } } },
  });
});

test('M35: a model that declines is asked once more and then ends the run', async ({ serve }) => {
  const { ask, server } = await serve({ faults: said('refused', [1, 2]) });

  const { refusal } = await ask();

  expect(refusal).toMatchObject({
    reason: 'model.unusable',
    message: expect.stringContaining("I can't help with that"),
  });
  expect(server.requests).toHaveLength(2);
});

test('M35: a model that declines once goes on', async ({ serve }) => {
  const { ask } = await serve({ faults: said('refused') });

  const { message, refusal } = await ask();

  expect(refusal).toBeUndefined();
  expect(message.calls).toEqual(clicked);
});

test('M37: control characters and lone surrogates are replaced, whole ones stay', async ({ serve }) => {
  const { ask } = await serve({ faults: said('control-characters') });
  const whole = await serve({ reply: () => ({ ...click, text: '12345678😀 ok' }) });

  expect((await ask()).message.text).toBe('a\ufffdb \ufffd[31mred\ufffd[0m \ufffd end');
  expect((await whole.ask()).message.text).toBe('12345678😀 ok');
});

test('M38: an answer of another model is noted, once a run', async ({ serve }) => {
  const { ask } = await serve({ faults: said('another-model', [1, 2]) });

  expect((await ask()).notes).toEqual(['asked for kimi-k2.5, answered by gpt-none']);
  expect((await ask()).notes).toEqual([]);
});

test('a vendor in front of the name and a date behind it are the same model', async ({ serve }) => {
  const { ask } = await serve({ reply: () => ({ ...click, model: 'moonshotai/Kimi-K2.5-0127' }) });

  expect((await ask()).notes).toEqual([]);
});

test('a script that runs out says so, at once', async ({ serve }) => {
  const script = new ScriptedKimi(click);
  const { ask } = await serve({ reply: script.reply });
  await ask();

  await expect(ask()).rejects.toThrow('the script has 1 replies, and request 2 asks for one more');
  expect(script.ranOut).toBe(true);
});

function answered(message: AssistantMessage): Message[] {
  return [message, ...message.calls.map(({ id }, at): Message => ({ role: 'tool', callId: id, text: `result ${at}` }))];
}
