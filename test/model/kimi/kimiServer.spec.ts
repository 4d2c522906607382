/** The strict server refuses what the hosts refuse, in their words: a request that is wrong on purpose for each rule. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { seededFaults, startKimiServer, type KimiServer } from '../../support/kimiServer.ts';
import { faultAt } from '../../support/kimiServer/faults.ts';
import { DIALECTS, type DialectName } from '../../support/kimiServer/dialects.ts';
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
    const model = dialect === 'together' ? 'moonshotai/Kimi-K2.5' : 'kimi-k2.5';
    const answer = await post({ model, ...body }, dialect);

    expect(answer.message).toMatch(message);
    expect([400, 413]).toContain(answer.status);
  });
}

test('a conversation that keeps the rules is answered', async ({ post }) => {
  const good = [hello, picture(`data:image/jpeg;base64,${base64}`), calling, result, hello];

  expect(await post({ model: 'kimi-k2.5', messages: good })).toEqual({ status: 200, message: '' });
});

test('the same seed gives the same faults, another seed others', () => {
  expect(planOf(7)).toEqual(planOf(7));
  expect(planOf(7)).not.toEqual(planOf(8));
  expect(planOf(7).filter((kind) => kind !== '-').length).toBeGreaterThan(40);
});

test('the server starts by hand', async () => {
  const script = fileURLToPath(new URL('../../support/serveKimi.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, '--port', '0', '--dialect', 'vllm'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    child.stdout.on('data', (data: Buffer) => (said += data.toString()));
    await expect.poll(() => said, { timeout: 60_000 }).toMatch(/^vllm at http:\/\/127\.0\.0\.1:\d+\/v1/);

    const listed = await fetch(`${/http\S+\/v1/.exec(said)?.[0]}/models`);

    expect(await listed.json()).toMatchObject({ data: DIALECTS.vllm.models.map((id) => ({ id })) });
  } finally {
    child.kill();
  }
});

function planOf(seed: number): string[] {
  return Array.from({ length: 200 }, (_, number) => faultAt(seededFaults(seed), number + 1)?.kind ?? '-');
}

function tool(properties: object) {
  return { type: 'function', function: { name: 'go', parameters: { type: 'object', properties } } };
}
