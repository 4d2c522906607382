import { expect, test } from '@playwright/test';
import { clean } from '../../src/core/clean.ts';

const table: [name: string, text: string, cleaned: string][] = [
  ['colours', '\u001b[31mred\u001b[0m', 'red'],
  ['cursor moves', 'a\u001b[2J\u001b[1;1Hb', 'ab'],
  ['a window title (OSC 0)', '\u001b]0;owned\u0007text', 'text'],
  ['a link (OSC 8)', '\u001b]8;;https://evil.test\u001b\\click\u001b]8;;\u001b\\', 'click'],
  ['the clipboard (OSC 52)', '\u001b]52;c;ZXZpbA==\u0007x', 'x'],
  ['an OSC that never ends', 'a\u001b]0;owned', 'a'],
  ['C1 controls', '\u009b31mred\u009d0;owned\u009ctext', 'redtext'],
  ['a device control string', '\u001bPq#0;2;0;0;0\u001b\\x', 'x'],
  ['line ends', 'a\r\n::error::b\u2028c\u2029d', 'a ::error::b c d'],
  ['bell, backspace, delete, NUL', 'a\u0007\b\u007f\0b', 'a b'],
  ['bidirectional overrides', 'abc\u202egpj.exe\u2066\u2069', 'abcgpj.exe'],
  ['zero-width characters', 'pass\u200bed\ufeff', 'passed'],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ['a paired surrogate stays', 'a 😀 b', 'a 😀 b'],
  ['an Azure command', '##vso[task.setvariable]x', '# #vso[task.setvariable]x'],
  ['a TeamCity message', 'x ##teamcity[testFailed]', 'x # #teamcity[testFailed]'],
  ['an old GitHub command', '##[set-env]x', '# #[set-env]x'],
  ['a GitHub command', ' \u200b::error::x', ': :error::x'],
  ['fillers and tags', 'a\u3164\u034fb\u{e0041}c', 'abc'],
];

for (const [name, text, cleaned] of table)
  test(`a terminal is not told ${name}`, () => {
    expect(clean(text)).toBe(cleaned);
  });

test('cleaned text is cut between characters and says so', () => {
  expect(clean('😀'.repeat(10), 4)).toBe('😀😀😀…');
  expect(clean('abcd', 4)).toBe('abcd');
});

test('a megabyte of page text is cut at once', () => {
  const started = performance.now();

  const text = clean(`${'\u001b['.repeat(500_000)}end`, 100);

  expect(text.length).toBeLessThanOrEqual(100);
  expect(performance.now() - started).toBeLessThan(2_000);
});
