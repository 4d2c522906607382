import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stepKey } from '../../src/core/stepKey.ts';
import { hashScenario } from '../../src/scenario/hash.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { HEAD, load } from './folder.ts';

const YAML = `${HEAD}vars: { a: x, b: y }\nsecrets: { password: PW }\nbefore: [ reset ]\nsteps:\n  - Log in\n  - click: Save\n  - repeat: { times: 2, steps: [ expect: a ] }\n`;

function hashOf(yaml: string): string {
  return hashScenario(load(yaml));
}

test('the hash stays when the file moves, is reformatted or gets other limits', () => {
  const { file } = load(YAML);
  const elsewhere = join(dirname(file), 'elsewhere');
  mkdirSync(elsewhere);
  cpSync(file, join(elsewhere, 'b.yaml'));
  const hash = hashScenario(loadScenario(file));

  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hashScenario(loadScenario(join(elsewhere, 'b.yaml')))).toBe(hash);
  expect(hashOf(`# comment\n\n${YAML}limits: { turns: 5 }\nverify: 0\n`)).toBe(hash);
  expect(hashOf(YAML.replace('{ a: x, b: y }', '{ b: y, a: x }'))).toBe(hash);
});

const CHANGES: [string, string, string][] = [
  ['a step', 'Log in', 'Log out'],
  ['the act of a typed step', 'click: Save', 'hover: Save'],
  ['an expectation into another', 'expect: a', 'still: a'],
  ['the number of rounds', 'times: 2', 'times: 3'],
  ['a var', 'b: y', 'b: z'],
  ['a secret', 'PW', 'OTHER'],
  ['a hook', 'reset', 'seed'],
  ['the address', '4173/', '4173/x'],
  ['whether a step is optional', 'click: Save', 'click: Save\n    optional: true'],
];

for (const [what, from, to] of CHANGES)
  test(`another hash for a scenario that changes ${what}`, () => {
    expect(hashOf(YAML.replace(from, to))).not.toBe(hashOf(YAML));
  });

test('another hash for a scenario that brings other tools', () => {
  const files = { 'a.mjs': '', 'b.mjs': '' };
  const [a, b] = ['a.mjs', 'b.mjs'].map((tools) => hashScenario(load(`${YAML}tools: ${tools}\n`, files)));

  expect(a).not.toBe(hashOf(YAML));
  expect(a).not.toBe(b);
});

test('a var called file or location is wording like any other', () => {
  const yaml = `${HEAD}vars: { file: "1", location: "1" }\nsteps: [ a ]\n`;

  expect(hashOf(yaml)).not.toBe(hashOf(yaml.replace('file: "1"', 'file: "2"')));
  expect(hashOf(yaml)).not.toBe(hashOf(yaml.replace('location: "1"', 'location: "2"')));
});

test('a step keeps its key wherever it stands, and two steps that say different things have different keys', () => {
  const { steps } = load(
    `${HEAD}steps:\n  - a\n  - a\n  - do: a\n    optional: true\n  - expect: a\n  - still: a\n  - click: a\n  - click: { name: a }\n`,
  );
  const keys = steps.map(stepKey);

  expect(keys[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(keys.slice(1, 3)).toEqual([keys[0], keys[0]]);
  expect(keys[5]).toBe(keys[6]);
  expect(new Set(keys).size).toBe(4);
});
