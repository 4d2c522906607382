import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parseEnv, readEnvFile } from '../../src/scenario/envFile.ts';
import { folder } from './folder.ts';

const LINES: [string, Record<string, string>][] = [
  ['', {}],
  ['# a comment\n\n  # another\n', {}],
  ['A=b', { A: 'b' }],
  ['  A = b c  \n', { A: 'b c' }],
  ['export A=b\nB=c\r\n', { A: 'b', B: 'c' }],
  ['A=', { A: '' }],
  ['A= # comment', { A: '' }],
  ['A=b # comment', { A: 'b' }],
  ['A=b#c', { A: 'b#c' }],
  ['A="b # c" # comment', { A: 'b # c' }],
  ["A='b \\n $B'", { A: 'b \\n $B' }],
  ['A="b\\nc\\"d\\\\e"', { A: 'b\nc"d\\e' }],
  ['A="first\nsecond"\nB=c', { A: 'first\nsecond', B: 'c' }],
  ['A=$HOME ${HOME} $(id) `id`', { A: '$HOME ${HOME} $(id) `id`' }],
  ['A=b=c==', { A: 'b=c==' }],
  ['A=it\'s "so"', { A: 'it\'s "so"' }],
  ['A=1\nA=2', { A: '2' }],
  ['\uFEFFA=b', { A: 'b' }],
];

for (const [text, values] of LINES)
  test(`an env file: ${JSON.stringify(text)}`, () => {
    expect(parseEnv(text, '.env')).toEqual(values);
  });

const WRONG: [string, number][] = [
  ['A=hunter2\n- step: hunter2', 2],
  ['hunter2', 1],
  ['1A=hunter2', 1],
  ['\nA="hunter2', 2],
  ["A='hunter2", 1],
  ['A="hunter2" more', 1],
];

for (const [text, line] of WRONG)
  test(`a wrong line of an env file is named, and never shown: ${JSON.stringify(text)}`, () => {
    expect(() => parseEnv(text, '.env')).toThrow(`.env:${line}:1: expected NAME=value, NAME="value" or a comment`);
    expect(() => parseEnv(text, '.env')).not.toThrow(/hunter2/);
  });

test('a name is data, whatever it is called', () => {
  const values = parseEnv('__proto__=x\nconstructor=y', '.env');

  expect(Object.entries(values)).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});

test('an env file is read from disk; one that is not there is wrong usage', () => {
  const dir = folder({ '.env': 'A=b\n' });

  expect(readEnvFile(join(dir, '.env'))).toEqual({ A: 'b' });
  expect(() => readEnvFile(join(dir, '.envy'))).toThrow(/the env file .*\.envy cannot be read: ENOENT/);
  expect(() => readEnvFile(dir)).toThrow(/cannot be read: not a file/);
});

test('a long line is read in a moment', () => {
  const start = performance.now();

  expect(parseEnv(`A=b${' '.repeat(500_000)}c`, '.env')['A']).toHaveLength(500_002);
  expect(() => parseEnv(`A="${'\\'.repeat(400_001)}`, '.env')).toThrow(/:1:1: expected/);
  expect(performance.now() - start).toBeLessThan(20_000);
});
