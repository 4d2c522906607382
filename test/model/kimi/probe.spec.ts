import { test, expect } from './served.ts';
import type { SeenRequest } from '../../support/kimiServer/seenRequest.ts';

/** Looks, as the model would. */
const looking = (request: SeenRequest) => {
  const orange = request.pictures > 0 && request.screenshot().centreOf({ r: 255, g: 128, b: 0 }, 60);
  return { calls: [{ name: 'report_colour', args: { colour: orange ? 'orange' : 'blue' } }] };
};
const noPictures = '{"error":{"message":"this model does not support image input"}}';

test('the probe is one small call with a picture and a tool, and tells what the host does', async ({ serve }) => {
  const { kimi, server } = await serve({ reply: looking });

  const found = await kimi.probe();

  expect(found).toEqual({
    model: 'kimi-k2.5',
    pictures: { is: 'used' },
    tools: { is: 'used' },
    said: '{"colour":"orange"}',
    priceKnown: false,
    cachedReported: true,
    listed: ['kimi-k2.5', 'kimi-k2.6', 'kimi-k2.7-code', 'kimi-k3'],
  });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.usage.prompt).toBeLessThan(200);
});

test('a model that names another colour took the picture and did not look at it', async ({ serve }) => {
  const { kimi } = await serve({ reply: () => ({ calls: [{ name: 'report_colour', args: { colour: 'blue' } }] }) });

  expect(await kimi.probe()).toMatchObject({
    pictures: { is: 'ignored' },
    tools: { is: 'used' },
    said: '{"colour":"blue"}',
  });
});

test('a model that answers in words has no tools', async ({ serve }) => {
  const { kimi } = await serve({ reply: () => ({ text: 'Orange.' }) });

  expect(await kimi.probe()).toMatchObject({ pictures: { is: 'used' }, tools: { is: 'ignored' }, said: 'Orange.' });
});

test('a host that refuses pictures is asked again without one', async ({ serve }) => {
  const { kimi, server } = await serve({
    reply: looking,
    faults: { 1: { kind: 'status', status: 400, body: noPictures } },
  });

  expect(await kimi.probe()).toMatchObject({
    pictures: { is: 'refused', words: '400 this model does not support image input' },
    tools: { is: 'used' },
  });
  expect(server.requests.map(({ pictures }) => pictures)).toEqual([1, 0]);
});

test('a host that refuses tools is asked again without one', async ({ serve }) => {
  const body = '{"error":{"message":"\\"auto\\" tool choice requires --enable-auto-tool-choice"}}';
  const { kimi, server } = await serve({
    reply: () => ({ text: 'It is orange' }),
    faults: { 1: { kind: 'status', status: 400, body }, 2: { kind: 'status', status: 400, body } },
  });

  expect(await kimi.probe()).toMatchObject({
    pictures: { is: 'used' },
    tools: { is: 'refused', words: expect.stringContaining('--enable-auto-tool-choice') },
  });
  expect(server.requests.map(({ pictures, tools }) => [pictures, tools.length])).toEqual([
    [1, 1],
    [0, 1],
    [1, 0],
  ]);
});

test('the price is known where it is given, or where the host says what the call cost', async ({ serve }) => {
  const given = await serve({ reply: looking, price: { prompt: 1, prompt_cached: 1, completion: 1 } });
  const told = await serve({ dialect: 'openrouter', reply: looking });

  expect(await given.kimi.probe()).toMatchObject({ priceKnown: true });
  expect(await told.kimi.probe()).toMatchObject({ priceKnown: true });
});

test('a wrong key is the error that a run would end with', async ({ serve }) => {
  const { kimi } = await serve({ key: 'right', apiKey: 'wrong-key-123' });

  await expect(kimi.probe()).rejects.toMatchObject({ reason: 'model.key' });
});
