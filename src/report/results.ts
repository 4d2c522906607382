/** `results.json`: an interface that scripts read; its shape changes only with `version`. */
import type { Reason } from '../core/error.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Usage } from '../core/message.ts';
import type { Location } from '../core/scenario.ts';
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
  startedAt: string;
  durationMs: number;
  /** Spent waiting for the model, retries included. */
  modelMs: number;
  /** What was not spent waiting for the model. */
  overheadMs: number;
  /** Steps that rest on what the model says that it sees: nothing evaluated it. */
  opinions: { step: string; claim: string; holds: boolean }[];
  /** How often it was tried (`--retries`): the figures are those of the last try. */
  attempts: number;
  steps: { done: number; total: number };
  /** Where in the scenario a run that did not pass came to its end; `null` where it passed, or that is not known. */
  location: Location | null;
  /** `null` where the run left no spec; `verified: null` where nobody tried to prove it; `line` and `message`: where and why it failed. */
  spec: { file: string; verified: boolean | null; line?: number; message?: string } | null;
  report: string | null;
  /** Where one was written: beside the scenario, or as a proposal beside the report. */
  recording: string | null;
  journal: string | null;
}

export interface Results {
  version: 1;
  startedAt: string;
  outcome: Outcome['status'];
  exitCode: number;
  runs: RunResult[];
  /** Scenarios that left no run. */
  notBegun: NotBegun[];
}

/** A scenario that never began: its server or its browser did not start, or its worker died before. */
export interface NotBegun {
  scenario: string;
  /** Absolute path of the YAML file. */
  file: string;
  /** Absent: `browser.start`. */
  reason?: Reason;
  message: string;
}

/** A run with the files that were written for it. */
export interface WrittenRun {
  run: Run;
  specFile?: string;
  specVerified?: boolean;
  reportFile?: string;
  recordingFile?: string;
  journalFile?: string;
  attempts?: number;
}

/** Everything that came of one command. */
export interface Written {
  runs: readonly WrittenRun[];
  notBegun: readonly NotBegun[];
  startedAt: string;
  exitCode: number;
}

const MOST_SERIOUS_FIRST = ['errored', 'stopped', 'failed', 'passed'] as const;

export function resultsOf({ runs, notBegun, startedAt, exitCode }: Written): Results {
  const results = runs.map(resultOf);
  const statuses = [...results.map(({ outcome }) => outcome.status), ...notBegun.map(() => 'errored' as const)];
  const outcome = MOST_SERIOUS_FIRST.find((status) => statuses.includes(status)) ?? 'passed';
  return { version: 1, startedAt, outcome, exitCode, runs: results, notBegun: [...notBegun] };
}

function resultOf(written: WrittenRun): RunResult {
  const { run, specFile, specVerified, reportFile, recordingFile, journalFile, attempts } = written;
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
    startedAt: run.startedAt,
    durationMs: summary.durationMs,
    modelMs,
    overheadMs: Math.max(0, summary.durationMs - modelMs),
    opinions: opinionsOf(run),
    attempts: attempts ?? 1,
    steps: { done: summary.stepsDone, total: summary.steps },
    location: summary.location ?? null,
    spec:
      specFile === undefined
        ? null
        : { file: specFile, verified: specVerified ?? null, ...failureOf(run, summary.specMessage) },
    report: reportFile ?? null,
    recording: recordingFile ?? null,
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
