import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { checkScenario } from '../../src/scenario/load.ts';
import { check, folder, HEAD, lines } from './folder.ts';

const TOO_DEEP = 'nested more than 50 levels deep';
const TOO_LONG = 'more than 100000 words and signs: split the scenario';
const TAG = 'tags such as `!!str` or `!x` are not allowed in a scenario: put a text in quotes instead';
const anchorOr = (what: string) =>
  `${what} are not allowed in a scenario: use \`vars:\`, \`repeat:\` or \`include:\`, or put the text in quotes`;

const HOSTILE: [string, string, string][] = [
  ['20,000 nested brackets', `steps: ${'['.repeat(20_000)}`, `1:57: ${TOO_DEEP}`],
  ['20,000 nested braces', `steps: ${'{a: '.repeat(20_000)}`, TOO_DEEP],
  ['a list in a list in a list, on one line', '- '.repeat(20_000), `1:101: ${TOO_DEEP}`],
  ['keys of keys', '? '.repeat(20_000), TOO_DEEP],
  [
    'a map in a map, by indentation',
    Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
    `51:51: ${TOO_DEEP}`,
  ],
  [
    'lists at the column of their keys',
    Array.from({ length: 60 }, (_, depth) => `${' '.repeat(2 * depth)}a:\n${' '.repeat(2 * depth)}-`).join(' b\n'),
    TOO_DEEP,
  ],
  ['half a million short entries', `${HEAD}steps:\n${'- x\n'.repeat(200_000)}`, TOO_LONG],
  [
    'more keys than anybody can read',
    Array.from({ length: 60_000 }, (_, index) => `a${index}: 1`).join('\n'),
    TOO_LONG,
  ],
  ['brackets that close nothing', ']'.repeat(900_000), '1:1: a bracket is closed that was never opened'],
  ['more than 1 MB', `${HEAD}steps: [a]\n${'#'.repeat(1_000_000)}`, 'larger than 1 MB'],
  [
    'an alias bomb',
    `a: &a [x, x, x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]}, `.repeat(9)}]`).join('\n')}\n`,
    `1:4: ${anchorOr('anchors (`&name`)')}`,
  ],
  ['an alias', `${HEAD}steps: [ *a ]\n`, `3:10: ${anchorOr('aliases (`*name`)')}`],
  ['a function', `${HEAD}steps: [ !!js/function "function(){}" ]\n`, `3:10: ${TAG}`],
  ['a known tag', `${HEAD}steps: [ !!str a ]\n`, `3:10: ${TAG}`],
  [
    'a directive',
    `%TAG ! tag:x,2000:\n---\n${HEAD}steps: [a]\n`,
    '1:1: directives (`%…`) are not allowed in a scenario',
  ],
  [
    'a merge key',
    `${HEAD}<<: { steps: [a] }\ngoal: x\n`,
    '3:1: merge keys (`<<`) are not allowed in a scenario: use `include:` or write the keys out',
  ],
  ['a merge of a prototype', `${HEAD}<<: { __proto__: { polluted: 1 } }\ngoal: x\n`, '3:1: merge keys'],
  ['a prototype', `${HEAD}__proto__: { polluted: 1 }\ngoal: x\n`, '3:1: `__proto__` cannot be a key or a name'],
  [
    'an escaped prototype',
    `${HEAD}"__proto\\u005f_": { polluted: 1 }\ngoal: x\n`,
    '3:1: `__proto__` cannot be a key or a name',
  ],
  [
    'a prototype among the vars',
    `${HEAD}vars: { __proto__: { polluted: 1 } }\ngoal: x\n`,
    '3:9: `__proto__` cannot be a key or a name',
  ],
  [
    'a constructor among the vars',
    `${HEAD}vars: { constructor: x }\ngoal: x\n`,
    '3:9: `vars.constructor`: expected another name: this one is reserved',
  ],
  ['a key that stands twice', `${HEAD}name: other\ngoal: x\n`, '3:1: the key `name` stands twice in this map'],
  ['a key that is a list', `${HEAD}? [a]\n: 1\ngoal: x\n`, '3:3: a key must be a text: expected `key: value`'],
  ['a NUL byte', `${HEAD}goal: a\u0000b\n`, '3:8: a control character: a scenario is plain text'],
  [
    'an escaped NUL byte',
    `${HEAD}goal: "a\\0b"\n`,
    '3:7: a control character in a text: write what people can see and type',
  ],
  ['half a character', `${HEAD}goal: "a\\ud800b"\n`, '3:7: half a character (a lone surrogate) in a text'],
  ['a second document', `${HEAD}goal: a\n---\nname: b\n`, '4:1: a second document (`---`): one file is one scenario'],
  ['a tab as indentation', `${HEAD}steps:\n\t- a\n`, '4:1: a tab as indentation: YAML is indented with spaces'],
  [
    'a sentence that begins with a quotation',
    `${HEAD}steps:\n  - "Log in" and go\n`,
    '4:14: not valid YAML: Unexpected scalar at node end; a text that holds `: `',
  ],
  ['a bracket that is never closed', `${HEAD}steps: [ a\n`, 'not valid YAML: Flow sequence'],
  [
    'a billion rounds',
    `${HEAD}steps:\n  - repeat: { times: 10000, steps: [ { repeat: { times: 10000, as: b, steps: [ a ] } } ] }\n`,
    '4:3: 100000000 steps in all rounds together: expected at most 100000',
  ],
  [
    '10,000 unknown keys',
    `${HEAD}goal: x\n${Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join('\n')}`,
    'unknown key `k0`',
  ],
  ['9,000 bad steps', `${HEAD}steps:\n${'- {a: 1}\n'.repeat(9000)}`, 'unknown key `a`'],
  [
    '10,000 vars with names in them',
    `${HEAD}goal: x\nvars:\n${Array.from({ length: 10_000 }, (_, index) => `  k${index}: "{{x}}"`).join('\n')}`,
    'at most 500 names',
  ],
  ['one long text', `${HEAD}goal: "${'{{'.repeat(400_000)}"\n`, 'expected at most 5000 characters'],
];

for (const [what, yaml, message] of HOSTILE)
  test(`refuses ${what}, soon`, () => {
    const start = performance.now();

    const { scenario, problems } = check(yaml);

    expect(scenario).toBeUndefined();
    expect(lines(problems).join('\n')).toContain(message);
    // Under a second on an idle machine; the test machine runs other tests beside it.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

test('what only looks like an anchor, an alias, a tag or a bracket is text', () => {
  const { problems } = check(`${HEAD}steps:
  - Salt & pepper * 2 costs 5!
  - "& * ! [ { ] }"
  - |
    &a *b !c [ {
    ] } %d
  - >-
    *not an alias*
  - expect: 5 > 4 [sic]
`);

  expect(lines(problems)).toEqual([]);
});

test('ordinary YAML passes: comments, block texts, CRLF, a byte order mark, Arabic', () => {
  const { scenario, problems } = check(
    `\uFEFF# a comment\r\n${HEAD.replaceAll('\n', '\r\n')}steps:\r\n  - "سجّل الدخول 👋" # why\r\n  - expect: مرحبا\r\n`,
  );

  expect(lines(problems)).toEqual([]);
  expect(scenario?.steps).toMatchObject([{ text: 'سجّل الدخول 👋' }, { text: 'مرحبا' }]);
});

test('a deep but honest scenario passes', () => {
  const nested = (depth: number): string =>
    depth === 0 ? '[ click: A ]' : `[ { repeat: { times: 1, as: r${depth}, steps: ${nested(depth - 1)} } } ]`;

  expect(lines(check(`${HEAD}steps: ${nested(10)}\n`).problems)).toEqual([]);
});

test('uploads and includes stay in the folder of the scenario', () => {
  const dir = folder({
    'in/a.yaml': `${HEAD}files: [ /etc/passwd, ../out.txt, link.txt, b/../../out.txt, sub, "http://x/y.png", sub/ok.txt, ok.txt ]
steps:
  - include: ../out.yaml
  - include: /etc/passwd
  - include: https://evil.test/x.yaml
  - include: file:///etc/passwd
  - include: link.yaml
  - include: linked/out.yaml
  - include: sub
`,
    'out.txt': 'secret',
    'out.yaml': 'steps: [a]\n',
    'in/ok.txt': 'a',
    'in/sub/ok.txt': 'b',
  });
  symlinkSync(join(dir, 'out.txt'), join(dir, 'in/link.txt'));
  symlinkSync(join(dir, 'out.yaml'), join(dir, 'in/link.yaml'));
  symlinkSync(dir, join(dir, 'in/linked'));

  const { problems } = checkScenario(join(dir, 'in/a.yaml'));

  const outside = 'lies outside the folder of the scenario: expected a file in it or below';
  const absolute = 'is an absolute path: expected one relative to this file';
  const address = 'is an address: expected a file in the folder of the scenario or below';
  expect(lines(problems)).toEqual([
    `3:10: \`/etc/passwd\` ${absolute}`,
    `3:23: \`../out.txt\` ${outside}`,
    `3:35: \`link.txt\` ${outside}`,
    `3:45: \`b/../../out.txt\` ${outside}`,
    '3:62: `sub` is not a file that can be read',
    `3:67: \`http://x/y.png\` ${address}`,
    '3:97: two files are called `ok.txt`: steps name a file by its base name, so give one another name',
    `5:14: \`../out.yaml\` ${outside}`,
    `6:14: \`/etc/passwd\` ${absolute}`,
    `7:14: \`https://evil.test/x.yaml\` ${address}`,
    `8:14: \`file:///etc/passwd\` ${address}`,
    `9:14: \`link.yaml\` ${outside}`,
    `10:14: \`linked/out.yaml\` ${outside}`,
    'sub:1:1: not a file',
  ]);
});

test('a folder whose name begins with two dots is a folder like others', () => {
  const dir = folder({ 'a.yaml': `${HEAD}steps: [ include: ..parts/b.yaml ]\n` });
  mkdirSync(join(dir, '..parts'));
  writeFileSync(join(dir, '..parts/b.yaml'), 'steps: [ a ]\n');

  expect(checkScenario(join(dir, 'a.yaml')).problems).toEqual([]);
});
