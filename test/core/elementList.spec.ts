import { expect, test } from '@playwright/test';
import { centreOf, parseElements, renderElement } from '../../src/core/elementList.ts';
import { HOSTILE_TEXTS } from './hostileTexts.ts';

const viewport = { width: 1_000, height: 500 };

test('an element is one line: ref, role, name, states, centre', () => {
  const line = renderElement(
    {
      ref: 'e8',
      role: 'textbox',
      name: 'User name',
      states: ['disabled', 'value="a b"'],
      box: { x: 100, y: 100, width: 200, height: 50 },
      depth: 1,
    },
    viewport,
  );

  expect(line).toBe('  e8 textbox "User name" disabled value="a b" (0.200, 0.250)');
  expect(parseElements(line)).toEqual([
    {
      ref: 'e8',
      role: 'textbox',
      name: 'User name',
      states: { disabled: true, value: 'a b' },
      centre: { x: 0.2, y: 0.25 },
      depth: 1,
    },
  ]);
});

test('what has no ref and no box says so', () => {
  const line = renderElement({ role: 'text', name: 'Hello', states: [], depth: 0 }, viewport);

  expect(line).toBe('- text "Hello"');
  expect(parseElements(line)).toEqual([{ role: 'text', name: 'Hello', states: {}, depth: 0 }]);
});

test('a centre is a fraction of the viewport', () => {
  expect(centreOf({ x: 0, y: 0, width: 1_000, height: 500 }, viewport)).toEqual({ x: 0.5, y: 0.5 });
  expect(centreOf({ x: -100, y: 490, width: 100, height: 20 }, viewport)).toEqual({ x: -0.05, y: 1 });
});

test('a note of ours is no element', () => {
  expect(parseElements('e1 link "a"\n… 12 more, use find\n\nnothing\n(none)')).toHaveLength(1);
});

for (const [what, text] of Object.entries(HOSTILE_TEXTS))
  test(`a page text that is ${what} stays inside its line`, () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    const lines = [
      renderElement(
        { ref: 'e1', role: 'button', name: text, states: [`value=${JSON.stringify(text)}`], box, depth: 0 },
        viewport,
      ),
      renderElement({ ref: 'e2', role: 'button', name: 'next', states: [], box, depth: 0 }, viewport),
    ];

    const read = parseElements(lines.join('\n'));

    expect(read.map(({ ref, name }) => [ref, name])).toEqual([
      ['e1', text],
      ['e2', 'next'],
    ]);
    expect(read[0]?.centre).toEqual({ x: 0.005, y: 0.01 });
  });
