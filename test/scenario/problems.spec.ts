import { expect, test } from '@playwright/test';
import { UitestError } from '../../src/core/error.ts';
import { checkScenario, loadScenario } from '../../src/scenario/load.ts';
import { check, folder, HEAD, lines } from './folder.ts';

/** What is wrong with the file as a whole or with what stands beside the steps. */
const FILES: [string, string, string[]][] = [
  [
    'misspelt and missing keys',
    'name: x\nurll: http://a\nstpes:\n  - a\n',
    [
      '1:1: `url` is missing: expected a text (The absolute http or https address at which the scenario begins)',
      '1:1: expected either `steps` or `goal`, found neither',
      '2:1: unknown key `urll`: did you mean `url`?',
      '3:1: unknown key `stpes`: did you mean `steps`?',
    ],
  ],
  ['an empty file', '', ['1:1: expected a map such as `name: …`, `url: …`, `steps: …`']],
  ['a list', '- a\n', ['1:1: expected a map such as `name: …`, `url: …`, `steps: …`']],
  [
    'empty values',
    'name: ""\nurl:\nsteps: []\n',
    [
      '1:7: `name`: expected a text, found nothing',
      '2:5: `url`: expected a text, found nothing',
      '3:8: `steps`: expected at least one entry, found an empty list',
    ],
  ],
  ['a blank name', 'name: " "\nurl: http://h/\nsteps: [a]\n', ['1:7: the name is blank: expected a few words']],
  [
    'a name of 201 letters',
    `name: ${'x'.repeat(201)}\nurl: http://h/\nsteps: [a]\n`,
    ['1:7: `name`: expected at most 200 characters, found 201'],
  ],
  [
    'a name of two lines',
    'name: "a\\nb"\nurl: http://h/\nsteps: [a]\n',
    ['1:7: `name`: expected one line of text, found the text `a\\u{a}b`'],
  ],
  [
    'another scheme',
    'name: x\nurl: ftp://x\nsteps: [a]\n',
    ['2:6: `url`: expected an absolute http or https address, found `ftp://x`'],
  ],
  [
    'a relative address',
    'name: x\nurl: /login\nsteps: [a]\n',
    ['2:6: `url`: expected an absolute http or https address, found `/login`'],
  ],
  [
    'a password in the address',
    'name: x\nurl: http://u:p@h/\nsteps: [a]\n',
    ['2:6: `url`: expected an address without a user name or password in it: values belong in the environment'],
  ],
  ['a goal and steps', `${HEAD}goal: g\nsteps: [a]\n`, ['3:1: expected either `steps` or `goal`, found both']],
  ['a goal that is no text', `${HEAD}goal: [a]\n`, ['3:7: `goal`: expected a text, found a list']],
  ['steps that are no list', `${HEAD}steps: a\n`, ['3:8: `steps`: expected a list, found the text `a`']],
  [
    'a key that is no scenario key',
    `${HEAD}gadgets: []\nstepz: []\nsteps: [a]\n`,
    [
      '3:1: unknown key `gadgets`: expected `name`, `url`, `goal`, `images`, `steps`, `server`, `secrets`, `vars`, `origins`, `limits`, `use`, `files`, `tools`, `headers`, `before`, `after`, `allow`, `opinion` or `verify`',
      '4:1: unknown key `stepz`: did you mean `steps`?',
    ],
  ],
  [
    'a wrong server',
    `${HEAD}server: { comand: x, url: nope, timeout: 0 }\nsteps: [a]\n`,
    [
      '3:9: `server.command` is missing: expected a text (Starts the application; runs in the folder of the scenario)',
      '3:11: unknown key `comand` in `server`: did you mean `command`?',
      '3:27: `server.url`: expected an absolute http or https address, found `nope`',
      '3:42: `server.timeout`: expected more than 0, found `0`',
    ],
  ],
  [
    'wrong secrets',
    `${HEAD}secrets: { a: "1x", 2b: C, constructor: D, c: { env: E, origin: [] }, d: { env: E, origins: [ "http://other" ] } }\nsteps: [a]\n`,
    [
      '3:15: `secrets.a`: expected the name of an environment variable, such as `DEMO_PASSWORD`, found the text `1x`',
      '3:21: `secrets.2b`: expected a name of letters, digits, `_` and `-` that begins with a letter or `_`',
      '3:28: `secrets.constructor`: expected another name: this one is reserved',
      '3:57: unknown key `origin` in `secrets.c`: did you mean `origins`?',
      '3:95: `http://other` is not among the `origins` of the scenario: the browser could not reach it',
    ],
  ],
  [
    'wrong vars',
    `${HEAD}vars: { unique: a, b: [c], c: }\nsteps: [a]\n`,
    [
      '3:9: `vars.unique`: expected another name: this one is reserved',
      '3:23: `vars.b`: expected a text, found a list',
      '3:31: `vars.c`: expected a text, found nothing',
    ],
  ],
  [
    'wrong origins',
    `${HEAD}origins: [ foo, "http://*.x.test", "http://x/path", "file:///etc" ]\nsteps: [a]\n`,
    [
      '3:12: `origins`: expected an origin such as https://shop.test:8443, found `foo`',
      '3:17: `origins`: expected an exact origin, found `http://*.x.test`: there are no wildcards',
      '3:36: `origins`: expected an origin without a path, found `http://x/path`: write `http://x`',
      '3:53: `origins`: expected an origin such as https://shop.test:8443, found `file:///etc`',
    ],
  ],
  [
    'wrong limits',
    `${HEAD}limits: { turns: 0, minutes: x, tokens: 1.5, usd: -1, steps: 4 }\nsteps: [a]\n`,
    [
      '3:18: `limits.turns`: expected at least 1, found `0`',
      '3:30: `limits.minutes`: expected a number, found the text `x`',
      '3:41: `limits.tokens`: expected a whole number, found `1.5`',
      '3:51: `limits.usd`: expected at least 0, found `-1`',
      '3:55: unknown key `steps` in `limits`: expected `turns`, `minutes`, `tokens`, `usd`, `repeats` or `mistakes`',
    ],
  ],
  [
    'a wrong use',
    `${HEAD}use:\n  browser: chrome\n  viewport: { width: 0 }\n  locale: x y\n  timezone: Mars/One\n  colourScheme: dark\n  testIdAttribute: a b\nsteps: [a]\n`,
    [
      '4:12: `use.browser`: expected `chromium`, `firefox` or `webkit`, found the text `chrome`',
      '5:13: `use.viewport.height` is missing: expected a number',
      '5:22: `use.viewport.width`: expected at least 1, found `0`',
      '6:11: `use.locale`: expected a language tag such as `en-GB`, found the text `x y`',
      '7:13: `use.timezone`: expected a time zone such as `Europe/Berlin`, found the text `Mars/One`',
      '8:3: unknown key `colourScheme` in `use`: did you mean `colorScheme`?',
      '9:20: `use.testIdAttribute`: expected the name of an attribute, found the text `a b`',
    ],
  ],
  [
    'a word that is nearly right',
    `${HEAD}use: { colorScheme: drak }\nsteps: [a]\n`,
    ['3:21: `use.colorScheme`: expected `light` or `dark`, found the text `drak`; did you mean `dark`?'],
  ],
  [
    'a viewport beside a device, and a storage state that is not there',
    `${HEAD}use: { device: iPhone 15, viewport: { width: 1, height: 1 }, storageState: no.json }\nsteps: [a]\n`,
    [
      '3:37: `viewport` beside `device`: the device brings its own, leave one of them out',
      '3:76: `no.json` is not a file that can be read: expected a storage state of Playwright',
    ],
  ],
  [
    'credentials whose secret is not listed',
    `${HEAD}use: { httpCredentials: { username: alice, secret: staging } }\nsecrets: { other: OTHER }\nsteps: [a]\n`,
    [
      '3:52: `staging` is not listed under `secrets` (`other`): the password of `httpCredentials` is the value of a secret',
    ],
  ],
  [
    'credentials for an origin that the browser or the secret may not reach',
    `${HEAD}use: { httpCredentials: { username: alice, secret: pw, origin: "https://a.test" } }\nsecrets: { pw: PW }\nsteps: [a]\n`,
    ['3:52: `https://a.test` is not among the `origins` of the scenario: the browser could not reach it'],
  ],
  [
    'wrong headers',
    `${HEAD}headers: { "a b": c, d: "x\\ny" }\nsteps: [a]\n`,
    [
      '3:12: `headers.a b`: expected the name of an HTTP header',
      '3:25: `headers.d`: expected one line of text, found the text `x\\u{a}y`',
    ],
  ],
  [
    'wrong hooks',
    `${HEAD}before:\n  - { command: a, request: { method: GET, url: / } }\n  - { request: { method: get, url: "ftp://x" } }\n  - {}\nafter: x\nsteps: [a]\n`,
    [
      '4:5: entry 1 of `before`: expected either `command` or `request`, found a map with `command`, `request`',
      '5:26: `request.method`: expected `GET`, `POST`, `PUT`, `PATCH`, `DELETE`, `HEAD` or `OPTIONS`, found the text `get`; did you mean `GET`?',
      '5:36: `before.request.url`: expected an absolute http or https address, found `ftp://x`',
      '6:5: entry 3 of `before`: expected either `command` or `request`, found an empty map',
      '7:8: `after`: expected a list, found the text `x`',
    ],
  ],
  [
    'wrong faults and a wrong number',
    `${HEAD}allow: [ http-500 ]\nverify: -1\nsteps: [a]\n`,
    [
      '3:10: entry 1 of `allow`: expected `http-5xx`, `failed-save`, `page-error`, `console-error`, `request-failed` or `crash`, found the text `http-500`; did you mean `http-5xx`?',
      '4:9: `verify`: expected at least 0, found `-1`',
    ],
  ],
];

for (const [what, yaml, problems] of FILES)
  test(`says what is wrong and where: ${what}`, () => {
    expect(lines(check(yaml).problems)).toEqual(problems);
  });

test('everything that is wrong is said at once, in the order of the file', () => {
  const file = `${folder({ 'a.yaml': 'name: x\nurl: nope\nsteps:\n  - clik: A\n  - Log in as {{user}}\n  - press: Entr\n' })}/a.yaml`;

  const load = () => loadScenario(file);

  expect(load).toThrow(UitestError);
  expect(load).toThrow(/cannot be run: 4 problems\n/);
  expect(lines(checkScenario(file).problems)).toEqual([
    '2:6: `url`: expected an absolute http or https address, found `nope`',
    '4:5: unknown key `clik` in entry 1 of `steps`: did you mean `click`?',
    '5:15: `{{user}}` has no value: declare it under `vars`, or extract it in an earlier step',
    '6:12: `Entr` is not a key: did you mean `Enter`?',
  ]);
});

test('an invalid scenario is thrown with its reason, and each line names file, line and column', () => {
  const file = `${folder({ 'a.yaml': `${HEAD}steps: a\n` })}/a.yaml`;

  const thrown = (() => {
    try {
      return loadScenario(file);
    } catch (error) {
      return error;
    }
  })();

  expect(thrown).toMatchObject({ name: 'UitestError', reason: 'scenario.invalid' });
  expect(String(thrown)).toMatch(/\S+a\.yaml:3:8: `steps`: expected a list, found the text `a`$/);
});

test('a file that cannot be read is one problem', () => {
  const dir = folder({ 'a.yaml': HEAD });

  expect(lines(checkScenario(`${dir}/b.yaml`).problems)).toEqual(['b.yaml:1:1: there is no such file']);
  expect(checkScenario(dir).problems[0]?.message).toBe('not a file');
  expect(lines(check(Buffer.from([0x6e, 0xff, 0xfe])).problems)).toEqual(['1:1: not UTF-8 text']);
});

test('steps without an expectation are allowed, with a warning', () => {
  const { scenario, warnings } = check(`${HEAD}steps: [a]\n`);

  expect(scenario).toBeDefined();
  expect(lines(warnings)).toEqual(['3:1: nothing is expected: a pass needs evidence, add `- expect: …`']);
  expect(check(`${HEAD}steps: [{ repeat: { times: 2, steps: [{ still: a }] } }]\n`).warnings).toEqual([]);
  expect(check(`${HEAD}goal: a\n`).warnings).toEqual([]);
});

test('text of the file cannot move the cursor of the terminal that shows it', () => {
  const [problem] = check(`${HEAD}steps: [a]\n"\\e[2J\\u202E": x\n`).problems;

  expect(problem?.message).toMatch(/control character|\\u\{1b\}/);
  expect(problem?.message).not.toMatch(/[\u001b\u202e]/);
});
