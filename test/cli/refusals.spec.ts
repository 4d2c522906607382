/** What can be refused is refused before anything runs: one clear message, exit code 2 or 4, nothing half done. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, freePort, scenarioCopy, uitest } from '../support/cli.ts';

interface Row {
  name: string;
  change?: (text: string) => string;
  args?: string[];
  env?: Record<string, string>;
  code: number;
  says: RegExp;
}

const rows: Row[] = [
  {
    name: 'a misspelt key',
    change: (text) => text.replace('steps:', 'stesp:'),
    code: 2,
    says: /login\.yaml:\d+:\d+: .*stesp.*steps/s,
  },
  {
    name: 'a step that builtin does not understand',
    change: (text) => `${text}\n  - Do whatever seems appropriate\n`,
    code: 2,
    says: /login\.yaml:\d+:\d+.*appropriate/s,
  },
  {
    name: 'a missing secret',
    change: (text) => text.replace('DEMO_PASSWORD', 'NO_SUCH_VARIABLE'),
    code: 2,
    says: /NO_SUCH_VARIABLE, which is not set/,
  },
  { name: 'an option that is not there', args: ['--fresch'], code: 2, says: /fresch/ },
  {
    name: 'an option that is given twice',
    args: ['--model', 'builtin', '--model', 'kimi-k2.5'],
    code: 2,
    says: /expected --model once, found it 2 times/,
  },
  {
    name: 'a reporter that is not there',
    args: ['--reporter', 'xml'],
    code: 2,
    says: /expected list, json=FILE, jsonl, jsonl=FILE, junit=FILE or github/,
  },
  {
    name: 'a browser that is not there',
    env: { UITEST_CHROMIUM: '/no/such/browser' },
    code: 2,
    says: /UITEST_CHROMIUM names \/no\/such\/browser/,
  },
  { name: 'a named model without its key', args: ['--model', 'kimi-k2.5'], code: 2, says: /MOONSHOT_API_KEY/ },
  { name: 'no recording to replay', args: ['--frozen'], code: 2, says: /login\.recording\.json is not there/ },
];

for (const { name, change, args = [], env = {}, code, says } of rows) {
  test(`${name}: exit ${code}, said in words, nothing run`, async () => {
    const { dir, file } = await scenarioCopy('login', change);

    const ended = await uitest(['run', file, '--out', path.join(dir, 'out'), ...args], { env });

    expect(ended.text).toMatch(says);
    expect(ended.text).not.toMatch(/\n\s+at .*:\d+:\d+\)?\n/);
    expect(ended.code).toBe(code);
    expect(existsSync(path.join(dir, 'out')) ? readdirSync(path.join(dir, 'out')) : []).toEqual([]);
  });
}

test('a port in use: exit 2, and the message names the port and the line', async () => {
  const { dir, file, port } = await scenarioCopy('login');
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });

  const ended = await uitest(['run', file, '--out', path.join(dir, 'out')]);

  server.close();
  expect(ended.text).toContain(`expected port ${port} to be free`);
  expect(ended.text).toMatch(/login\.yaml:\d+:\d+/);
  expect(ended.code).toBe(2);
});

test('an unreachable model: exit 4 with what to do, within seconds', async () => {
  const { dir, file } = await scenarioCopy('login');
  const port = await freePort();

  const ended = await uitest([
    'run',
    file,
    '--out',
    path.join(dir, 'out'),
    '--model',
    'kimi-k2.5',
    '--base-url',
    `http://127.0.0.1:${port}/v1`,
  ]);

  expect(ended.text).toContain(`http://127.0.0.1:${port}/v1`);
  expect(ended.code).toBe(4);
});

test('a server that does not start: exit 4 with what it printed, also in JUnit', async () => {
  const { dir, file } = await scenarioCopy('login', (text) =>
    text.replace(/command: npx uitest demo --port \d+/, 'command: echo the wrong words; exit 3'),
  );
  const junit = path.join(dir, 'junit.xml');

  const ended = await uitest(['run', file, '--out', path.join(dir, 'out'), '--reporter', `junit=${junit}`]);

  expect(ended.text).toContain('the wrong words');
  expect(ended.code).toBe(4);
  expect(readFileSync(junit, 'utf8')).toMatch(
    /<testcase [^>]*name="Log in"[\s\S]*<error type="server.start"[\s\S]*the wrong words/,
  );
});

test('a file that is not there and a folder without scenarios are said by name', async () => {
  const folder = emptyFolder();
  writeFileSync(path.join(folder, 'notes.txt'), 'no scenario');

  const missing = await uitest(['run', path.join(folder, 'none.yaml')]);
  const empty = await uitest(['run', folder]);

  expect(missing).toMatchObject({ code: 2, text: expect.stringContaining('none.yaml') });
  expect(empty).toMatchObject({ code: 2, text: expect.stringContaining(folder) });
});
