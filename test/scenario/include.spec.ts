import { expect, test } from '@playwright/test';
import { check, HEAD, lines, load } from './folder.ts';

test('the steps of an included file stand in the place of the include, with their own places', () => {
  const { steps, vars } = load(
    `${HEAD}steps:\n  - Open the shop\n  - include: parts/login.yaml\n  - expect: the cart\n`,
    {
      'parts/login.yaml': 'vars: { user: alice }\nsteps:\n  - Log in as {{user}}\n  - include: ./greeting.yaml\n',
      'parts/greeting.yaml': 'steps: [ expect: a greeting ]\n',
    },
  );

  expect(vars).toEqual({ user: 'alice' });
  expect(steps.map(({ id, title, location }) => [id, title, location.file.replace(/.*\//, ''), location.line])).toEqual(
    [
      ['1', 'Open the shop', 'a.yaml', 4],
      ['2', 'Log in as {{user}}', 'login.yaml', 3],
      ['3', 'expect a greeting', 'greeting.yaml', 1],
      ['4', 'expect the cart', 'a.yaml', 6],
    ],
  );
});

test('the vars of the scenario win over the defaults of an included file', () => {
  const part = { 'b.yaml': 'vars: { user: alice, shop: lamps }\nsteps: [ "{{user}} {{shop}}" ]\n' };

  expect(load(`${HEAD}vars: { user: bob }\nsteps: [ include: b.yaml ]\n`, part).vars).toEqual({
    user: 'bob',
    shop: 'lamps',
  });
});

test('a file may be included several times and inside a repeat', () => {
  const yaml = `${HEAD}steps:\n  - include: b.yaml\n  - repeat: { times: 2, steps: [ include: b.yaml, include: b.yaml ] }\n`;

  expect(load(yaml, { 'b.yaml': 'steps: [ a ]\n' }).steps).toMatchObject([
    { id: '1' },
    { id: '2', steps: [{ id: '2.1' }, { id: '2.2' }] },
  ]);
});

const WRONG: [string, string, Record<string, string>, string[]][] = [
  [
    'a file that is not there',
    'steps: [ include: b.yml ]',
    {},
    ['3:19: `b.yml` is not there: expected a file in the folder of the scenario or below'],
  ],
  [
    'something beside it',
    'steps: [ { include: b.yaml, optional: true, click: A } ]',
    { 'b.yaml': 'steps: [ a ]\n' },
    [
      '3:29: `include` stands alone, found `optional` beside it',
      '3:45: `include` stands alone, found `click` beside it',
    ],
  ],
  [
    'a file that includes itself',
    'steps: [ include: b.yaml ]',
    { 'b.yaml': 'steps: [ include: b.yaml ]\n' },
    ['b.yaml:1:19: `b.yaml` includes itself: b.yaml → b.yaml'],
  ],
  [
    'files in a circle, through the scenario',
    'steps: [ include: b.yaml ]',
    { 'b.yaml': 'steps: [ include: a.yaml ]\n' },
    ['b.yaml:1:19: `a.yaml` includes itself: a.yaml → b.yaml → a.yaml'],
  ],
  [
    'a whole scenario',
    'steps: [ include: b.yaml ]',
    { 'b.yaml': `${HEAD}steps: [ a ]\n` },
    [
      'b.yaml:1:1: unknown key `name`: expected `steps` or `vars`',
      'b.yaml:2:1: unknown key `url`: expected `steps` or `vars`',
    ],
  ],
  [
    'a wrong step, once however often it is included',
    'steps: [ include: b.yaml, include: b.yaml, "{{x}}" ]',
    { 'b.yaml': 'steps:\n  - clik: A\n  - "{{y}}"\n' },
    [
      '3:45: `{{x}}` has no value: declare it under `vars`, or extract it in an earlier step',
      'b.yaml:2:5: unknown key `clik` in entry 1 of `steps`: did you mean `click`?',
      'b.yaml:3:6: `{{y}}` has no value: declare it under `vars`, or extract it in an earlier step',
    ],
  ],
  [
    'two defaults for one name',
    'steps: [ include: b.yaml, include: c.yaml ]',
    { 'b.yaml': 'vars: { user: a }\nsteps: [ a ]\n', 'c.yaml': 'vars: { user: b }\nsteps: [ a ]\n' },
    ['c.yaml:1:9: another included file has another default for `user`: set it under `vars` of the scenario'],
  ],
  [
    'hostile YAML',
    'steps: [ include: b.yaml ]',
    { 'b.yaml': `steps: ${'['.repeat(20_000)}` },
    ['b.yaml:1:57: nested more than 50 levels deep'],
  ],
];

for (const [what, steps, others, problems] of WRONG)
  test(`an include is refused: ${what}`, () => {
    expect(lines(check(`${HEAD}${steps}\n`, others).problems)).toEqual(problems);
  });

const twice = (name: string) => `steps: [ include: ${name}, include: ${name} ]\n`;

test('files that include each other twice do not grow without end', () => {
  const parts = Array.from({ length: 30 }, (_, index) => [`p${index}.yaml`, twice(`p${index + 1}.yaml`)]);

  const { problems } = check(`${HEAD}${twice('p0.yaml')}`, {
    ...Object.fromEntries(parts),
    'p30.yaml': 'steps: [ a ]\n',
  });

  expect(problems.map(({ message }) => message)).toEqual(['more than 500 files are included']);
});
