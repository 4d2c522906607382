import { expect, test } from '@playwright/test';
import { check, HEAD, lines } from './folder.ts';

const NAMES = `${HEAD}secrets: { password: PW }\nvars: { user: alice }\nsteps:\n`;
const NOT_A_SLOT =
  'is not a slot: expected `{{name}}` or `{{secret:name}}`, nothing nested and no blanks around the colon';
const NOT_HERE = 'cannot stand here: a secret stands only in the prose of a step and in the `text` of `type`';

/** Steps as they stand from line 6 on, and what is wrong with their names. */
const TABLE: [string, string[]][] = [
  ['- Log in as {{user}} with {{secret:password}}, new in this run {{ unique }}', []],
  ['- do: "{{secret:password}}"', []],
  ['- type: { into: "{{user}}", text: "{{secret:password}}" }', []],
  ['- expect: { text: "{{user}}" }', []],
  ['- a } and }} in JSON {"a":{"b":1}} are no slots', []],
  ['- extract: { total: the total }\n  - expect: { text: "{{total}}" }', []],
  ['- repeat: { times: 2, steps: [ "{{round}}", { extract: { last: x } } ] }\n  - "{{last}}"', []],
  [
    '- repeat: { times: 2, as: page, steps: [ "{{page}}", { repeat: { times: 2, steps: [ "{{page}} {{round}}" ] } } ] }',
    [],
  ],

  ['- Log in as {{usr}}', ['6:15: `{{usr}}` has no value: did you mean `{{user}}`?']],
  [
    '- Log in as {{whoever}}',
    ['6:15: `{{whoever}}` has no value: declare it under `vars`, or extract it in an earlier step'],
  ],
  ['- Log in with {{password}}', ['6:17: `{{password}}` is a secret: write `{{secret:password}}`']],
  [
    '- expect: { text: "{{total}}" }\n  - extract: { total: x }',
    ['6:22: `{{total}}` is used before the step that extracts it (line 7)'],
  ],
  ['- "{{round}}"', ['6:6: `{{round}}` has no value: declare it under `vars`, or extract it in an earlier step']],
  [
    '- repeat: { times: 2, steps: [ a ] }\n  - "{{round}}"',
    ['7:6: `{{round}}` has no value: declare it under `vars`, or extract it in an earlier step'],
  ],
  ['- extract: { user: x }', ['6:16: `user` has a value already: extract it under another name']],
  [
    '- repeat: { times: 2, as: user, steps: [ a ] }',
    ['6:29: `user` is taken already: give the round another name with `as`'],
  ],
  [
    '- repeat: { times: 2, steps: [ { repeat: { times: 2, steps: [ a ] } } ] }',
    ['6:44: `round` is taken already: give the round another name with `as`'],
  ],
  [
    '- press: { keys: "{{user}}", in: "{{user}}" }',
    ['6:21: `{{user}}` cannot stand in `press`: slots stand in the texts of steps'],
  ],
  ['- press: "{{user}}"', ['6:13: `{{user}}` cannot stand in `press`: slots stand in the texts of steps']],

  [
    '- "{{secret:pasword}}"',
    ['6:6: `{{secret:pasword}}` is not listed under `secrets`: did you mean `{{secret:password}}`?'],
  ],
  ['- "{{secret:__proto__}}"', ['6:6: `{{secret:__proto__}}` is not listed under `secrets`']],
  ['- "{{secret:constructor}}"', ['6:6: `{{secret:constructor}}` is not listed under `secrets`']],
  ['- "{{secret:HOME}}"', ['6:6: `{{secret:HOME}}` is not listed under `secrets`']],
  [
    '- "{{constructor}}"',
    ['6:6: `{{constructor}}` has no value: declare it under `vars`, or extract it in an earlier step'],
  ],
  ['- click: "{{secret:password}}"', [`6:13: \`{{secret:password}}\` ${NOT_HERE}`]],
  ['- goto: "/?q={{secret:password}}"', [`6:16: \`{{secret:password}}\` ${NOT_HERE}`]],
  ['- expect: the page shows {{secret:password}}', [`6:28: \`{{secret:password}}\` ${NOT_HERE}`]],
  ['- expect: { value: { of: Password, is: "{{secret:password}}" } }', [`6:43: \`{{secret:password}}\` ${NOT_HERE}`]],
  ['- type: { into: "{{secret:password}}", text: x }', [`6:20: \`{{secret:password}}\` ${NOT_HERE}`]],

  ['- "{{ secret : password }}"', [`6:6: \`{{ secret : password }}\` ${NOT_A_SLOT}`]],
  ['- "{{SECRET:password}}"', [`6:6: \`{{SECRET:password}}\` ${NOT_A_SLOT}`]],
  ['- "{{secret:{{secret:password}}}}"', [`6:6: \`{{secret:\` ${NOT_A_SLOT}`]],
  ['- "{{{user}}}"', [`6:6: \`{{{\` ${NOT_A_SLOT}`]],
  ['- "{{user"', [`6:6: \`{{user\` ${NOT_A_SLOT}`]],
  ['- "{{}}"', [`6:6: \`{{}}\` ${NOT_A_SLOT}`]],
  ['- "{{user.name}}"', [`6:6: \`{{user.name}}\` ${NOT_A_SLOT}`]],
  ['- "${HOME} and $(id) are plain text"', []],
];

for (const [steps, problems] of TABLE)
  test(`names in ${steps.replaceAll('\n', ' ')}`, () => {
    expect(lines(check(`${NAMES}  ${steps}\n`).problems)).toEqual(problems);
  });

test('nothing but the steps and the goal may hold a name', () => {
  const { problems } = check(`name: For {{user}}
url: http://h/{{user}}
server: { command: "run {{secret:password}}" }
secrets: { password: PW }
origins: [ "http://{{user}}" ]
vars: { user: alice, mail: "{{user}}@x" }
headers: { x-user: "{{user}}" }
before: [ "reset {{unique}}", "docker ps --format '{{.Names}}'" ]
steps: [ { include: "{{user}}.yaml" } ]
`);

  expect(lines(problems)).toEqual([
    '1:11: `{{user}}` cannot stand in `name`: slots stand in the texts of steps',
    '2:15: `{{user}}` cannot stand in `url`: slots stand in the texts of steps',
    '3:25: `{{secret:password}}` cannot stand in `server`: slots stand in the texts of steps',
    '5:20: `{{user}}` cannot stand in `origins`: slots stand in the texts of steps',
    '6:29: `{{user}}` cannot stand in `vars`: slots stand in the texts of steps',
    '7:21: `{{user}}` cannot stand in `headers`: slots stand in the texts of steps',
    '8:18: `{{unique}}` cannot stand in `before`: slots stand in the texts of steps',
    '9:21: `{{user}}.yaml` is not there: expected a file in the folder of the scenario or below',
  ]);
});

test('a goal may hold vars, `unique` and secrets', () => {
  const { problems } = check(
    `${HEAD}secrets: { password: PW }\nvars: { user: a }\ngoal: "{{user}} {{unique}} {{secret:password}} {{x}}"\n`,
  );

  expect(lines(problems)).toEqual([
    '5:48: `{{x}}` has no value: declare it under `vars`, or extract it in an earlier step',
  ]);
});
