/** The strict server refuses what the hosts refuse, in their words: a request that is wrong on purpose for each rule. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { seededFaults, startKimiServer, type KimiServer } from '../../support/kimiServer.ts';
import { faultAt } from '../../support/kimiServer/faults.ts';
import { DIALECTS, type DialectName } from '../../support/kimiServer/dialects.ts';
import { decodePicture } from '../../support/kimiServer/picture.ts';
import { jpegOf } from './served.ts';

const test = base.extend<{
  post: (body: object, dialect?: DialectName) => Promise<{ status: number; message: string }>;
}>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern.
  post: async ({}, use) => {
    const servers: KimiServer[] = [];
    await use(async (body, dialect = 'moonshot') => {
      const server = await startKimiServer({ dialect, reply: () => ({ text: 'ok' }) });
      servers.push(server);
      const response = await fetch(`${server.baseURL}/chat/completions`, {
        method: 'POST',
        body: JSON.stringify(body),
      });
      const { error } = (await response.json()) as { error?: { message: string } };
      return { status: response.status, message: error?.message ?? '' };
    });
    for (const server of servers) await server.close();
  },
});

const hello = { role: 'user', content: 'Hello' };
const call = (id = 'functions.click:0') => ({ id, type: 'function', function: { name: 'click', arguments: '{}' } });
const calling = { role: 'assistant', content: '', reasoning_content: 'Yes.', tool_calls: [call()] };
const result = { role: 'tool', tool_call_id: 'functions.click:0', content: 'done' };
const picture = (url: string) => ({ role: 'user', content: [{ type: 'image_url', image_url: { url } }] });
const base64 = jpegOf().bytes.toString('base64');

const refused: [what: string, body: object, message: RegExp, dialect?: DialectName][] = [
  ['a tool message without its call', { messages: [hello, result] }, /tool_call_id functions\.click:0 is not found/],
  ['a call without its answer', { messages: [hello, calling, hello] }, /must be followed by tool messages/],
  [
    'a call without its answer at the end',
    { messages: [hello, calling] },
    /did not have response messages: functions\.click:0/,
  ],
  ['two answers to one call', { messages: [hello, calling, result, result] }, /is not found/],
  [
    'a picture between a call and its answer',
    { messages: [hello, calling, picture(`data:image/jpeg;base64,${base64}`), result] },
    /must be followed by tool messages/,
  ],
  [
    'missing reasoning',
    { messages: [hello, { ...calling, reasoning_content: undefined }, result] },
    /reasoning_content is missing in assistant tool call message at index 1/,
  ],
  [
    'a temperature where it is fixed',
    { messages: [hello], temperature: 0.2 },
    /invalid temperature: only 1 is allowed/,
  ],
  ['an unknown field', { messages: [hello], colour: 'red' }, /unknown field "colour"/],
  ['a picture by address', { messages: [picture('https://example.com/a.png')] }, /unsupported image url/],
  [
    'a picture that is cut short',
    { messages: [picture(`data:image/jpeg;base64,${base64.slice(0, 400)}`)] },
    /decode image/,
  ],
  [
    'a text that calls itself a picture',
    { messages: [picture('data:image/png;base64,aGVsbG8gd29ybGQ=')] },
    /not a PNG/,
  ],
  ['an empty message', { messages: [{ role: 'user', content: '' }] }, /position 0 with role 'user' must not be empty/],
  [
    'a tool message as a list',
    { messages: [hello, calling, { ...result, content: [{ type: 'text', text: 'x' }] }] },
    /valid string/,
    'together',
  ],
  [
    'a format in a tool schema',
    { messages: [hello], tools: [tool({ url: { type: 'string', format: 'uri' } })] },
    /unsupported keyword format/,
  ],
  [
    'a list of types in a tool schema',
    { messages: [hello], tools: [tool({ x: { type: ['string', 'null'] } })] },
    /type must be one string/,
  ],
  [
    'a type beside anyOf in a tool schema',
    { messages: [hello], tools: [tool({ x: { type: 'string', anyOf: [{ type: 'string' }] } })] },
    /type should be defined in anyOf items/,
  ],
  ['a model that it does not serve', { model: 'kimi-k1', messages: [hello] }, /Not found the model kimi-k1/],
  ['a top_p where it is fixed', { messages: [hello], top_p: 0.5 }, /invalid top_p: only 0\.95 is allowed/],
  ['the old name of the reply size', { messages: [hello], max_tokens: 100 }, /use max_completion_tokens/],
  [
    "Moonshot's name of the reply size",
    { messages: [hello], max_completion_tokens: 100 },
    /unknown field "max_completion_tokens"/,
    'together',
  ],
  [
    "Moonshot's name of the reply size",
    { messages: [hello], max_completion_tokens: 100 },
    /max_completion_tokens is not supported/,
    'vllm',
  ],
  [
    "Moonshot's switch",
    { messages: [hello], thinking: { type: 'disabled' } },
    /unknown field "thinking"/,
    'openrouter',
  ],
  [
    "vLLM's switch",
    { messages: [hello], chat_template_kwargs: {} },
    /unknown field "chat_template_kwargs"/,
    'together',
  ],
  [
    'one id for two calls',
    { messages: [hello, { ...calling, tool_calls: [call(), call()] }, result] },
    /duplicate tool_call_id in the message at position 1/,
  ],
  [
    'arguments that are not JSON',
    {
      messages: [
        hello,
        { ...calling, tool_calls: [{ ...call(), function: { name: 'click', arguments: '{"x"' } }] },
        result,
      ],
    },
    /arguments of the tool call functions\.click:0 are not valid JSON/,
  ],
  [
    'a tool schema that is no object',
    { messages: [hello], tools: [rawTool({ type: 'string' })] },
    /must be of type object/,
  ],
  [
    'a title in a tool schema',
    { messages: [hello], tools: [tool({ x: { type: 'string', title: 'X' } })] },
    /keyword title/,
  ],
  [
    'an exclusive bound in a tool schema',
    { messages: [hello], tools: [tool({ x: { type: 'number', exclusiveMinimum: 0 } })] },
    /keyword exclusiveMinimum/,
  ],
  [
    'a tuple in a tool schema',
    { messages: [hello], tools: [tool({ x: { type: 'array', prefixItems: [] } })] },
    /prefixItems/,
  ],
  [
    'a $schema in a tool schema',
    { messages: [hello], tools: [rawTool({ type: 'object', $schema: 'https://json-schema.org/' })] },
    /keyword \$schema/,
  ],
  [
    'a list without items',
    { messages: [hello], tools: [tool({ x: { type: 'array' } })] },
    /a schema must be an object/,
  ],
  [
    'values of another type than the schema',
    { messages: [hello], tools: [tool({ x: { type: 'string', enum: [1] } })] },
    /enum values must be of the schema type/,
  ],
  [
    'a required property that is not there',
    { messages: [hello], tools: [rawTool({ type: 'object', properties: {}, required: ['x'] })] },
    /required names a property that is not defined/,
  ],
  [
    'a tool name of other letters',
    { messages: [hello], tools: [{ ...tool({}), function: { ...tool({}).function, name: 'a b' } }] },
    /tools\.0\.function\.name/,
  ],
  ['a role that there is not', { messages: [{ role: 'robot', content: 'Hello' }] }, /messages\.0\.role/],
  ['no message', { messages: [] }, /messages/],
  ['a forced tool with thinking on', { messages: [hello], tool_choice: 'required' }, /incompatible with thinking/],
  [
    'a body over the limit',
    { messages: [{ role: 'user', content: 'x'.repeat(2 * 1024 * 1024) }] },
    /exceeds limit 2097152/,
  ],
  [
    'a prompt over the context',
    { messages: [{ role: 'user', content: 'x'.repeat(1_060_000) }] },
    /exceeded model token limit/,
  ],
];
for (const [what, body, message, dialect = 'moonshot'] of refused) {
  test(`${dialect} refuses ${what}`, async ({ post }) => {
    const model = DIALECTS[dialect].models[0];
    const answer = await post({ model, ...body }, dialect);

    expect(answer.message).toMatch(message);
    expect(answer.status).toBe(statusOf(what));
  });
}

function statusOf(what: string): number {
  if (what === 'a body over the limit') return 413;
  return what === 'a model that it does not serve' ? 404 : 400;
}

test('openrouter refuses blocks of reasoning that were changed, left out, or are of another reply', async () => {
  const server = await startKimiServer({
    dialect: 'openrouter',
    reply: () => ({ reasoning: 'Let me look.', calls: [{ name: 'click', args: {} }] }),
  });
  const post = async (messages: object[]) => {
    const response = await fetch(`${server.baseURL}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'moonshotai/kimi-k2.5', messages }),
    });
    const { error, choices } = (await response.json()) as {
      error?: { message: string };
      choices?: { message: { reasoning_details: { text: string }[] } }[];
    };
    return { status: response.status, message: error?.message ?? '', given: choices?.[0]?.message };
  };
  try {
    const { given } = await post([hello]);
    const blocks = given?.reasoning_details ?? [];
    const echo = (reasoning_details: unknown) => post([hello, { ...given, reasoning_details }, result]);

    expect(blocks).toHaveLength(2);
    expect((await echo(blocks)).status).toBe(200);
    for (const changed of [undefined, [], blocks.slice(1), [{ ...blocks[0], text: 'Let me guess.' }, blocks[1]]])
      expect(await echo(changed)).toMatchObject({ status: 400, message: expect.stringContaining('unmodified') });
    expect(server.refused).toHaveLength(4);
  } finally {
    await server.close();
  }
});

test('a wrong key, another path and a body that is not JSON are refused', async () => {
  const server = await startKimiServer({ key: 'right', reply: () => ({ text: 'ok' }) });
  const ask = (path: string, key: string, body: string) =>
    fetch(`${server.baseURL}${path}`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body });
  try {
    expect((await ask('/chat/completions', 'wrong', '{}')).status).toBe(401);
    expect((await ask('/completions', 'right', '{}')).status).toBe(404);
    expect((await ask('/chat/completions', 'right', '{')).status).toBe(400);
    expect((await fetch(`${server.baseURL}/models`)).status).toBe(401);
    expect(server.requests).toEqual([]);
  } finally {
    await server.close();
  }
});

test('the server looks: the colour of a pixel, and where a colour is', () => {
  const picture = decodePicture(`data:image/jpeg;base64,${base64}`);

  expect(picture.pixel(100, 60)).toEqual({ r: 255, g: 255, b: 255 });
  expect(picture.centreOf({ r: 220, g: 20, b: 30 })).toMatchObject({ x: expect.closeTo(10 / 160, 1) });
  expect(picture.centreOf({ r: 0, g: 0, b: 255 })).toBeUndefined();
  expect(() => picture.pixel(160, 0)).toThrow('outside the picture of 160 × 90');
});

test('a conversation that keeps the rules is answered', async ({ post }) => {
  const good = [hello, picture(`data:image/jpeg;base64,${base64}`), calling, result, hello];

  expect(await post({ model: 'kimi-k2.5', messages: good })).toEqual({ status: 200, message: '' });
});

test('the same seed gives the same faults, another seed others', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(7)).not.toEqual(planOf(8));
  expect(planOf(7).filter((kind) => kind !== '-').length).toBeGreaterThan(40);
});

test.describe('by hand', () => {
  // One after the other: each start compiles the server into the same folder.
  test.describe.configure({ mode: 'default', timeout: 240_000 });

  for (const dialect of ['vllm', 'openrouter'] as const)
    test(`the server starts by hand, as ${dialect}`, async () => {
      const script = fileURLToPath(new URL('../../support/serveKimi.mjs', import.meta.url));
      const child = spawn(process.execPath, [script, '--port', '0', '--dialect', dialect], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      try {
        let said = '';
        child.stdout.on('data', (data: Buffer) => (said += data.toString()));
        await expect
          .poll(() => said, { timeout: 110_000 })
          .toMatch(new RegExp(`^${dialect} at http://127\\.0\\.0\\.1:\\d+/v1`));

        const listed = await fetch(`${/http\S+\/v1/.exec(said)?.[0]}/models`);

        expect(await listed.json()).toMatchObject({ data: DIALECTS[dialect].models.map((id) => ({ id })) });
      } finally {
        child.kill();
      }
    });
});

function planOf(seed: number): string[] {
  return Array.from({ length: 200 }, (_, number) => faultAt(seededFaults(seed), number + 1)?.kind ?? '-');
}

function tool(properties: object) {
  return rawTool({ type: 'object', properties });
}

function rawTool(parameters: object) {
  return { type: 'function', function: { name: 'go', parameters } };
}
