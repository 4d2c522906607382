/** The example of `results.json` in the guide is what `resultsOf` makes of such runs. */
import { expect, test } from '@playwright/test';
import type { Event } from '../../src/journal/event.ts';
import { runOf, type Run } from '../../src/journal/run.ts';
import { resultsOf, type Results, type RunResult } from '../../src/report/results.ts';
import { scenario } from '../report/story.ts';
import { fences, read, rows, section } from './page.ts';

const text = section(read('docs/guide/cli.md'), 'results.json');
const example = JSON.parse(fences(text, 'json')[0] ?? '{}') as Results;

/** The events of a run with the figures of the example. */
function eventsOf(shown: RunResult): Event[] {
  const { id: runId, model, mode, outcome, durationMs, overheadMs, tokens, usd } = shown;
  const nothing = { prompt: 0, cached: 0, completion: 0 };
  const turns = Array.from({ length: shown.turns }, (_, index): Event[] => {
    const turn = index + 1;
    const began: Event = { type: 'turn-start', turn, stepId: '1', replayed: mode === 'replayed' };
    if (turn > shown.modelCalls) return [began];
    const reply: Event = {
      type: 'model-reply',
      turn,
      planner: model,
      message: { role: 'assistant', text: '', reasoning: '', calls: [] },
      usage: turn === 1 ? tokens : nothing,
      usd: turn === 1 ? (usd ?? 0) : 0,
      durationMs: turn === 1 ? durationMs - overheadMs : 0,
      notes: [],
    };
    return [began, reply];
  });
  const last = { turn: shown.turns, stepId: '1' };
  const acts = Array.from({ length: shown.actions }, (_, index): Event[] => [
    { type: 'tool-call', ...last, index, name: 'press', arguments: '{"keys":"Enter"}' },
    {
      type: 'tool-result',
      turn: last.turn,
      index,
      result: { ok: true, text: '', action: { kind: 'press', keys: 'Enter' } },
      durationMs: 1,
    },
  ]);
  const step = { id: '1', location: { file: shown.file, line: 7, column: 5 }, optional: false };
  const start: Event = {
    type: 'run-start',
    version: 1,
    runId,
    startedAt: shown.startedAt,
    scenario: scenario([{ ...step, kind: 'prose', text: 'Go', title: 'Go' }], {
      name: shown.scenario,
      file: shown.file,
    }),
    scenarioHash: '',
    model,
    browser: 'chromium',
    uitest: '0.1.0',
    warnings: [],
  };
  return [start, ...turns.flat(), ...acts.flat(), { type: 'run-end', outcome, mode, durationMs }];
}

test('the example has every field, with values that such runs would give', () => {
  const written = example.runs.map((shown) => {
    const run: Run = runOf(eventsOf(shown), '/nowhere');
    const { spec, report, recording, journal, attempts } = shown;
    return {
      run,
      attempts,
      ...(spec ? { specFile: spec.file } : {}),
      ...(spec?.verified === null || !spec ? {} : { specVerified: spec.verified }),
      ...(report === null ? {} : { reportFile: report }),
      ...(recording === null ? {} : { recordingFile: recording }),
      ...(journal === null ? {} : { journalFile: journal }),
    };
  });

  const results = resultsOf({ ...example, runs: written });

  expect(example.runs).toHaveLength(2);
  expect(results).toEqual(example);
  expect(JSON.stringify(results)).toBe(JSON.stringify(example));
});

test('the fields that are explained are there', () => {
  const [run] = example.runs;
  const names = rows(text)
    .flatMap(([cell = '']) => [...cell.matchAll(/`([\w.]+)`/g)])
    .map(([, name = '']) => name.split('.')[0] ?? '');

  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => !run || !(name in run))).toEqual([]);
});
