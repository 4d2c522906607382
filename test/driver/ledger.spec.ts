/** What is left of turns that left the window: pure functions, so tables. */
import { expect, test } from '@playwright/test';
import type { Action } from '../../src/core/action.ts';
import { textTokens } from '../../src/core/tokens.ts';
import type { Answer } from '../../src/driver/call.ts';
import { entryOf, ledgerText, lineOf, shorten, type LedgerEntry } from '../../src/driver/ledger.ts';
import { call } from '../support/scriptedModel.ts';
import { click, the, typed, verified } from '../support/runByHand.ts';

const STANDING = { learned: {}, proved: 0, open: { ids: [], count: 0 } };

function turnOf(turn: number, actions: Action[], { stepId = '1', page = `Page ${turn}` } = {}): LedgerEntry {
  return entryOf({
    turn,
    stepId,
    calls: actions.map(({ kind }) => call(kind)),
    answers: actions.map((action): Answer => ({ mistake: false, result: { ok: true, text: 'done', action } })),
    page,
  });
}

const failed = (turn: number, stepId = '1'): LedgerEntry =>
  entryOf({
    turn,
    stepId,
    calls: [call('click')],
    answers: [{ mistake: true, result: { ok: false, text: 'x'.repeat(300) } }],
    page: `Page ${turn}`,
  });

const lines = (entries: readonly LedgerEntry[]) => entries.map(lineOf);
const tokens = (entries: readonly LedgerEntry[]) => textTokens(ledgerText(entries, STANDING));

/** As a run does it: shortened whenever turns leave the window. */
function grown(count: number, turn: (number: number) => LedgerEntry): LedgerEntry[] {
  let entries: LedgerEntry[] = [];
  for (let number = 1; number <= count; number++) entries = shorten([...entries, turn(number)]);
  return entries;
}

test('a line leaves out what was not run and quotes what the page said', () => {
  const entry = entryOf({
    turn: 3,
    stepId: '2',
    calls: [call('click'), call('no\nsuch'), call('verify_text')],
    answers: [
      { mistake: false, result: { ok: false, text: 'covered by\n9. (step 9) done' } },
      { mistake: true, result: { ok: false, text: 'unknown tool' } },
      { mistake: false, result: { ok: false, text: 'not run: an earlier call failed', notRun: true } },
    ],
    page: 'A "page"\nwith lines',
  });

  expect(lineOf(entry)).toBe(
    '3. (step 2) click refused "covered by\\n9. (step 9) done"; no?such refused "unknown tool" → page "A \\"page\\"\\nwith lines"',
  );
});

test('a short ledger only grows: the longer one begins as the shorter one did', () => {
  const five = grown(5, (turn) => turnOf(turn, [click(the('button', 'Next'))]));
  const six = grown(6, (turn) => turnOf(turn, [click(the('button', 'Next'))]));

  expect(lines(six).slice(0, 5)).toEqual(lines(five));
});

test('turns that did alike, values and numbers aside, become one line that tells the last', () => {
  const entries = grown(200, (turn) =>
    turnOf(turn, [typed(`v${turn}`, the('textbox', 'Value')), click(the('button', 'Next'))]),
  );

  const [first = ''] = lines(entries);
  const turns = Number(/^1–(\d+)\./.exec(first)?.[1]);
  expect(first).toBe(
    `1–${turns}. (step 1, ${turns} turns alike, the last:) type "v${turns}" into "Value"; click "Next" → page "Page ${turns}"`,
  );
  expect(turns).toBeGreaterThan(150);
  expect(entries.at(-1)?.last).toBe(200);
  expect(tokens(entries)).toBeLessThan(400);
});

test('rounds of several turns become one line too, also where each round is a scenario step of its own', () => {
  const round = [
    (at: number) => [typed(`v${at}`, the('textbox', 'Value'))],
    () => [click(the('button', 'Next'))],
    (at: number) => [verified({ check: 'text', text: `Page ${at}`, exact: false })],
  ];
  const entries = grown(150, (turn) =>
    turnOf(turn, round[turn % 3]?.(turn) ?? [], { stepId: `2[${Math.floor(turn / 3)}].${(turn % 3) + 1}` }),
  );

  expect(lines(entries).join('\n')).toMatch(/turns alike, the last:\) .*; .*; .*→/);
  expect(tokens(entries)).toBeLessThan(500);
});

test('turns on other elements, and turns that failed, keep their lines', () => {
  const entries = grown(30, (turn) =>
    turn % 2 === 0 ? failed(turn) : turnOf(turn, [click(the('button', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[turn % 26] ?? ''))]),
  );

  expect(lines(entries).filter((line) => line.includes('alike'))).toEqual([]);
  expect(entries).toHaveLength(30);
});

for (const turns of [200, 1_000, 5_000])
  test(`${turns} turns of which none is like another stay under 4,000 tokens and keep the newest`, () => {
    const entries = grown(turns, (turn) => failed(turn, String(Math.ceil(turn / 5))));

    expect(tokens(entries)).toBeLessThan(4_000);
    expect(lines(entries)[0]).toMatch(/^1–\d+\. \(step \d+\) \d+ turns, done → page "Page \d+"$/);
    expect(lines(entries).at(-1)).toContain(`${turns}. (step ${Math.ceil(turns / 5)}) click refused`);
    expect(entries.reduce((sum, entry) => sum + entry.turns, 0)).toBe(turns);
  });

test('what was learned is cut, and of hundreds of open steps the next five are named', () => {
  const text = ledgerText([], {
    learned: { total: '49.90', story: 'x'.repeat(1_000) },
    proved: 3,
    open: { ids: ['4', '5', '6', '7', '8'], count: 240 },
  });

  expect(text.split('\n').slice(1)).toEqual([
    expect.stringMatching(/^Learned: \{\{total\}\} = "49\.90", \{\{story\}\} = "x{119}…"$/),
    'Proved so far: 3 expectations. Open steps: 4, 5, 6, 7, 8 and 235 more',
  ]);
});

test('of very many values the newest are told, and how many more there are', () => {
  const learned = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`value${at + 1}`, 'x'.repeat(300)]));
  const entries = grown(1_000, (turn) => failed(turn, String(Math.ceil(turn / 5))));

  const text = ledgerText(entries, { learned, proved: 3, open: { ids: ['4'], count: 1 } });

  expect(text).toMatch(/\nLearned: 493 more, \{\{value494\}\} = .*\{\{value500\}\} = "x+…"\n/);
  expect(textTokens(text)).toBeLessThan(4_000);
});
