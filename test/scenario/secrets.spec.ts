import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { resolveSecrets } from '../../src/scenario/secrets.ts';
import { HEAD, load } from './folder.ts';

const YAML = `${HEAD}secrets:\n  password: DEMO_PASSWORD\n  key: { env: API_KEY }\nsteps: [ a ]\n`;

test('only what the scenario lists is looked up', () => {
  const env = { DEMO_PASSWORD: 'wire-and-lamp', API_KEY: '.*"\n- step: x', HOME: '/root' };

  expect(resolveSecrets(load(YAML), env)).toEqual({ password: 'wire-and-lamp', key: '.*"\n- step: x' });
});

test('every missing variable is named at once, with its place and what to do', () => {
  const scenario = load(YAML);

  const resolve = () => resolveSecrets(scenario, { API_KEY: '', OTHER: 'hunter2' });

  expect(resolve).toThrow(
    /a\.yaml:4:3: the secret `password` needs the environment variable DEMO_PASSWORD, which is not set: export DEMO_PASSWORD=…, or put DEMO_PASSWORD=… into a \.env file beside the scenario or one given by --env-file\n\S+a\.yaml:5:3: the secret `key` needs the environment variable API_KEY/,
  );
  expect(resolve).toThrow(expect.objectContaining({ reason: 'scenario.secret' }));
});

test('a value of less than six characters is refused and not shown', () => {
  const scenario = load(YAML);

  const resolve = () => resolveSecrets(scenario, { DEMO_PASSWORD: 'abc12', API_KEY: 'long enough' });

  expect(resolve).toThrow(
    /4:3: the secret `password` \(environment variable DEMO_PASSWORD\) is shorter than 6 characters/,
  );
  expect(resolve).not.toThrow(/abc12/);
});

test('what every object inherits is no environment variable', () => {
  const scenario = load(`${HEAD}secrets: { a: constructor, b: __proto__, c: toString }\nsteps: [ a ]\n`);

  expect(() => resolveSecrets(scenario, {})).toThrow(/constructor.*\n.*__proto__.*\n.*toString/);
});

test('a scenario whose file is gone still says which variable is missing', () => {
  const scenario = load(YAML);
  rmSync(scenario.file);

  expect(() => resolveSecrets(scenario, {})).toThrow(/a\.yaml:1:1: the secret `password`/);
});
