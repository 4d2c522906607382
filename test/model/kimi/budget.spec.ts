/** Row M42: what a run may still spend is asked before every exchange; and what was spent on no reply is told all the same. */
import { test, expect, asked, click, jpegOf, observed } from './served.ts';
import { ModelFailure } from '../../../src/core/message.ts';
import { estimateTokens, pictureTokens } from '../../../src/core/tokens.ts';
import type { FaultPlan } from '../../support/kimiServer.ts';

const counted = { prompt_tokens: 1_000, completion_tokens: 200, cached_tokens: 400 };
const empty: FaultPlan = () => ({ kind: 'said', name: 'empty' });
const price = { prompt: 1, prompt_cached: 0.5, completion: 4 };
const lots = { tokens: 1_000_000, usd: 100 };

test('M42: a first call that does not fit is not made', async ({ serve }) => {
  const { ask, server } = await serve();

  const failure = await ask(asked(), undefined, { budget: { tokens: 50, usd: 1 } }).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(ModelFailure);
  expect(failure).toMatchObject({
    reason: 'limit.tokens',
    message: expect.stringMatching(
      /fit into the 50 tokens that are left, found that it takes about \d+\..*--max-tokens/,
    ),
    spent: { usage: { prompt: 0, cached: 0, completion: 0 } },
  });
  expect(server.requests).toEqual([]);
});

test('M42: a reply that has to be thrown away is paid for, and the next try is not made when it does not fit', async ({
  serve,
}) => {
  const { ask, server } = await serve({ faults: empty, reply: () => ({ ...click, usage: counted }) });

  const failure = await ask(asked(), undefined, { budget: { tokens: 1_350, usd: 1 } }).catch((error: unknown) => error);

  expect(failure).toMatchObject({
    reason: 'limit.tokens',
    message: expect.stringContaining('after 1200 for replies of this turn that had to be thrown away'),
    spent: { usage: { prompt: 1_000, cached: 400, completion: 200 }, notes: ['empty reply: asked again'] },
  });
  expect(server.requests).toHaveLength(1);
});

for (const [what, name] of [
  ['a larger reply', 'length'],
  ['asking a model that declined', 'refused'],
] as const) {
  test(`M42: ${what} is made only when it fits`, async ({ serve }) => {
    const short = await serve({ faults: { 1: { kind: 'said', name } }, reply: () => ({ ...click, usage: counted }) });
    const long = await serve({ faults: { 1: { kind: 'said', name } }, reply: () => ({ ...click, usage: counted }) });

    const failure = await short
      .ask(asked(), undefined, { budget: { tokens: 1_350, usd: 1 } })
      .catch((error: unknown) => error);
    const { message } = await long.ask(asked(), undefined, { budget: { tokens: 2_400, usd: 1 } });

    expect(failure).toMatchObject({ reason: 'limit.tokens', spent: { usage: { prompt: 1_000 } } });
    expect(short.server.requests).toHaveLength(1);
    expect(message.calls).toHaveLength(1);
  });
}

test('M42: dollars hold where the price is known, with cached tokens at their own price', async ({ serve }) => {
  const { ask, server } = await serve({ price, reply: () => ({ ...click, usage: counted }) });
  const first = await ask(asked(), undefined, { budget: lots });

  const failure = await ask(asked(), undefined, { budget: { tokens: 1_000_000, usd: 0.0008 } }).catch(
    (error: unknown) => error,
  );

  expect(first.usd).toBeCloseTo((600 + 200 + 800) / 1_000_000, 9);
  expect(failure).toMatchObject({ reason: 'limit.usd', message: expect.stringContaining('$0.0008 that are left') });
  expect(server.requests).toHaveLength(1);
});

test('M42: with OpenRouter what the last call cost is the estimate for the next', async ({ serve }) => {
  const { ask, server } = await serve({ dialect: 'openrouter', reply: () => ({ ...click, usage: { cost: 0.02 } }) });
  await ask(asked(), undefined, { budget: lots });

  await expect(ask(asked(), undefined, { budget: { tokens: 1_000_000, usd: 0.019 } })).rejects.toMatchObject({
    reason: 'limit.usd',
  });
  expect(server.requests).toHaveLength(1);
});

test('M42: a host that counts no tokens is held to the limit by the estimate', async ({ serve }) => {
  const text = JSON.stringify('x'.repeat(4_000));
  const raw = `{"choices":[{"index":0,"message":{"role":"assistant","content":${text}},"finish_reason":"stop"}]}`;
  const { ask } = await serve({ reply: () => ({ raw }) });

  const { usage, usd } = await ask();

  expect(usage.completion).toBeGreaterThanOrEqual(1_000);
  expect(usage.prompt).toBeGreaterThan(50);
  expect(usd).toBeUndefined();
});

test('the estimate is what the host counts, within a tenth', async ({ serve }) => {
  const { ask, server, tools } = await serve();
  const messages = [...asked(jpegOf({ width: 1280, height: 720 })), observed(2, jpegOf({ width: 640, height: 360 }))];
  for (let turn = 0; turn < 20; turn++)
    messages.push({
      role: 'user',
      parts: [{ type: 'text', text: `e${turn} button "Log in" (0.420, 0.310)\n`.repeat(20) }],
    });

  await ask(messages);

  const counted = server.requests[0]?.usage.prompt ?? 0;
  const estimated = estimateTokens(messages, tools);
  expect(Math.abs(estimated - counted)).toBeLessThan(counted / 10);
  expect(estimateTokens(messages, tools, 1)).toBe(estimated - 46 * 26);
});

test('a picture counts by its patches of 28 pixels, up to the size at which hosts scale it down', () => {
  expect(pictureTokens({ width: 1280, height: 720 })).toBe(1_196);
  expect(pictureTokens({ width: 1920, height: 1080 })).toBe(2_691);
  expect(pictureTokens({ width: 10_000, height: 10_000 })).toBe(4_082);
});

for (const [what, faults, reason] of [
  ['an empty reply', empty, 'model.empty_reply'],
  [
    'a content filter',
    { 1: { kind: 'said', name: 'empty' }, 2: { kind: 'said', name: 'filtered' } },
    'model.content_filter',
  ],
  [
    'a key that is refused',
    { 1: { kind: 'said', name: 'empty' }, 2: { kind: 'status', status: 401, body: 'no' } },
    'model.key',
  ],
] as const) {
  test(`a failure by ${what} carries what its thrown-away replies cost`, async ({ serve }) => {
    const { ask, server } = await serve({ price, faults, reply: () => ({ ...click, usage: counted }) });

    const failure = await ask().catch((error: unknown) => error);

    const replies = what === 'an empty reply' ? 4 : what === 'a content filter' ? 2 : 1;
    expect(failure).toBeInstanceOf(ModelFailure);
    expect(failure).toMatchObject({
      reason,
      spent: {
        usage: { prompt: 1_000 * replies, completion: 200 * replies },
        usd: expect.closeTo(0.0016 * replies, 9),
        notes: expect.arrayContaining(['empty reply: asked again']),
        durationMs: expect.any(Number),
      },
    });
    expect(server.requests).toHaveLength(what === 'a key that is refused' ? 2 : replies);
  });
}

test('a failure of the wire alone carries that nothing was spent', async ({ serve }) => {
  const { ask } = await serve({ faults: () => ({ kind: 'reset' }), limits: { maxRetries: 1 } });

  const failure = await ask().catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(ModelFailure);
  expect(failure).toMatchObject({
    reason: 'model.unreachable',
    spent: { usage: { prompt: 0, cached: 0, completion: 0 }, notes: [expect.stringMatching(/^retry 1 in/)] },
  });
});

test('an abort leaves as it came: it is no failure of the model', async ({ serve }) => {
  const { ask } = await serve({ faults: () => ({ kind: 'hang' }) });
  const reason = new Error('interrupted');

  await expect(ask(asked(), AbortSignal.abort(reason))).rejects.toBe(reason);
});
