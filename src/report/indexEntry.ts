/** A run as the index lists it, and what counts as a flake. */
import { cut } from '../core/clean.ts';
import type { Run } from '../journal/run.ts';
import { summaryOf, type RunSummary } from './summary.ts';

/** `retry`: it passed, but not at the first attempt. `spec`: it passed, and its spec only some of the times that it was run. */
export type Flake = 'retry' | 'spec';

export interface IndexEntry extends Pick<
  RunSummary,
  | 'id'
  | 'startedAt'
  | 'scenario'
  | 'file'
  | 'status'
  | 'message'
  | 'mode'
  | 'model'
  | 'modelCalls'
  | 'usd'
  | 'durationMs'
  | 'spec'
> {
  flaky?: Flake;
  /** Where its report lies: a URL relative to the index. */
  href: string;
}

/** What one mark of a trend stands for: the outcome, or, of a pass, that something was odd about it. */
export type Kind = RunSummary['status'] | 'healed' | 'flaky';

export const KINDS: readonly Kind[] = ['failed', 'errored', 'stopped', 'unfinished', 'flaky', 'healed', 'passed'];

export function kindOf({ status, mode, flaky }: Pick<IndexEntry, 'status' | 'mode' | 'flaky'>): Kind {
  if (status !== 'passed') return status;
  if (flaky) return 'flaky';
  return mode === 'healed' ? 'healed' : 'passed';
}

const LONGEST = 300;

export function indexEntryOf(run: Run): Omit<IndexEntry, 'href'> {
  const { id, startedAt, scenario, file, status, message, mode, model, modelCalls, usd, durationMs, spec } =
    summaryOf(run);
  const flaky = flakeOf(run);
  return {
    id,
    startedAt,
    scenario: cut(scenario, LONGEST),
    file,
    status,
    message: status === 'passed' ? '' : cut(message, LONGEST),
    mode,
    model: cut(model, LONGEST),
    modelCalls,
    ...(usd === undefined ? {} : { usd }),
    durationMs,
    spec,
    ...(flaky ? { flaky } : {}),
  };
}

function flakeOf({ outcome, attempt, proof }: Run): Flake | undefined {
  if (outcome?.status !== 'passed') return undefined;
  if (attempt > 0) return 'retry';
  return proof && proof.passed > 0 && proof.passed < proof.runs ? 'spec' : undefined;
}
