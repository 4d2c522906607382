import { expect, test } from '@playwright/test';
import { differing, withMarks } from '../../src/report/difference.ts';
import { html } from '../../src/report/html.ts';

function marked(expected: string, found: string): string[] {
  const differs = differing(expected, found);
  return [html`${withMarks(expected, differs.expected)}`.text, html`${withMarks(found, differs.found)}`.text].map(
    (text) => text.replaceAll('&quot;', '"'),
  );
}

for (const [what, expected, found, ...both] of [
  ['one word', 'a text with "Total: $42.00"', '"…Shipping Total: $43.00 Pay…"', '$42.00', '$43.00'],
  [
    'a word that is missing',
    'the text "4 items in cart" on the page',
    'no such text (nearest: "items in cart") on the page "4"',
    '4',
    '',
  ],
  ['nothing alike', 'the value "Alice"', '"Bob"', '', ''],
  ['no text in quotes', 'checked', 'not checked', '', ''],
  ['the same', 'the text "Saved"', '"Saved by Alice"', '', ''],
  ['a mark in it', 'the value "<b>x y"', '"<b>x z"', 'y', 'z'],
] as const)
  test(`what differs: ${what}`, () => {
    const marks = marked(expected, found).map((text) => /<mark>(.*?)<\/mark>/.exec(text)?.[1] ?? '');

    expect(marks).toEqual(both);
    expect(marked(expected, found).map((text) => text.replaceAll(/<\/?mark>/g, ''))).toEqual(
      [expected, found].map((text) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
    );
  });
