import type { Reason } from '../core/error.ts';
import type { OutcomeStatus } from '../core/outcome.ts';

export interface EndedRun {
  status: OutcomeStatus;
  reason: Reason;
  /** Absent: nobody tried to prove the spec. */
  specVerified?: boolean;
}

/** The exit code of one run; see docs/guide/exit-codes.md. */
function codeOf({ status, reason, specVerified }: EndedRun): number {
  if (reason === 'run.interrupted') return 130;
  switch (status) {
    case 'errored':
      return 4;
    case 'stopped':
      return 3;
    case 'failed':
      return 1;
    case 'passed':
      return specVerified === false ? 5 : 0;
  }
}

const MOST_SERIOUS_FIRST = [130, 4, 3, 1, 5, 0];

/** Of several runs the most serious ending wins. */
export function exitCodeOf(outcomes: EndedRun[]): number {
  const codes = outcomes.map(codeOf);
  return MOST_SERIOUS_FIRST.find((code) => codes.includes(code)) ?? 0;
}
