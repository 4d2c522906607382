/** Chunks in every form in which a host was seen to send them. */
import { test, expect } from '@playwright/test';
import { Accumulator } from '../../../src/model/kimi/completion.ts';
import { takeLeakedCalls } from '../../../src/model/kimi/leakedCalls.ts';

const delta = (fields: object, finish: string | null = null) => ({
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});

const named = (args: string) =>
  delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'click', arguments: args } }] });
const thought = (text: string, more = {}) =>
  delta({ reasoning_details: [{ type: 'reasoning.text', index: 0, text, ...more }] });

function completionOf(...chunks: object[]) {
  const reply = new Accumulator();
  for (const chunk of chunks) reply.add(chunk);
  return reply.completion;
}

test('arguments come together by index, also when two calls come mixed', () => {
  const { calls } = completionOf(
    delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'click', arguments: '{"ref"' } }] }),
    delta({ tool_calls: [{ index: 1, id: 'b', function: { name: 'type', arguments: '{"te' } }] }),
    delta({ tool_calls: [{ index: 0, function: { arguments: ':"e1"}' } }] }),
    delta({ tool_calls: [{ index: 1, function: { arguments: 'xt":"x"}' } }] }, 'tool_calls'),
  );

  expect(calls).toEqual([
    { id: 'a', name: 'click', arguments: '{"ref":"e1"}' },
    { id: 'b', name: 'type', arguments: '{"text":"x"}' },
  ]);
});

test('pieces without an index belong to the newest call', () => {
  const { calls } = completionOf(
    delta({ tool_calls: [{ id: 'a', function: { name: 'click', arguments: '{}' } }] }),
    delta({ tool_calls: [{ id: 'b', function: { name: 'wait', arguments: '{' } }] }),
    delta({ tool_calls: [{ function: { arguments: '}' } }] }),
  );

  expect(calls.map(({ name, arguments: args }) => `${name}${args}`)).toEqual(['click{}', 'wait{}']);
});

test('another id under the same index is another call', () => {
  const { calls } = completionOf(
    delta({ tool_calls: [{ index: 0, id: 'a', function: { name: 'click', arguments: '{}' } }] }),
    delta({ tool_calls: [{ index: 0, id: 'b', function: { name: 'click', arguments: '{"x":1}' } }] }),
  );

  expect(calls.map(({ arguments: args }) => args)).toEqual(['{}', '{"x":1}']);
});

test('a name that is repeated in every piece is one name', () => {
  expect(completionOf(named('{'), named('}')).calls).toEqual([{ id: 'a', name: 'click', arguments: '{}' }]);
});

test('arguments that come as an object are JSON again', () => {
  const { calls } = completionOf(
    delta({ tool_calls: [{ index: 0, function: { name: 'click', arguments: { ref: 'e1' } } }] }),
  );

  expect(calls).toEqual([{ id: '', name: 'click', arguments: '{"ref":"e1"}' }]);
});

test('reasoning under two keys at once is counted once', () => {
  const both = delta({ reasoning: 'Hm. ', reasoning_content: 'Hm. ' });

  expect(completionOf(both, both)).toMatchObject({ reasoning: 'Hm. Hm. ', reasoningKey: 'reasoning_content' });
});

test('pieces of one reasoning block are one block again, its other fields kept', () => {
  expect(completionOf(thought('Let '), thought('me.', { signature: 's' })).reasoningDetails).toEqual([
    { type: 'reasoning.text', index: 0, text: 'Let me.', signature: 's' },
  ]);
});

test('token counts are found in the choice, at the end and in a chunk of their own', () => {
  const usage = { prompt_tokens: 9, completion_tokens: 1 };

  expect(completionOf({ choices: [{ index: 0, delta: {}, usage }] }).usage).toMatchObject(usage);
  expect(completionOf(delta({}), { choices: [], usage }).usage).toMatchObject(usage);
  expect(completionOf({ ...delta({}), usage }).usage).toMatchObject(usage);
});

for (const [what, chunk] of [
  ['a number', 3],
  ['a text', 'hello'],
  ['no choices', { id: 'x' }],
  ['a number for content', delta({ content: 5 })],
  ['a number for arguments', delta({ tool_calls: [{ index: 0, function: { arguments: 5 } }] })],
] as const) {
  test(`${what} is not a chat completion`, () => {
    expect(() => new Accumulator().add(chunk)).toThrow(/another shape than a chat completion/);
  });
}

for (const [what, text, calls, rest] of [
  [
    'a whole section',
    'I click.<|tool_calls_section_begin|><|tool_call_begin|>functions.click:3<|tool_call_argument_begin|>{"ref":"e1"}<|tool_call_end|><|tool_calls_section_end|>',
    ['click {"ref":"e1"}'],
    'I click.',
  ],
  [
    'without the section marks',
    '<|tool_call_begin|>functions.wait:0<|tool_call_argument_begin|>{}<|tool_call_end|>',
    ['wait {}'],
    '',
  ],
  [
    'without the last end mark',
    '<|tool_call_begin|>functions.wait:0 <|tool_call_argument_begin|> {"seconds":1}',
    ['wait {"seconds":1}'],
    '',
  ],
  [
    'two calls, the first without its end mark',
    '<|tool_call_begin|>functions.a:0<|tool_call_argument_begin|>{}<|tool_call_begin|>functions.b:1<|tool_call_argument_begin|>{}<|tool_call_end|>',
    ['a {}', 'b {}'],
    '',
  ],
  ['a call that has only begun', 'Now <|tool_call_begin|>functions.cli', [], 'Now'],
  ['plain words', 'I will click the button now.', [], 'I will click the button now.'],
] as const) {
  test(`tokens in the text: ${what}`, () => {
    const found = takeLeakedCalls(text);

    expect(found.calls.map(({ name, arguments: args }) => `${name} ${args}`)).toEqual(calls);
    expect(found.text).toBe(rest);
  });
}
