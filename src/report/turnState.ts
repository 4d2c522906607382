/** How a turn went: what colours it, and what it is filtered by. */
import { gradeOf } from '../core/grade.ts';
import type { Run, Turn } from '../journal/run.ts';
import { callState } from './calls.ts';
import { targetsOf } from './marks.ts';

/** `unanswered`: no reply of the model came. */
export type TurnState = 'ok' | 'failed' | 'unanswered';

export function stateOf(run: Run, turn: Turn): TurnState {
  if (turn.failure) return 'unanswered';
  const failed = turn.calls.some((call) => ['failed', 'doubt'].includes(callState(call)));
  return failed || faultsOf(run, turn).some(({ allowed }) => !allowed) ? 'failed' : 'ok';
}

export function faultsOf(run: Run, { turn }: Turn): Run['faults'] {
  return run.faults.filter((seen) => seen.turn === turn);
}

/** Nothing went wrong in it, so that a long run may show it as one line. */
export function isUneventful(run: Run, turn: Turn): boolean {
  return (
    turn.calls.length > 0 &&
    turn.calls.every((call) => callState(call) === 'ok') &&
    faultsOf(run, turn).every(({ allowed }) => allowed)
  );
}

/** Something was aimed at by a locator that may not survive a change of the page. */
export function isWeak({ calls }: Turn): boolean {
  return calls.some(({ result }) =>
    result?.action ? targetsOf(result.action).some((target) => gradeOf(target).why !== undefined) : false,
  );
}
