/** `results.json`: an interface that scripts read; its shape changes only with `version`. */
import type { Outcome } from '../core/outcome.ts';
import type { Usage } from '../core/message.ts';
import type { RunMode } from '../journal/event.ts';
import type { Run } from '../journal/run.ts';
import { proofsOf } from './evidence.ts';
import { summaryOf } from './summary.ts';

export interface RunResult {
  id: string;
  scenario: string;
  file: string;
  outcome: Outcome;
  mode: RunMode;
  model: string;
  turns: number;
  modelCalls: number;
  actions: number;
  tokens: Usage;
  /** `null`: the price is unknown. */
  usd: number | null;
  durationMs: number;
  /** Spent waiting for the model, retries included. */
  modelMs: number;
  /** What was not spent waiting for the model. */
  overheadMs: number;
  /** Steps that rest on what the model says that it sees: nothing evaluated it. */
  opinions: { step: string; claim: string; holds: boolean }[];
  /** `null` where the run left no spec; `verified: null` where nobody tried to prove it; `line` and `message`: where and why it failed. */
  spec: { file: string; verified: boolean | null; line?: number; message?: string } | null;
  report: string | null;
  journal: string | null;
}

export interface Results {
  version: 1;
  startedAt: string;
  outcome: Outcome['status'];
  exitCode: number;
  runs: RunResult[];
}

/** A run with the files that were written for it. */
export interface WrittenRun {
  run: Run;
  specFile?: string;
  specVerified?: boolean;
  reportFile?: string;
  journalFile?: string;
}

const MOST_SERIOUS_FIRST = ['errored', 'stopped', 'failed', 'passed'] as const;

export function resultsOf(runs: WrittenRun[], startedAt: string, exitCode: number): Results {
  const results = runs.map(resultOf);
  const outcome = MOST_SERIOUS_FIRST.find((status) => results.some((result) => result.outcome.status === status));
  return { version: 1, startedAt, outcome: outcome ?? 'passed', exitCode, runs: results };
}

function resultOf({ run, specFile, specVerified, reportFile, journalFile }: WrittenRun): RunResult {
  const summary = summaryOf(run);
  const modelMs = Math.round(summary.modelMs);
  return {
    id: run.id,
    scenario: run.scenario.name,
    file: run.scenario.file,
    outcome: run.outcome ?? { status: 'errored', reason: 'internal.bug', message: summary.message },
    mode: run.mode,
    model: run.model,
    turns: summary.turns,
    modelCalls: summary.modelCalls,
    actions: summary.actions,
    tokens: summary.tokens,
    usd: summary.usd ?? null,
    durationMs: summary.durationMs,
    modelMs,
    overheadMs: Math.max(0, summary.durationMs - modelMs),
    opinions: opinionsOf(run),
    spec:
      specFile === undefined
        ? null
        : { file: specFile, verified: specVerified ?? null, ...failureOf(run, summary.specMessage) },
    report: reportFile ?? null,
    journal: journalFile ?? null,
  };
}

function opinionsOf(run: Run): RunResult['opinions'] {
  return proofsOf(run).flatMap(({ record, evidence }) =>
    evidence.flatMap(({ opinion }) =>
      opinion ? [{ step: record.instance.id, claim: opinion.claim, holds: opinion.holds }] : [],
    ),
  );
}

function failureOf({ proof }: Run, message: string | undefined): { line?: number; message?: string } {
  if (message === undefined) return {};
  return { ...(proof?.line === undefined ? {} : { line: proof.line }), message };
}
