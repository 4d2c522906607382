import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadScenario } from '../../src/scenario/load.ts';
import { folder, HEAD, load } from './folder.ts';

test('what a scenario does not say has a default', () => {
  const { steps: _, file, ...rest } = load(`${HEAD}steps: [ a ]\n`);

  expect(file).toMatch(/a\.yaml$/);
  expect(rest).toEqual({
    name: 'A test',
    url: 'http://127.0.0.1:4173/',
    secrets: {},
    vars: {},
    origins: ['http://127.0.0.1:4173'],
    limits: { turns: 60, minutes: 10, tokens: 500_000, usd: 1, repeats: 8, mistakes: 5 },
    allow: [],
    use: { browser: 'chromium', viewport: { width: 1280, height: 720 } },
    files: {},
    headers: {},
    before: [],
    after: [],
    verify: 1,
  });
});

test('everything that a scenario can say', () => {
  const dir = folder({
    'a.yaml': `# yaml-language-server: $schema=../scenario.schema.json
name: Everything
url: http://127.0.0.1:4173/shop
server: { command: npm start, timeout: 2.5 }
secrets:
  password: DEMO_PASSWORD
  key: { env: API_KEY, origins: [ "https://PAY.test:443/" ] }
vars: { user: alice, quantity: 3, price: 1.50, yes: true, empty: "" }
origins: [ "https://pay.test", "http://127.0.0.1:4173" ]
limits: { turns: 200, usd: 0.5 }
use:
  browser: firefox
  device: iPhone 15
  locale: ar-EG
  timezone: Africa/Cairo
  colorScheme: dark
  storageState: state.json
  testIdAttribute: data-qa
  httpCredentials: { username: alice, secret: key, origin: "https://pay.test" }
  serviceWorkers: allow
files: [ sub/avatar.png ]
headers: { X-Test: "1", x-number: 5 }
before:
  - npm run reset
  - command: npm run seed
  - request: { method: POST, url: /reset, body: "{}", headers: { content-type: application/json } }
after: [ { request: { method: DELETE, url: "http://127.0.0.1:9/x" } } ]
allow: [ http-5xx, console-error, http-5xx ]
verify: 0
steps: [ expect: a ]
`,
    'state.json': '{}',
    'sub/avatar.png': 'x',
  });
  const file = join(dir, 'a.yaml');

  expect(loadScenario(file)).toMatchObject({
    name: 'Everything',
    file,
    url: 'http://127.0.0.1:4173/shop',
    server: {
      command: 'npm start',
      url: 'http://127.0.0.1:4173/shop',
      timeoutMs: 2500,
      cwd: dir,
      location: { file, line: 4, column: 1 },
    },
    secrets: {
      password: { env: 'DEMO_PASSWORD', origins: ['http://127.0.0.1:4173', 'https://pay.test'] },
      key: { env: 'API_KEY', origins: ['https://pay.test'] },
    },
    vars: { user: 'alice', quantity: '3', price: '1.50', yes: 'true', empty: '' },
    origins: ['http://127.0.0.1:4173', 'https://pay.test'],
    limits: { turns: 200, minutes: 10, tokens: 500_000, usd: 0.5 },
    use: {
      browser: 'firefox',
      viewport: { width: 1280, height: 720 },
      device: 'iPhone 15',
      locale: 'ar-EG',
      timezone: 'Africa/Cairo',
      colorScheme: 'dark',
      storageState: join(dir, 'state.json'),
      testIdAttribute: 'data-qa',
      httpCredentials: { username: 'alice', secret: 'key', origin: 'https://pay.test' },
      serviceWorkers: 'allow',
    },
    files: { 'avatar.png': join(dir, 'sub/avatar.png') },
    headers: { 'X-Test': '1', 'x-number': '5' },
    before: [
      { kind: 'command', command: 'npm run reset', cwd: dir, location: { line: 24, column: 5 } },
      { kind: 'command', command: 'npm run seed', cwd: dir },
      {
        kind: 'request',
        method: 'POST',
        url: 'http://127.0.0.1:4173/reset',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      },
    ],
    after: [{ kind: 'request', method: 'DELETE', url: 'http://127.0.0.1:9/x', headers: {} }],
    allow: ['http-5xx', 'console-error'],
    verify: 0,
  });
});

test('an empty list of origins means the own one', () => {
  expect(load(`${HEAD}origins: []\nsteps: [ a ]\n`).origins).toEqual(['http://127.0.0.1:4173']);
});

const ORIGINS: [string, string][] = [
  ['https://Shop.Test:443', 'https://shop.test'],
  ['http://shop.test:80/', 'http://shop.test'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://2130706433', 'http://127.0.0.1'],
  ['https://münchen.test', 'https://xn--mnchen-3ya.test'],
];

for (const [written, origin] of ORIGINS)
  test(`an origin is what WHATWG makes of it: ${written}`, () => {
    expect(load(`${HEAD}origins: [ "${written}" ]\nsteps: [ a ]\n`).origins).toEqual(['http://127.0.0.1:4173', origin]);
  });

test('a long scenario gets the turns, minutes and tokens that it needs, and no more money', () => {
  const { limits } = load(`${HEAD}steps: [ repeat: { times: 120, steps: [ a, b ] } ]\n`);

  expect(limits).toMatchObject({ turns: 960, minutes: 24, tokens: 8_000_000, usd: 1 });
});

test('a storage state that a command makes may be absent before it', () => {
  const { use, file } = load(`${HEAD}before: [ make it ]\nuse: { storageState: ../state.json }\nsteps: [ a ]\n`);

  expect(use.storageState).toBe(join(dirname(dirname(file)), 'state.json'));
});
