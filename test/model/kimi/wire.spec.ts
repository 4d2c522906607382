/** What is sent, host by host: judged by a server that refuses what the real ones refuse. */
import { test, expect, asked, click, jpegOf, observed, type Served } from './served.ts';
import type { Message, ModelRequest } from '../../../src/core/message.ts';
import { DIALECT_NAMES, DIALECTS } from '../../support/kimiServer/dialects.ts';

for (const dialect of DIALECT_NAMES) {
  for (const thinking of ['on', 'off'] as const) {
    test(`${dialect} with thinking ${thinking} takes a conversation of six turns, reasoning echoed under its own key`, async ({
      serve,
    }) => {
      const reasoning = thinking === 'on' ? { reasoning: 'The button is there.' } : {};
      const { ask, server } = await serve({ dialect, thinking, reply: () => ({ ...click, ...reasoning }) });
      const messages = asked();

      for (let turn = 2; turn <= 7; turn++) messages.push(...(await turnOf(messages, turn, ask)));

      expect(server.refused).toEqual([]);
      expect(server.requests.map(({ thinks }) => thinks)).toEqual(Array.from({ length: 6 }, () => thinking === 'on'));
      const echoed = server.requests.at(-1)?.body.messages.filter(({ role }) => role === 'assistant');
      const key = DIALECTS[dialect].reasoningKey;
      expect(echoed).toHaveLength(5);
      for (const message of echoed ?? [])
        expect(message).toEqual(
          thinking === 'on'
            ? expect.objectContaining({ [key]: 'The button is there.' })
            : expect.not.objectContaining({ [key]: expect.anything() }),
        );
    });

    test(`${dialect} with thinking ${thinking}: each request extends the one before, byte for byte`, async ({
      serve,
    }) => {
      const { ask, server } = await serve({ dialect, thinking, reply: () => ({ ...click, reasoning: 'Yes.' }) });
      const messages = asked();

      for (let turn = 2; turn <= 6; turn++) messages.push(...(await turnOf(messages, turn, ask)));

      const raw = server.requests.map((request) => request.raw.replace(/\]\}$/, ''));
      for (const [at, longer] of raw.slice(1).entries()) expect(longer.startsWith(raw[at] ?? '?')).toBe(true);
      const last = server.requests.at(-1)?.usage;
      expect(last?.cached).toBeGreaterThan((last?.prompt ?? 0) * 0.7);
    });
  }
}

const settings = {
  moonshot: {
    on: { thinking: { type: 'enabled' }, max_completion_tokens: 16_384, prompt_cache_key: 'run-1' },
    off: { thinking: { type: 'disabled' }, max_completion_tokens: 8_192, prompt_cache_key: 'run-1' },
  },
  together: {
    on: { reasoning: { enabled: true }, max_tokens: 16_384, temperature: 1, top_p: 0.95 },
    off: { reasoning: { enabled: false }, max_tokens: 8_192, temperature: 0.6, top_p: 0.95 },
  },
  openrouter: {
    on: { reasoning: { enabled: true }, max_tokens: 16_384, temperature: 1, top_p: 0.95 },
    off: { reasoning: { enabled: false }, max_tokens: 8_192, temperature: 0.6, top_p: 0.95 },
  },
  vllm: {
    on: { chat_template_kwargs: { thinking: true }, max_tokens: 16_384, temperature: 1, top_p: 0.95 },
    off: { chat_template_kwargs: { thinking: false }, max_tokens: 8_192, temperature: 0.6, top_p: 0.95 },
  },
};
for (const dialect of ['moonshot', 'together', 'openrouter', 'vllm'] as const) {
  for (const thinking of ['on', 'off'] as const) {
    test(`${dialect} is sent its own settings with thinking ${thinking}, and no others`, async ({ serve }) => {
      const { ask, server } = await serve({ dialect, thinking, reply: () => ({ ...click, reasoning: 'Yes.' }) });

      await ask();

      const { model: _, stream, stream_options, messages: __, tools: ___, ...rest } = server.requests[0]?.body ?? {};
      expect(rest).toEqual(settings[dialect][thinking]);
      expect({ stream, stream_options }).toEqual({ stream: true, stream_options: { include_usage: true } });
    });
  }
}

for (const dialect of DIALECT_NAMES) {
  test(`${dialect} with thinking auto: instant, instant, think, instant, and nothing of the messages before changes`, async ({
    serve,
  }) => {
    // The host hands out reasoning when it is asked to think, and only then.
    const { ask, server } = await serve({
      dialect,
      thinking: 'auto',
      reply: ({ thinks }) => ({ ...click, ...(thinks ? { reasoning: 'Let me look.' } : {}) }),
    });
    const messages = asked();
    const modes = [false, false, true, false, true];
    const thinking: unknown[] = [];

    for (const [at, think] of modes.entries()) {
      const { added, reply } = await nextTurn(messages, at + 2, ask, { think });
      thinking.push(reply.thinking);
      messages.push(...added);
    }

    expect(server.refused).toEqual([]);
    expect(server.requests.map(({ thinks }) => thinks)).toEqual(modes);
    expect(thinking).toEqual(modes);
    const sizes = server.requests.map(({ body }) => body.max_completion_tokens ?? body.max_tokens);
    expect(sizes).toEqual([8_192, 8_192, 16_384, 8_192, 16_384]);
    const sent = server.requests.map(({ body }) => JSON.stringify({ tools: body.tools, messages: body.messages }));
    for (const [at, longer] of sent.slice(1).entries())
      expect(longer.startsWith(sent[at]?.replace(/\]\}$/, '') ?? '?')).toBe(true);
  });
}

test('--thinking off is never overruled, --thinking on needs no reason', async ({ serve }) => {
  const off = await serve({ thinking: 'off' });
  const on = await serve({ thinking: 'on', reply: () => ({ ...click, reasoning: 'Yes.' }) });

  const never = await off.ask(asked(), undefined, { think: true });
  const always = await on.ask(asked(), undefined, { think: false });

  expect([off.server.requests[0]?.thinks, never.thinking]).toEqual([false, false]);
  expect([on.server.requests[0]?.thinks, always.thinking]).toEqual([true, true]);
});

test('K3 always thinks and takes an effort in place of a switch', async ({ serve }) => {
  const { ask, server } = await serve({ model: 'kimi-k3', reply: () => ({ ...click, reasoning: 'Yes.' }) });

  await ask();

  expect(server.requests[0]?.body).toMatchObject({ reasoning_effort: 'high', max_completion_tokens: 16_384 });
  expect(server.requests[0]?.body).not.toHaveProperty('thinking');
});

for (const dialect of ['together', 'openrouter', 'vllm'] as const) {
  test(`K3 at ${dialect} thinks by itself and is sent no switch`, async ({ serve }) => {
    const reply = () => ({ ...click, reasoning: 'Yes.' });
    const { ask, server } = await serve({ dialect, model: 'kimi-k3', thinking: 'off', reply });

    const { thinking } = await ask();

    expect(thinking).toBe(true);
    expect(server.requests[0]?.thinks).toBe(true);
    expect(server.requests[0]?.body).not.toHaveProperty('reasoning');
    expect(server.requests[0]?.body).not.toHaveProperty('chat_template_kwargs');
  });
}

test('OpenRouter says what a call cost, and that is the bill', async ({ serve }) => {
  const { ask } = await serve({ dialect: 'openrouter', reply: () => ({ ...click, usage: { cost: 0.0123 } }) });

  expect((await ask()).usd).toBe(0.0123);
});

test('a model that is not Kimi is sent no switches of Kimi', async ({ serve }) => {
  const { ask, server } = await serve({ dialect: 'vllm', model: 'qwen-vl' });

  await expect(ask()).rejects.toMatchObject({ reason: 'model.not_found' });

  expect(server.refused).toMatchObject([{ status: 404, message: expect.stringContaining('qwen-vl') }]);
});

test("the short name of a model becomes the host's own, and reports keep the short one", async ({ serve }) => {
  const { ask, kimi, server } = await serve({ dialect: 'together' });

  await ask();

  expect(server.requests[0]?.body.model).toBe('moonshotai/Kimi-K2.5');
  expect(kimi.name).toBe('kimi-k2.5');
});

test('M41: a transcript without any reasoning is accepted with thinking on', async ({ serve }) => {
  const { ask, server } = await serve({ thinking: 'on', reply: () => ({ ...click, reasoning: 'Yes.' }) });
  const call = { id: 'functions.click:0', name: 'click', arguments: '{}' };

  await ask([
    ...asked(),
    { role: 'assistant', text: '', reasoning: '', calls: [call] },
    { role: 'tool', callId: call.id, text: '' },
    observed(2),
  ]);

  expect(server.requests[0]?.body.messages.find(({ role }) => role === 'assistant')).toMatchObject({
    reasoning_content: ' ',
  });
});

test('the picture that arrives is the picture that was taken', async ({ serve }) => {
  const { ask, server } = await serve();

  await ask(asked(jpegOf({ width: 200, height: 100, square: { x: 120, y: 60 } })));

  const seen = server.requests[0];
  const picture = seen?.screenshot();
  expect(picture).toMatchObject({ width: 200, height: 100 });
  const centre = picture?.centreOf({ r: 220, g: 20, b: 30 });
  expect(centre?.x).toBeCloseTo(130 / 200, 2);
  expect(centre?.y).toBeCloseTo(70 / 100, 2);
  expect(picture?.pixel(10, 10)).toEqual({ r: 255, g: 255, b: 255 });
  expect(seen?.turn?.elements).toMatchObject([{ ref: 'e8', role: 'button', name: 'Log in' }]);
});

test('tokens, cached tokens and dollars are those that the host reports', async ({ serve }) => {
  for (const dialect of DIALECT_NAMES) {
    const usage =
      dialect === 'moonshot'
        ? { cached_tokens: 800 }
        : { cached_tokens: undefined, prompt_tokens_details: { cached_tokens: 800 } };
    const { ask } = await serve({
      dialect,
      reply: () => ({ ...click, usage: { prompt_tokens: 1_000, completion_tokens: 50, ...usage } }),
    });

    expect((await ask()).usage).toEqual({ prompt: 1_000, cached: 800, completion: 50 });
  }
});

test('a reply without token counts has no dollar figure, and says so', async ({ serve }) => {
  const { ask } = await serve({
    reply: () => ({
      raw: '{"object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}',
    }),
  });

  const { message, usd, notes } = await ask();

  expect(message.text).toBe('Hello');
  expect(usd).toBeUndefined();
  expect(notes).toEqual(['the host reports no token counts: they are estimated, and no cost is shown']);
});

async function turnOf(messages: Message[], turn: number, ask: Served['ask']): Promise<Message[]> {
  return (await nextTurn(messages, turn, ask)).added;
}

async function nextTurn(messages: Message[], turn: number, ask: Served['ask'], more: Partial<ModelRequest> = {}) {
  const reply = await ask([...messages], undefined, more);
  const { calls } = reply.message;
  const added: Message[] = [
    reply.message,
    ...calls.map(({ id }): Message => ({ role: 'tool', callId: id, text: 'done' })),
    observed(turn, jpegOf({ square: { x: turn * 10, y: 0 } })),
  ];
  return { reply, added };
}
