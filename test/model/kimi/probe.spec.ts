import { test, expect } from './served.ts';

const colour = { calls: [{ name: 'report_colour', args: { colour: 'red' } }] };

test('the probe is one small call with a picture and a tool, and tells what the host does', async ({ serve }) => {
  const { kimi, server } = await serve({
    reply: (request) => ({
      calls: [
        {
          name: 'report_colour',
          args: { colour: request.screenshot().centreOf({ r: 220, g: 20, b: 30 }) ? 'red' : 'none' },
        },
      ],
    }),
  });

  const found = await kimi.probe();

  expect(found).toEqual({
    model: 'kimi-k2.5',
    vision: true,
    tools: true,
    priceKnown: false,
    cachedReported: true,
    listed: ['kimi-k2.5', 'kimi-k2.6', 'kimi-k2.7-code', 'kimi-k3'],
  });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]?.usage.prompt).toBeLessThan(200);
});

test('a host that refuses pictures is asked again without one', async ({ serve }) => {
  const { kimi } = await serve({
    reply: () => colour,
    faults: {
      1: { kind: 'status', status: 400, body: '{"error":{"message":"this model does not support image input"}}' },
    },
  });

  expect(await kimi.probe()).toMatchObject({ vision: false, tools: true });
});

test('a wrong key is the error that a run would end with', async ({ serve }) => {
  const { kimi } = await serve({ key: 'right', apiKey: 'wrong-key-123' });

  await expect(kimi.probe()).rejects.toMatchObject({ reason: 'model.key' });
});
