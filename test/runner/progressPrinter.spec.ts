/** What `--verbose` prints between the lines of progress. */
import { expect, test } from '@playwright/test';
import type { Event } from '../../src/journal/event.ts';
import { noPaint } from '../../src/report/paint.ts';
import { progressPrinter, wordsPrinter } from '../../src/runner/progressPrinter.ts';
import { prose, Story } from '../report/story.ts';

const usage = { prompt: 6400, cached: 2800, completion: 190 };

function reply(said: { reasoning?: string; text?: string; thinking?: boolean; planner?: string }): Event {
  const { reasoning = '', text = '', thinking, planner = 'kimi-k2.5' } = said;
  return {
    type: 'model-reply',
    turn: 1,
    planner,
    message: { role: 'assistant', text, reasoning, calls: [] },
    usage,
    usd: 0.003,
    durationMs: 4100,
    ...(thinking === undefined ? {} : { thinking }),
    notes: [],
  };
}

const failure: Event = {
  type: 'model-failure',
  turn: 1,
  planner: 'kimi-k2.5',
  reason: 'model.overloaded',
  usage,
  durationMs: 61_000,
  notes: [],
};
const retry: Event = { type: 'model-retry', turn: 1, reason: 'model.overloaded', delayMs: 2000, message: 'busy' };

/** An event, or a piece of what the model says. */
function printed(happening: (Event | string)[], prefix?: string): string[] {
  const lines: string[] = [];
  const printing = { paint: noPaint, prefix, print: (line: string) => lines.push(line) };
  const progress = progressPrinter(printing);
  const words = wordsPrinter({ password: 'wonderland-42' }, printing);
  const { events } = new Story([prose('1', 'Log in')]).turn('1');
  for (const each of [...events, ...happening]) {
    if (typeof each === 'string') words.watch({ type: 'words', of: 'text', words: each });
    else {
      words.event(each);
      progress(each);
    }
  }
  return lines.slice(1);
}

test('the words come before the reply that they make, and under them what it cost', () => {
  expect(printed(['I log ', 'in.\nThen I look.', reply({ text: 'I log in.\nThen I look.', thinking: true })])).toEqual([
    '  1 Log in',
    '    says   │ I log in.',
    '    says   │ Then I look.',
    '    turn 1 · kimi-k2.5 · thought first · 6,400 prompt (2,800 cached), 190 completion tokens · $0.0030 · 4.1 s',
  ]);
});

test('a host that says everything at once is heard too, without secrets, and an instant reply is called so', () => {
  expect(printed([reply({ reasoning: 'Perhaps wonderland-42?', text: 'I log in', thinking: false })])).toEqual([
    '  1 Log in',
    '    thinks │ Perhaps {{secret:password}}?',
    '    says   │ I log in',
    '    turn 1 · kimi-k2.5 · instant · 6,400 prompt (2,800 cached), 190 completion tokens · $0.0030 · 4.1 s',
  ]);
});

test('what a broken reply had said stands before its retry, and the next one is heard from its beginning', () => {
  expect(printed(['I cli', retry, 'I click.', failure])).toEqual([
    '  1 Log in',
    '    says   │ I cli',
    '    … asking again in 2.0 s: busy',
    '    says   │ I click.',
    '    turn 1 · kimi-k2.5 · no reply (model.overloaded) · 6,400 prompt (2,800 cached), 190 completion tokens · price unknown · 1 min 1 s',
  ]);
});

test('rules say nothing and cost nothing', () => {
  expect(printed([reply({ text: 'Log in', planner: 'builtin' })])).toEqual(['  1 Log in']);
});

test('with several scenarios every line says whose it is', () => {
  const lines = printed(['I log in.', reply({ text: 'I log in.' })], 'Shop \u001b[2J##vso[x]');

  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatch(/^\[Shop # #vso\[x\]\] {3}/);
});
