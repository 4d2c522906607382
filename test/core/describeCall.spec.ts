import { expect, test } from '@playwright/test';
import { describeCall } from '../../src/core/describeCall.ts';

const ELEMENTS = [
  'e1 region "Order summary" (0.8, 0.4)',
  '  e7 button "Log in" (0.1, 0.2)',
  'e9 checkbox "" (0.3, 0.2)',
].join('\n');

const rows: [name: string, input: unknown, words: string][] = [
  ['click', { ref: 'e7' }, 'click button "Log in"'],
  ['click', { ref: 'e9' }, 'click the checkbox e9'],
  ['click', { ref: 'e31' }, 'click e31'],
  ['click', { x: 0.25, y: 0.5 }, 'click the point 0.25, 0.5'],
  ['click', { ref: 'e7', count: 2 }, 'click count 2 in button "Log in"'],
  ['verify_text', { ref: 'e1', text: '€12.90' }, 'verify text "€12.90" in region "Order summary"'],
  ['verify_text', { text: 'Hi' }, 'verify text "Hi"'],
  ['select', { ref: 'e9', options: ['a', 'b'] }, 'select "a" "b" in the checkbox e9'],
  ['drag', { from: { ref: 'e7' }, to: { ref: 'e1' } }, 'drag button "Log in" to region "Order summary"'],
  ['navigate', { to: 'back' }, 'navigate "back"'],
  ['finish', { verdict: 'failed', reason: 'no' }, 'finish "failed" "no"'],
  ['step_done', { step: '2', summary: 'done' }, 'step done step "2"'],
  ['mailbox', { to: 'x@y.z', deep: { a: [1] } }, 'mailbox "x@y.z" deep {"a":[1]}'],
  ['click', 'no json', 'click no json'],
  ['click', { kind: 'click' }, 'click kind "click"'],
];

for (const [name, input, words] of rows)
  test(`${name} ${JSON.stringify(input)} reads ${words}`, () => {
    expect(describeCall(name, typeof input === 'string' ? input : JSON.stringify(input), ELEMENTS)).toBe(words);
  });

test('a replayed call is told as the action that it is', () => {
  const action = { kind: 'click', target: { name: 'Log in' }, button: 'left', count: 2, modifiers: [] };

  expect(describeCall('click', JSON.stringify(action))).toBe('double-click "Log in"');
});

test('no text of a page or a model ends the line or is a command', () => {
  const words = describeCall('verify_text', JSON.stringify({ text: 'a\n\u001b[31m::error::b', ref: 'e\u202e1' }));

  expect(words).toBe('verify text "a ::error::b" in e1');
});
