/** What a person reads on the terminal when the model cannot be asked: what was found and what to do, never a failed test. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test as base } from '@playwright/test';
import { emptyFolder, freePort, startUitest, uitest } from '../support/cli.ts';
import { startKimiServer, type FaultPlan, type KimiServer, type KimiServerOptions } from '../support/kimiServer.ts';
import { builtinKimi } from '../support/kimiServer/builtinKimi.ts';
import { startLocalServer } from '../support/localServer.ts';

const KEY = 'sk-wrong-0123456789';
const PAGE = '<title>Shop</title><h1>Lamps</h1><p>ready</p>';

interface Facing {
  server: KimiServer;
  run(...args: string[]): string[];
  doctor(...args: string[]): string[];
}

interface Facts extends Partial<KimiServerOptions> {
  model?: string;
  /** In place of the server's. */
  baseURL?: string;
}

const test = base.extend<{ face: (options?: Facts) => Promise<Facing> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern.
  face: async ({}, use) => {
    const open: { close(): Promise<void> }[] = [];
    await use(async ({ model = 'kimi-k2.5', baseURL, ...options } = {}) => {
      const server = await startKimiServer({ reply: builtinKimi(), ...options });
      const app = await startLocalServer({ '/': PAGE });
      open.push(server, app);
      const dir = emptyFolder();
      const file = path.join(dir, 'shop.yaml');
      writeFileSync(file, `name: Shop\nurl: ${app.origin}/\nsteps:\n  - Look around\n  - expect: Ready\n`);
      const at = ['--host', 'moonshot', '--base-url', baseURL ?? server.baseURL, '--model', model];
      return {
        server,
        run: (...args) => ['run', file, '--out', path.join(dir, 'out'), ...at, ...args],
        doctor: (...args) => ['doctor', ...at, ...args],
      };
    });
    for (const each of open) await each.close();
  },
});

test.describe.configure({ timeout: 180_000 });

const always =
  (status: number, message: string, type: string): FaultPlan =>
  () => ({ kind: 'status', status, body: JSON.stringify({ error: { message, type } }) });

const quota = always(429, 'Your account is suspended due to insufficient balance', 'exceeded_current_quota_error');

for (const { what, options, model = 'kimi-k2.5', says } of [
  {
    what: 'M7: a wrong key',
    options: { key: 'another' },
    says: /to accept the key in UITEST_API_KEY, found: 401 Invalid Authentication.*Check the key at https:\/\/platform\.moonshot\.ai/,
  },
  {
    what: 'M4: no credit',
    options: { faults: quota },
    says: /to have credit left at Moonshot, found: 429 Your account is suspended.*Top it up at https:\/\/platform\.moonshot\.ai\/console or use another key/,
  },
  {
    what: 'a model that was retired',
    options: {},
    model: 'kimi-k2-0905',
    says: /to serve the model kimi-k2-0905, found: 404 Not found the model.*It lists kimi-k2\.5, .*name one with --model/,
  },
] satisfies { what: string; options: Partial<KimiServerOptions>; model?: string; says: RegExp }[]) {
  test(`${what} ends a run as errored, exit code 4, and says what to do`, async ({ face }) => {
    const { run } = await face({ ...options, model });

    const { code, text } = await uitest(run(), { env: { UITEST_API_KEY: KEY } });

    const words = text.replaceAll(/\s+/g, ' ');
    expect(words).toMatch(says);
    expect(words).toContain('✗ errored');
    expect(text).not.toContain(KEY);
    expect(text).not.toMatch(/\n\s+at .*\.[jt]s:\d+/);
    expect(code).toBe(4);
  });

  test(`${what} is what doctor says too, exit code 4`, async ({ face }) => {
    const { doctor } = await face({ ...options, model });

    const { code, text } = await uitest(doctor(), { env: { UITEST_API_KEY: KEY } });

    expect(text).toMatch(says);
    expect(text).toMatch(/^✗ model {4}Expected/m);
    expect(text).not.toContain(KEY);
    expect(code).toBe(4);
  });
}

test('no network: run and doctor end with 4 within seconds and name the address', async ({ face }) => {
  const { run, doctor } = await face({ baseURL: `http://127.0.0.1:${await freePort()}/v1` });
  const says = /ECONNREFUSED.*Check the network and the base URL \(--base-url or UITEST_BASE_URL\)/;

  const ran = await uitest(run(), { env: { UITEST_API_KEY: KEY } });
  const examined = await uitest(doctor(), { env: { UITEST_API_KEY: KEY } });

  expect(ran.text.replaceAll(/\s+/g, ' ')).toMatch(says);
  expect(ran.code).toBe(4);
  expect(examined.text).toMatch(says);
  expect(examined.code).toBe(4);
});

test('doctor: all is well', async ({ face }) => {
  const { doctor, server } = await face();

  const { code, text } = await uitest(doctor('--price', '0.6/0.1/3'));

  expect(text).toContain(`✓ model    kimi-k2.5 answers at ${server.baseURL}`);
  expect(text).toContain('✓ pictures taken and seen: it names the colour of an orange square');
  expect(text).toContain('✓ tools    called');
  expect(text).toContain('✓ price    known: dollars are counted and limits.usd holds');
  expect(text).toContain('✓ cache    cached tokens are reported');
  expect(code).toBe(0);
  expect(server.requests).toHaveLength(1);
});

for (const { what, options, says } of [
  {
    what: 'a model that takes pictures and does not look at them',
    options: { reply: () => ({ calls: [{ name: 'report_colour', args: { colour: 'blue' } }] }) },
    says: /✗ pictures expected kimi-k2\.5 to name the colour of an orange square, found .*blue.*does not look at pictures/,
  },
  {
    what: 'a model that takes no pictures',
    options: {
      faults: { 1: { kind: 'status', status: 400, body: '{"error":{"message":"image input is not supported"}}' } },
    } satisfies Partial<KimiServerOptions>,
    says: /✗ pictures expected kimi-k2\.5 to take a picture, found: 400 image input is not supported\. uitest needs a model that sees/,
  },
  {
    what: 'a server without its tool parser',
    options: { reply: () => ({ text: 'It is orange.' }) },
    says: /✗ tools {4}expected kimi-k2\.5 to call a tool, found words: "It is orange\."\. start a server .*--tool-call-parser kimi_k2/,
  },
]) {
  test(`doctor: ${what} is a failure, exit code 4`, async ({ face }) => {
    const { doctor } = await face(options);

    const { code, text } = await uitest(doctor());

    expect(text).toMatch(says);
    expect(code).toBe(4);
  });
}

for (const command of ['run', 'doctor'] as const) {
  test(`${command} refuses a price that is none before anything is asked, exit code 2`, async ({ face }) => {
    const { server, ...commands } = await face();

    const { code, text } = await uitest(commands[command]('--price', 'cheap'));

    expect(text).toContain(
      'Expected --price to be IN/CACHED/OUT in USD per million tokens, such as 0.6/0.1/3, got "cheap"',
    );
    expect(code).toBe(2);
    expect(server.requests).toEqual([]);
  });
}

test('--price counts dollars where no price is known', async ({ face }) => {
  const { run } = await face({
    reply: () => ({
      calls: [{ name: 'finish', args: { verdict: 'failed', reason: 'no' } }],
      usage: { prompt_tokens: 1_000_000, cached_tokens: 0, completion_tokens: 0 },
    }),
  });

  const { text } = await uitest(run('--price', '0.42/0/0', '--max-tokens', '9000000'));

  expect(text).toContain('$0.42');
});

test('M40: Ctrl-C while a retry is waited for ends the run at once, exit code 130', async ({ face }) => {
  const { run, server } = await face({
    faults: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '300' }, body: 'slow down' }),
  });
  const running = startUitest(run());
  await expect.poll(() => server.requests.length, { timeout: 60_000 }).toBe(1);
  await running.printed('asking again in');
  const start = performance.now();

  process.kill(running.pid, 'SIGINT');

  const { code } = await running.ended;
  test.info().annotations.push({ type: 'seconds', description: ((performance.now() - start) / 1000).toFixed(2) });
  expect(code).toBe(130);
  // A second on a machine that is idle; what matters is that the 300 s are not waited for.
  expect(performance.now() - start).toBeLessThan(20_000);
});
