/**
 * The ledger: what is left of the turns that have left the window, and all that a model knows of them. A line a turn,
 * computed from what really happened, then what was learned, what is proved and what is open. Pure.
 */
import type { Action } from '../core/action.ts';
import { describeAction, named } from '../core/describeAction.ts';
import type { ToolCall } from '../core/message.ts';
import { textTokens } from '../core/tokens.ts';
import type { Answer } from './call.ts';

export interface DoneTurn {
  turn: number;
  stepId: string;
  calls: readonly ToolCall[];
  answers: readonly Answer[];
  /** Title of the page after the turn. */
  page: string;
}

/** One line: a turn, or a run of turns that did alike. */
export interface LedgerEntry {
  first: number;
  last: number;
  /** How many turns it stands for. */
  turns: number;
  stepId: string;
  /** What was done; of several turns, what the last one did. */
  words: string;
  page: string;
  /** For each turn of a round: equal for turns that did the same to the same elements, values and numbers aside. */
  shape: string[];
}

/** Where the run stands when turns leave the window. */
export interface Standing {
  /** Name → value, of what was extracted. */
  learned: Record<string, string>;
  /** Expectations proved so far. */
  proved: number;
  /** Ids of the next scenario steps, the current one first, and how many are not done in all. */
  open: { ids: readonly string[]; count: number };
}

/** The shape of a turn that is like no other. */
const UNLIKE = '';

/** An error or a title is told in full when it happens; here it only has to be recognised. */
const MAX_WORDS = 120;

/** What was not run was not done: it is left out. */
export function entryOf({ turn, stepId, calls, answers, page }: DoneTurn): LedgerEntry {
  const done = answers.flatMap(({ result }, index) => {
    if (result.notRun) return [];
    if (result.action) return [describeAction(result.action)];
    const call = calls[index];
    const name = (call?.name ?? '').replace(/\W/g, '?').slice(0, 40);
    return [result.ok ? [name, summaryIn(call)].filter(Boolean).join(' ') : `${name} refused ${quoted(result.text)}`];
  });
  const ok = answers.every(({ result }) => result.ok || result.notRun);
  const shapes = answers.flatMap(({ result }, index) => {
    if (result.notRun) return [];
    return [result.action ? shapeOf(result.action) : (calls[index]?.name ?? '')];
  });
  return {
    first: turn,
    last: turn,
    turns: 1,
    stepId,
    words: done.join('; ') || 'nothing',
    page,
    shape: [ok && shapes.length > 0 ? unnumbered([stepId, ...shapes, page].join('\n')) : UNLIKE],
  };
}

/** A ledger longer than this, some ten lines, has its runs of alike lines told as one: it too is paid for in each request. */
const LONG_TOKENS = 300;
/** One that is longer yet has all but its newest lines told by scenario step. With what stands below them: 4,000 tokens. */
const MAX_TOKENS = 3_400;

/** Characters of the values below the lines. */
const MAX_LEARNED = 1_000;

/** As it goes into the window: a short ledger only grows, so that the longer one begins as the shorter one did. */
export function shorten(entries: readonly LedgerEntry[]): LedgerEntry[] {
  if (tokensOf(entries) <= LONG_TOKENS) return [...entries];
  const merged = mergeAlike(entries);
  if (tokensOf(merged) <= MAX_TOKENS) return merged;
  const older = merged.slice(0, merged.length - newestOf(merged, MAX_TOKENS / 2));
  const bySteps = mergeAlike(older.map((entry) => inBrief(entry, entry.stepId)));
  // Hundreds of steps can be too many lines as well.
  const brief =
    tokensOf(bySteps) <= MAX_TOKENS / 4 ? bySteps : mergeAlike(bySteps.map((entry) => inBrief(entry, 'all')));
  return [...brief, ...merged.slice(older.length)];
}

/** How many of the newest lines fit. */
function newestOf(entries: readonly LedgerEntry[], maxTokens: number): number {
  let [count, tokens] = [0, 0];
  for (const entry of entries.toReversed()) {
    tokens += tokensOf([entry]);
    if (tokens > maxTokens) break;
    count++;
  }
  return count;
}

export function ledgerText(entries: readonly LedgerEntry[], { learned, proved, open }: Standing): string {
  const values = learnedWords(Object.entries(learned));
  return [
    'Turns so far, as they really went:',
    ...entries.map(lineOf),
    ...(values === '' ? [] : [`Learned: ${values}`]),
    `Proved so far: ${proved} ${proved === 1 ? 'expectation' : 'expectations'}. Open steps: ${openWords(open)}`,
  ].join('\n');
}

/** The newest values, as far as there is room: the older ones have their lines above, or are named by their steps. */
function learnedWords(values: readonly [name: string, value: string][]): string {
  const words = values.map(([name, value]) => `{{${name}}} = ${quoted(value)}`);
  let [first, length] = [words.length, 0];
  while (first > 0 && length + (words[first - 1]?.length ?? 0) <= MAX_LEARNED) length += words[--first]?.length ?? 0;
  return [...(first > 0 ? [`${first} more`] : []), ...words.slice(first)].join(', ');
}

/** `12. (step 3) click "Next" → page "Step 4 of 9"`; `3–8. (step 1, 6 turns alike, the last:) click "Next" → page "…"` */
export function lineOf({ first, last, turns, stepId, words, page }: LedgerEntry): string {
  const number = first === last ? `${first}` : `${first}–${last}`;
  const alike = turns === 1 || words === '' ? '' : `, ${turns} turns alike, the last:`;
  const what = words === '' ? `${turns} turns, done` : words;
  return `${number}. (step ${stepId}${alike}) ${what} → page ${quoted(page)}`;
}

function tokensOf(entries: readonly LedgerEntry[]): number {
  return textTokens(entries.map(lineOf).join('\n'));
}

/** A page of a form can take so many turns: they make one round. */
const MAX_ROUND = 6;

/** Rounds of turns that follow each other and did alike become one line. */
function mergeAlike(entries: readonly LedgerEntry[]): LedgerEntry[] {
  const merged: LedgerEntry[] = [];
  for (let at = 0; at < entries.length;) {
    const before = merged.at(-1);
    const length = roundLength(entries, at, before);
    const round = joined(entries.slice(at, at + length));
    if (before && isAlike([before], [round]))
      merged[merged.length - 1] = { ...round, first: before.first, turns: before.turns + round.turns };
    else merged.push(round);
    at += length;
  }
  return merged;
}

/** Of the shortest round that goes on with the one before it, or is done once more after it; else 1. */
function roundLength(entries: readonly LedgerEntry[], at: number, before: LedgerEntry | undefined): number {
  for (let length = 1; length <= MAX_ROUND && at + length <= entries.length; length++) {
    const round = entries.slice(at, at + length);
    if ((before && isAlike([before], round)) || isAlike(entries.slice(at + length, at + 2 * length), round))
      return length;
  }
  return 1;
}

function isAlike(one: readonly LedgerEntry[], other: readonly LedgerEntry[]): boolean {
  const shapes = one.flatMap(({ shape }) => shape);
  const others = other.flatMap(({ shape }) => shape);
  return shapes.length === others.length && shapes.every((shape, at) => shape !== UNLIKE && shape === others[at]);
}

/** At least one turn. */
function joined(round: readonly LedgerEntry[]): LedgerEntry {
  const [first] = round;
  const last = round.at(-1);
  if (!first || !last) throw new RangeError('a round without a turn');
  return {
    ...last,
    first: first.first,
    turns: round.reduce((sum, { turns }) => sum + turns, 0),
    words: round.flatMap(({ words }) => (words === '' ? [] : [words])).join('; '),
    shape: round.flatMap(({ shape }) => shape),
  };
}

function inBrief(entry: LedgerEntry, shape: string): LedgerEntry {
  return { ...entry, words: '', shape: [shape] };
}

function openWords({ ids, count }: Standing['open']): string {
  if (count === 0) return 'none';
  return count > ids.length ? `${ids.join(', ')} and ${count - ids.length} more` : ids.join(', ');
}

/** What a turn did, without what differs from round to round. */
function shapeOf(action: Action): string {
  const target = 'target' in action && action.target ? named(action.target) : '';
  return [action.kind, 'check' in action ? action.check : '', target].join(' ');
}

function unnumbered(text: string): string {
  return text.replace(/\d+/g, '#');
}

/** What `step_done` said of its step. */
function summaryIn(call: ToolCall | undefined): string {
  if (call?.name !== 'step_done') return '';
  try {
    const input: unknown = JSON.parse(call.arguments);
    const summary = typeof input === 'object' && input !== null && 'summary' in input ? input.summary : undefined;
    return typeof summary === 'string' && summary !== '' ? quoted(summary) : '';
  } catch {
    // A call that was carried out had JSON for its input.
    return '';
  }
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS - 1)}…` : text);
}
