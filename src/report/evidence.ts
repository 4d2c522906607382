/** Which verifies speak for which expectation, and what they found. */
import type { Opinion, Verify } from '../core/action.ts';
import type { CallRecord, Run, StepRecord } from '../journal/run.ts';
import { isExpectation, isStill } from './stepTitle.ts';

export interface Evidence {
  turn: number;
  call: CallRecord;
  /** Absent where Playwright found it false and only expected and found are known. */
  verify?: Verify;
  /** The model's own word, where nothing was evaluated. */
  opinion?: Opinion;
  held: boolean;
  /** It held already before the actions that it is to prove, and the scenario does not say `still:`. */
  vacuous: boolean;
}

export interface Proof {
  record: StepRecord;
  evidence: Evidence[];
}

/** Every expectation of the scenario, and every other step in which something was verified, in order. */
export function proofsOf(run: Run): Proof[] {
  const byStep = new Map<string, Evidence[]>();
  for (const { turn, calls } of run.turns) {
    for (const call of calls) {
      const piece = evidenceIn(run, turn, call);
      if (piece) byStep.set(call.stepId, [...(byStep.get(call.stepId) ?? []), piece]);
    }
  }
  return run.steps
    .map((record) => ({ record, evidence: lastOfEach(byStep.get(record.instance.id) ?? []) }))
    .filter(({ record, evidence }) => isExpectation(record.instance) || evidence.length > 0);
}

/** Expectations that count as held although nothing but vacuous verifies speaks for them. */
export function unprovenSteps(run: Run): StepRecord[] {
  return proofsOf(run)
    .filter(({ record, evidence }) => {
      const held = evidence.filter((piece) => piece.held);
      return isExpectation(record.instance) && held.length > 0 && held.every(({ vacuous }) => vacuous);
    })
    .map(({ record }) => record);
}

function evidenceIn(run: Run, turn: number, call: CallRecord): Evidence | undefined {
  const { result } = call;
  if (!result || result.notRun) return undefined;
  if (result.action?.kind === 'opinion')
    return { turn, call, opinion: result.action, held: result.action.holds, vacuous: false };
  const action = result.action?.kind === 'verify' ? result.action : undefined;
  if (!action && (result.ok || result.expected === undefined)) return undefined;
  const instance = run.steps.find((step) => step.instance.id === call.stepId)?.instance;
  const vacuous = action?.held === 'before' && instance !== undefined && isExpectation(instance) && !isStill(instance);
  return { turn, call, ...(action ? { verify: action } : {}), held: result.ok, vacuous };
}

/** A verify that was false and then true on a second try is told once, as it ended. */
function lastOfEach(evidence: Evidence[]): Evidence[] {
  const key = ({ call }: Evidence) => `${call.name} ${call.arguments}`;
  return evidence.filter((piece, at) => evidence.findLastIndex((other) => key(other) === key(piece)) === at);
}
