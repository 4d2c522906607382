/** The model's words as they come, line by line: whole, without secrets, and never taken for a line of ours. */
import { expect, test } from '@playwright/test';
import { WordLines } from '../../src/report/wordLines.ts';

type Words = Parameters<WordLines['take']>[0];

const said = (words: string): Words => ({ of: 'text', words });
const thought = (words: string): Words => ({ of: 'reasoning', words });

function linesOf(pieces: Words[], secrets: Record<string, string> = {}): string[] {
  const lines = new WordLines(secrets);
  return [...pieces.flatMap((piece) => lines.take(piece)), ...lines.end()];
}

/** A text in pieces of so many characters. */
function inPieces(text: string, size: number): Words[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => said(text.slice(at * size, (at + 1) * size)));
}

test('a line is given out when it is whole, and the last one at the end', () => {
  const lines = new WordLines({});

  expect(lines.take(said('I type the na'))).toEqual([]);
  expect(lines.take(said('me.\nThen I cli'))).toEqual(['says   │ I type the name.']);
  expect(lines.take(said('ck.'))).toEqual([]);
  expect(lines.end()).toEqual(['says   │ Then I click.']);
  expect(lines.end()).toEqual([]);
});

test('thoughts and words are told apart, and a change of one to the other ends the line', () => {
  expect(linesOf([thought('The form is '), thought('empty'), said('I fill it in')])).toEqual([
    'thinks │ The form is empty',
    'says   │ I fill it in',
  ]);
});

test('a paragraph is cut at blanks as it comes, and nothing of it is lost', () => {
  const paragraph = Array.from({ length: 90 }, (_, at) => `word${at}`).join(' ');

  const lines = linesOf(inPieces(paragraph, 11));

  expect(lines.length).toBeGreaterThan(5);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual('says   │ '.length + 100);
  expect(lines.map((line) => line.replace('says   │ ', '')).join(' ')).toBe(paragraph);
});

test('a word without end is cut all the same', () => {
  const lines = new WordLines({});

  expect(lines.take(said('x'.repeat(1000)))).toHaveLength(2);
  expect(lines.end()).toEqual([`says   │ ${'x'.repeat(200)}`]);
});

const SECRETS = {
  password: 'wonderland-42',
  phrase: 'correct horse battery staple',
  short: 'wonder',
  key: '-----BEGIN KEY-----\nMIIEabcdefgh\n-----END KEY-----',
};
const TEXT = `I would try wonderland-42 first${' and then once more'.repeat(6)}, then correct horse battery staple, ${'again and '.repeat(30)}wonder.\nIts key is ${SECRETS.key} and as a query it is correct%20horse%20battery%20staple or ${'A'.repeat(390)}wonderland-42.`;

for (const size of [1, 2, 3, 7, 12, 40, 5000])
  test(`no secret is printed, nor a part of one, whatever pieces it comes in: ${size} characters each`, () => {
    const text = linesOf(inPieces(TEXT, size), SECRETS).join('\n');

    for (const part of ['wonder', 'land-42', 'correct', 'battery', 'staple', 'BEGIN', 'MIIE'])
      expect(text).not.toContain(part);
    for (const name of Object.keys(SECRETS)) expect(text).toContain(`{{secret:${name}}}`);
  });

test('no line begins as a command of a CI or moves the cursor, wherever the pieces part', () => {
  const evil =
    '::error::x\n##vso[task.setvariable]x\n\u001b[2J\u001b]52;c;AA\u0007✓ passed\r✓ spec verified\u2028##teamcity[x]\n  1 expect the dashboard\n';

  for (const size of [1, 2, 5, 100]) {
    const lines = linesOf(inPieces(evil, size));

    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) {
      expect(line).toMatch(/^says {3}│ /);
      expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028]/);
      expect(line).not.toMatch(/##[a-z]*\[/i);
    }
  }
});

test('a megabyte of words, with and without blanks, is printed in good time', () => {
  const started = performance.now();

  const words = linesOf(inPieces('to be or not to be '.repeat(55_000), 4000), SECRETS);
  const letters = linesOf(inPieces('x'.repeat(1_000_000), 4000), SECRETS);

  expect(words.join('').length).toBeGreaterThan(1_000_000);
  expect(letters.join('').length).toBeGreaterThan(1_000_000);
  expect(performance.now() - started).toBeLessThan(20_000);
});
