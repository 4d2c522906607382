import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { checkScenario } from '../../src/scenario/load.ts';
import { check, folder, HEAD, lines, load } from './folder.ts';

const SEES = '  - expect: { text: Hello }\n';
/** It would end the process of whoever loads it. */
const DEADLY = 'process.exit(7);';

test('modules are listed by one path or several, and none of their code runs here', () => {
  const one = load(`${HEAD}tools: ./tools/mailbox.mjs\nsteps:\n${SEES}`, { 'tools/mailbox.mjs': DEADLY });
  const two = load(`${HEAD}tools:\n  - tools/mailbox.mjs\n  - seed.js\nsteps:\n${SEES}`, {
    'tools/mailbox.mjs': DEADLY,
    'seed.js': DEADLY,
  });

  expect(one.tools).toMatchObject([{ path: 'tools/mailbox.mjs', location: { line: 3, column: 8 } }]);
  expect(two.tools?.map(({ path, location }) => [path, location.line])).toEqual([
    ['tools/mailbox.mjs', 4],
    ['seed.js', 5],
  ]);
  expect(one.tools?.[0]?.file).toMatch(/^\/.*\/tools\/mailbox\.mjs$/);
});

for (const [what, tools, says] of [
  [
    'a module that is not there',
    'none.mjs',
    '3:8: `none.mjs` is not there: expected a file in the folder of the scenario or below',
  ],
  [
    'a module outside the folder',
    '../a.mjs',
    '3:8: `../a.mjs` is not there: expected a file in the folder of the scenario or below',
  ],
  ['an absolute path', '/etc/hosts', '3:8: `/etc/hosts` is an absolute path: expected one relative to this file'],
  [
    'an address',
    'https://x.test/a.mjs',
    '3:8: `https://x.test/a.mjs` is an address: expected a file in the folder of the scenario or below',
  ],
  ['a folder', 'dir', '3:8: `dir` is not a file that can be read'],
  ['a module twice', '[a.mjs, ./a.mjs]', '3:16: `./a.mjs` is listed twice: leave one of them out'],
  [
    'TypeScript',
    'a.ts',
    '3:8: `a.ts` is TypeScript, which Node 20 does not load: expected a module of JavaScript, `.mjs` or `.js`; a `.d.mts` beside it can hold its types',
  ],
  ['another kind of file', 'a.txt', '3:8: `a.txt`: expected a module of JavaScript, `.mjs` or `.js`'],
  ['an empty list', '[]', '3:8: `tools`: expected at least one entry, found an empty list'],
] as const)
  test(`${what} is refused`, () => {
    const { problems } = check(`${HEAD}tools: ${tools}\nsteps:\n${SEES}`, {
      'a.mjs': '',
      'a.ts': '',
      'a.txt': '',
      'dir/b.mjs': '',
    });

    expect(lines(problems)).toEqual([says]);
  });

test('a typed step calls a tool by its name, with an input that keeps its types', () => {
  const { steps } = load(
    `${HEAD}tools: a.mjs\nvars: { user: alice }\nsteps:\n  - call: seed\n  - call: { tool: seed, with: { name: "{{user}}", age: 36, tags: [a, true] } }\n${SEES}`,
    { 'a.mjs': '' },
  );

  expect(steps).toMatchObject([
    { kind: 'typed', title: 'call seed', step: { act: 'call', tool: 'seed', with: {} } },
    {
      kind: 'typed',
      title: 'call seed with {"name":"{{user}}","age":36,"tags":["a",true]}',
      step: { act: 'call', tool: 'seed', with: { name: '{{user}}', age: 36, tags: ['a', true] } },
    },
    { kind: 'expect-typed' },
  ]);
});

test('what a call has wrong is said with its place', () => {
  const without = check(`${HEAD}steps:\n  - call: seed\n${SEES}`);
  const optional = check(`${HEAD}tools: a.mjs\nsteps:\n  - call: seed\n    optional: true\n${SEES}`, { 'a.mjs': '' });
  const secret = check(
    `${HEAD}tools: a.mjs\nsecrets: { key: A_KEY }\nsteps:\n  - call: { tool: seed, with: { a: "{{secret:key}}" } }\n${SEES}`,
    { 'a.mjs': '' },
  );

  expect(lines(without.problems)).toEqual([
    '4:11: the scenario brings no tools: expected the modules that export them under `tools`',
  ]);
  expect(lines(optional.problems)).toEqual(['6:15: `optional` stands beside `do` and typed steps, not beside `call`']);
  expect(lines(secret.problems)).toEqual([
    expect.stringMatching(/^6:37: `\{\{secret:key\}\}` cannot stand here: a secret stands only in the prose/),
  ]);
});

test('a name without a value may be one that a tool gives; without tools it is a mistake', () => {
  const step = '  - type: { into: Code, text: "{{code}}" }\n';

  expect(check(`${HEAD}tools: a.mjs\nsteps:\n${step}${SEES}`, { 'a.mjs': '' }).problems).toEqual([]);
  expect(lines(check(`${HEAD}steps:\n${step}${SEES}`).problems)).toEqual([
    '4:32: `{{code}}` has no value: declare it under `vars`, or extract it in an earlier step',
  ]);
});

test('an included file calls the tools of the scenario and lists none itself', () => {
  const dir = folder({
    'a.mjs': '',
    'a.yaml': `${HEAD}tools: a.mjs\nsteps:\n  - include: parts/good.yaml\n${SEES}`,
    'b.yaml': `${HEAD}tools: a.mjs\nsteps:\n  - include: parts/bad.yaml\n${SEES}`,
    'parts/good.yaml': 'steps:\n  - call: seed\n',
    'parts/bad.yaml': 'tools: ../a.mjs\nsteps:\n  - call: seed\n',
  });

  expect(checkScenario(join(dir, 'a.yaml')).problems).toEqual([]);
  expect(lines(checkScenario(join(dir, 'b.yaml')).problems)).toEqual([
    'bad.yaml:1:1: unknown key `tools`: expected `steps` or `vars`',
  ]);
});
