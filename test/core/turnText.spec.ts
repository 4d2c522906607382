import { expect, test } from '@playwright/test';
import { parseTurn, renderTurn, turnStep, type TurnText } from '../../src/core/turnText.ts';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import { HOSTILE_TEXTS } from './hostileTexts.ts';

const plain: TurnText = {
  turn: 3,
  url: 'http://127.0.0.1/orders?page=2',
  title: 'Orders',
  step: { id: '2', kind: 'prose', body: 'Open the newest order', optional: false },
  values: { user: 'alice' },
  since: ['page is now http://127.0.0.1/orders?page=2'],
  elements: 'e1 link "Order 17" (0.100, 0.200)',
};

test('a turn is read as it was written', () => {
  const read = parseTurn(renderTurn(plain));

  expect(read).toEqual({
    turn: 3,
    url: plain.url,
    title: 'Orders',
    step: plain.step,
    values: { user: 'alice' },
    since: plain.since,
    elements: [{ ref: 'e1', role: 'link', name: 'Order 17', states: {}, centre: { x: 0.1, y: 0.2 }, depth: 0 }],
  });
});

test('a text that is no turn is not read as one', () => {
  expect(parseTurn('Hello')).toBeUndefined();
});

test('an empty page has no elements', () => {
  const text = renderTurn({ ...plain, elements: '' });

  expect(text).toContain('(none)');
  expect(parseTurn(text)?.elements).toEqual([]);
});

test('says whether a picture is there, or the same as before', () => {
  expect(renderTurn({ ...plain, picture: { width: 800, height: 600, same: false } })).toContain('Picture 800x600');
  expect(renderTurn({ ...plain, picture: { width: 800, height: 600, same: true } })).toContain('looks the same');
  expect(renderTurn(plain)).not.toContain('Picture');
});

for (const [what, text] of Object.entries(HOSTILE_TEXTS))
  test(`a page whose texts are ${what} cannot speak for us`, () => {
    const turn = { ...plain, url: text, title: text, values: { it: text }, since: [text, 'second'] };

    const written = renderTurn(turn);
    const read = parseTurn(written);

    expect(read).toMatchObject({
      url: text,
      title: text,
      step: plain.step,
      values: { it: text },
      since: [text, 'second'],
    });
    expect(read?.elements).toHaveLength(1);
    expect(written.split(/[\n\r\u2028\u2029\u0085]/)).toHaveLength(renderTurn(plain).split('\n').length + 1);
  });

const base = { id: '4', location: { file: '/a.yaml', line: 1, column: 1 }, title: 'a step', optional: true };
for (const [step, kind, body] of [
  [{ ...base, kind: 'prose', text: 'Do it' }, 'prose', 'Do it'],
  [{ ...base, kind: 'goal', text: 'Buy a lamp' }, 'goal', 'Buy a lamp'],
  [{ ...base, kind: 'expect', still: false, text: 'it is there' }, 'expect', 'it is there'],
  [{ ...base, kind: 'expect', still: true, text: 'it is there' }, 'still', 'it is there'],
  [{ ...base, kind: 'typed', step: { act: 'press', keys: 'Enter' } }, 'typed', '{"act":"press","keys":"Enter"}'],
  [
    { ...base, kind: 'expect-typed', still: true, expectation: { verify: 'title', title: 'T' } },
    'still-typed',
    '{"verify":"title","title":"T"}',
  ],
  [{ ...base, kind: 'extract', values: { total: 'the total' } }, 'extract', '{"total":"the total"}'],
] as const satisfies [Exclude<ScenarioStep, { kind: 'repeat' }>, string, string][])
  test(`a step of kind ${kind} is told as it was written`, () => {
    const told = turnStep({ id: '4[2].1', step, loop: {} });

    expect(told).toEqual({ id: '4[2].1', kind, body, optional: true });
    expect(parseTurn(renderTurn({ ...plain, step: told }))?.step).toEqual(told);
  });
