import { expect, test } from '@playwright/test';
import { fill, partsOf, slotsOf, unfill } from '../../src/core/template.ts';
import { HOSTILE_TEXTS } from './hostileTexts.ts';

const values = { user: 'alice', name: 'alice b', 'order-id': '17' };

for (const [text, filled] of [
  ['Log in as {{user}}', 'Log in as alice'],
  ['{{ user }}/{{user}}', 'alice/alice'],
  ['{{order-id}}', '17'],
  ['{{unknown}} stays', '{{unknown}} stays'],
  ['{{secret:user}} stays', '{{secret:user}} stays'],
  ['{{constructor}} {{__proto__}} {{toString}}', '{{constructor}} {{__proto__}} {{toString}}'],
  ['{user} {{}} {{ 1a }} {{us er}}', '{user} {{}} {{ 1a }} {{us er}}'],
] as const)
  test(`fills ${text}`, () => {
    expect(fill(text, values)).toBe(filled);
  });

test('a value is never read again', () => {
  expect(fill('{{a}}', { a: '{{b}} $& $1', b: 'no' })).toBe('{{b}} $& $1');
});

test('names the slots of a text', () => {
  expect(slotsOf('{{user}} and {{ secret:pw }}')).toEqual([
    { name: 'user', secret: false },
    { name: 'pw', secret: true },
  ]);
});

test('cuts a text at its slots', () => {
  expect(partsOf('a {{user}}{{secret:pw}} z')).toEqual([
    'a ',
    { name: 'user', secret: false },
    { name: 'pw', secret: true },
    ' z',
  ]);
  expect(partsOf('plain')).toEqual(['plain']);
  expect(partsOf('')).toEqual([]);
});

for (const [text, names, kept] of [
  ['Hello alice!', ['user'], 'Hello {{user}}!'],
  ['malice and alices', ['user'], 'malice and alices'],
  ['alice b', ['user', 'name'], '{{name}}'],
  ['alice', [], 'alice'],
  ['{{name}} alice', ['user'], '{{name}} alice'],
  ['Order 17 of 170', ['order-id'], 'Order {{order-id}} of 170'],
  ['éalice alice', ['user'], 'éalice {{user}}'],
] as const)
  test(`puts slots back into ${text}`, () => {
    expect(unfill(text, values, names)).toBe(kept);
  });

for (const [what, value] of Object.entries(HOSTILE_TEXTS))
  if (what !== 'a slot')
    test(`a value that is ${what} goes in and comes back`, () => {
      const text = fill('<{{it}}>', { it: value });

      expect(text).toBe(`<${value}>`);
      expect(unfill(text, { it: value }, ['it'])).toBe(/^[\p{L}\p{N}]|[\p{L}\p{N}]$|/u.test(value) ? '<{{it}}>' : text);
    });
