/** Tools of a project, from its scenario to the spec in its own suite: with the built command and plain Playwright Test. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';
import { emptyFolder, ROOT, uitest } from '../support/cli.ts';
import { expect, test } from '../support/session.ts';
import type { Routes } from '../support/localServer.ts';

/** Where the mailbox is comes from the environment. */
const MAILBOX = `import { defineTool, z } from 'uitest-agent';

async function ask(path, signal) {
  const response = await fetch(process.env.MAILBOX_URL + path, { signal });
  if (!response.ok) throw new Error(path + ' was answered with ' + response.status);
  return response.text();
}

export const seedUser = defineTool({
  name: 'seed_user',
  description: 'Makes an account.',
  input: z.object({ name: z.string() }),
  async run({ name }, { signal }) {
    await ask('/seed?user=' + name, signal);
  },
});

export const fetchCode = defineTool({
  name: 'fetch_code',
  description: 'The one-time code of a user.',
  input: z.object({ user: z.string() }),
  run: async ({ user }, { signal }) => ({ code: await ask('/code?user=' + user, signal) }),
});
`;

const STEPS = [
  '- call: { tool: seed_user, with: { name: "{{user}}" } }',
  '- call: { tool: fetch_code, with: { user: "{{user}}" } }',
  '- type: { into: Code, text: "{{code}}" }',
  '- click: Sign in',
  '- expect: { text: "Welcome {{user}}" }',
];

const FORM = `<title>Sign in</title><h1>Sign in</h1>
  <form action="/in"><label>Code <input name="code"></label><button>Sign in</button></form>`;

/** An application that lets in who types the newest code; each code is good for one time. */
class Shop {
  readonly users = new Set<string>();
  readonly codes: string[] = [];
  readonly let: string[] = [];
  /** Nobody can be seeded. */
  closed = false;

  readonly routes: Routes = {
    '/': FORM,
    '/seed': ({ url }, response) => {
      if (this.closed) return void response.writeHead(503).end();
      this.users.add(queryOf(url, 'user'));
      response.end();
    },
    '/code': ({ url }, response) => {
      if (!this.users.has(queryOf(url, 'user'))) return void response.writeHead(404).end();
      const code = String(111_111 + this.codes.length);
      this.codes.push(code);
      response.end(code);
    },
    '/in': ({ url }, response) => this.signIn(queryOf(url, 'code'), response),
  };

  private signIn(code: string, response: ServerResponse): void {
    const right = code === this.codes.at(-1) && !this.let.includes(code);
    if (right) this.let.push(code);
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>${right ? 'Welcome alice' : 'Wrong code'}</h1>`);
  }
}

function queryOf(url: string | undefined, name: string): string {
  return new URL(url ?? '/', 'http://host').searchParams.get(name) ?? '';
}

/** A project of modules in which uitest and Playwright are installed. */
function project(files: Record<string, string>): string {
  const dir = emptyFolder();
  for (const [name, text] of Object.entries({ 'package.json': '{ "type": "module" }', ...files })) {
    const file = path.join(dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  mkdirSync(path.join(dir, 'node_modules/@playwright'), { recursive: true });
  symlinkSync(ROOT, path.join(dir, 'node_modules/uitest-agent'));
  symlinkSync(path.join(ROOT, 'node_modules/@playwright/test'), path.join(dir, 'node_modules/@playwright/test'));
  return dir;
}

const scenario = (url: string, tools: string, steps: readonly string[] = STEPS) =>
  [`name: Sign in with a code`, `url: ${url}/`, 'vars: { user: alice }', `tools: ${tools}`, 'steps:', ...steps]
    .map((line, index) => (index < 5 ? line : `  ${line}`))
    .join('\n');

test('a typed step calls a tool without a model; the run, the proof, the replay and the exported spec each fetch a code of their own', async ({
  serve,
}, info) => {
  test.slow();
  const shop = new Shop();
  const { origin } = await serve(shop.routes);
  const dir = project({
    'tests/tools/mailbox.mjs': MAILBOX,
    'tests/code.yaml': scenario(origin, './tools/mailbox.mjs'),
  });
  const file = path.join(dir, 'tests/code.yaml');
  const env = { MAILBOX_URL: origin };

  const first = await uitest(['run', file, '--model', 'builtin'], { cwd: dir, env });
  expect(first.text).toContain('(verified)');
  expect(first.code).toBe(0);
  // The run, its proof, and the proof in which each assertion is tried too early.
  expect(shop.let).toEqual(['111111', '111112', '111113']);

  const second = await uitest(
    ['run', file, '--frozen', '--out', 'other/place/reports', '--export', path.join(dir, 'suite/e2e/deep')],
    {
      cwd: dir,
      env,
    },
  );
  expect(second.text).toContain('replayed');
  expect(second.text).toContain('(verified)');
  expect(second.code).toBe(0);
  // The spec is the one that was proved, wherever it lies, so it is not proved again.
  expect(shop.let).toEqual(['111111', '111112', '111113', '111114']);

  const exported = await uitest(['export', file, '--out', path.join(dir, 'suite')], { cwd: dir, env });
  expect(exported.code).toBe(0);
  const spec = readFileSync(path.join(dir, 'suite/code.spec.ts'), 'utf8');
  expect(spec).toContain(`import { fetchCode, seedUser } from '../tests/tools/mailbox.mjs';`);
  expect(spec).toContain('({ code } = await fetchCode.run({ user }));');
  expect(spec).not.toContain('11111');
  const deep = readFileSync(path.join(dir, 'suite/e2e/deep/code.spec.ts'), 'utf8');
  expect(deep).toContain(`from '../../../tests/tools/mailbox.mjs';`);

  const executablePath = info.project.use.launchOptions?.executablePath ?? chromium.executablePath();
  writeFileSync(
    path.join(dir, 'playwright.config.js'),
    `export default ${JSON.stringify({ testDir: 'suite', workers: 1, use: { launchOptions: { executablePath } } })};`,
  );
  const cli = path.join(dir, 'node_modules/@playwright/test/cli.js');
  const { FORCE_COLOR: _, ...outer } = process.env;
  const ran = await promisify(execFile)(process.execPath, [cli, 'test', '--reporter', 'line'], {
    cwd: dir,
    env: { ...Object.fromEntries(Object.entries(outer).filter(([name]) => !/^(PW|TEST_)/.test(name))), ...env },
  });
  expect(ran.stdout).toContain('2 passed');
  expect(shop.let).toHaveLength(6);
});

test('a tool that fails: exit 4 as tool.failed, in a driven run and in a replay, and the application is not blamed', async ({
  serve,
}) => {
  test.slow();
  const shop = new Shop();
  const { origin } = await serve(shop.routes);
  const dir = project({ 'tools.mjs': MAILBOX, 'code.yaml': scenario(origin, 'tools.mjs') });
  const env = { MAILBOX_URL: origin };
  shop.closed = true;

  const driven = await uitest(['run', 'code.yaml', '--reporter', 'json=driven.json'], { cwd: dir, env });
  shop.closed = false;
  const recorded = await uitest(['run', 'code.yaml'], { cwd: dir, env });
  shop.closed = true;
  const replayed = await uitest(['run', 'code.yaml', '--frozen', '--reporter', 'json=replayed.json'], {
    cwd: dir,
    env,
  });

  expect([driven.code, recorded.code, replayed.code]).toEqual([4, 0, 4]);
  for (const [name, { text }] of Object.entries({ driven, replayed })) {
    expect(text).toContain('seed_user failed: /seed?user=alice was answered with 503');
    expect(text).toContain('code.yaml:6:5');
    expect(JSON.parse(readFileSync(path.join(dir, `${name}.json`), 'utf8'))).toMatchObject({
      runs: [{ outcome: { status: 'errored', reason: 'tool.failed' }, mode: name }],
    });
  }
});

const refusals: { name: string; module: string; steps?: string[]; says: RegExp }[] = [
  {
    name: 'a module that does not load',
    module: `throw new Error('no MAILBOX_URL');`,
    says: /code\.yaml:4:8: tools: tools\.mjs could not be loaded: no MAILBOX_URL/,
  },
  {
    name: 'a module that cannot find uitest-agent',
    module: `import 'uitest-agent/nowhere';`,
    says: /code\.yaml:4:8: tools: tools\.mjs could not be loaded: .*uitest-agent/,
  },
  {
    name: 'a module that ends the process',
    module: 'process.exit(7);',
    says: /code\.yaml:4:8: tools: could not be loaded: one of them ended the process/,
  },
  {
    name: 'a module that leaves a timer behind',
    module: 'setInterval(() => {}, 1_000);',
    says: /code\.yaml:4:8: tools: tools\.mjs exports no tool/,
  },
  {
    name: 'a module without a tool',
    module: 'export const fetchCode = { run() {} };',
    says: /code\.yaml:4:8: tools: tools\.mjs exports no tool: .* found only fetchCode/,
  },
  {
    name: 'a call of a tool that is not there',
    module: MAILBOX,
    steps: ['- call: fetch_cod', ...STEPS],
    says: /code\.yaml:6:5: no module under `tools` exports a tool called `fetch_cod`: did you mean `fetch_code`\?/,
  },
  {
    name: 'a call of a tool of ours',
    module: MAILBOX,
    steps: ['- call: click', ...STEPS],
    says: /code\.yaml:6:5: no module under `tools` exports a tool called `click`/,
  },
  {
    name: 'a call with an input that does not fit',
    module: MAILBOX,
    steps: ['- call: { tool: fetch_code, with: { user: 7 } }', ...STEPS],
    says: /code\.yaml:6:5: fetch_code: user: Invalid input: expected string, received number\. Its input is \{ user: string \}/,
  },
];
for (const { name, module, steps, says } of refusals)
  test(`${name}: exit 2, said with the line of the scenario, nothing run`, async () => {
    const dir = project({ 'tools.mjs': module, 'code.yaml': scenario('http://127.0.0.1:9', 'tools.mjs', steps) });

    const ended = await uitest(['run', 'code.yaml', '--model', 'builtin'], { cwd: dir });

    expect(ended.text).toMatch(says);
    expect(ended.text).not.toMatch(/\n\s+at .*:\d+:\d+\)?\n/);
    expect(ended.code).toBe(2);
    expect(existsSync(path.join(dir, 'reports')) ? readdirSync(path.join(dir, 'reports')) : []).toEqual([]);
  });

test('lint sees whether a module is there, and runs none of its code', async () => {
  const deadly = `import { writeFileSync } from 'node:fs'; writeFileSync('ran', ''); process.exit(7);`;
  const dir = project({
    'tools.mjs': deadly,
    'good.yaml': scenario('http://127.0.0.1:9', 'tools.mjs'),
    'bad.yaml': scenario('http://127.0.0.1:9', 'none.mjs'),
  });

  const good = await uitest(['lint', 'good.yaml'], { cwd: dir });
  const bad = await uitest(['lint', 'bad.yaml'], { cwd: dir });

  expect(good).toMatchObject({ code: 0, text: expect.stringContaining('builtin understands every step') });
  expect(bad).toMatchObject({ code: 2, text: expect.stringContaining('bad.yaml:4:8: `none.mjs` is not there') });
  expect(existsSync(path.join(dir, 'ran'))).toBe(false);
});
