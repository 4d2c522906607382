/** Why a run is no good result, as CI tells it: what the application failed against what kept us from finding out. */
import type { Location } from '../core/scenario.ts';
import type { Run } from '../journal/run.ts';
import { specStateOf, summaryOf } from './summary.ts';

export interface Problem {
  /** `failure`: the application, or a spec that does not hold. `error`: a limit, uitest or the world. */
  kind: 'failure' | 'error';
  /** A reason code, or `spec.unverified`. */
  type: string;
  /** In two or three words. */
  title: string;
  /** Texts as they are in the journal: whoever shows them cleans them. Those of a spec have several lines. */
  message: string;
  expected?: string;
  found?: string;
  step?: { id: string; title: string };
  location: Location;
  /** As the exit codes have it; the lowest is the most serious. */
  rank: number;
}

const RANKS = { errored: 0, unfinished: 0, stopped: 1, failed: 2, passed: 3 } as const;

/** Undefined: the run passed, and its spec was proved or nobody tried. */
export function problemOf(run: Run): Problem | undefined {
  const summary = summaryOf(run);
  const { status, expected, found, stepId, stepTitle } = summary;
  const top: Location = { file: run.scenario.file, line: 1, column: 1 };
  if (status === 'passed') {
    if (specStateOf(run) !== 'unverified') return undefined;
    const message = summary.specMessage ?? 'a run of the spec failed';
    return {
      kind: 'failure',
      type: 'spec.unverified',
      title: 'the spec could not be proved',
      message,
      location: top,
      rank: RANKS.passed,
    };
  }
  return {
    kind: status === 'failed' ? 'failure' : 'error',
    type: summary.reason ?? 'internal.bug',
    title: status,
    message: summary.message,
    ...(expected === undefined ? {} : { expected, found: found ?? '' }),
    ...(stepId === undefined ? {} : { step: { id: stepId, title: stepTitle ?? '' } }),
    location: summary.location ?? top,
    rank: RANKS[status],
  };
}
