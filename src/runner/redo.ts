/** A spec that did not hold: which scenario step is to be done once more, with what is known of it. */
import { foldSteps, type FoldedStep } from '../journal/fold.ts';
import type { Run } from '../journal/run.ts';
import { unprovenSteps } from '../report/evidence.ts';

export interface Redo {
  /** Of the scenario step's instance. */
  stepId: string;
  /** Why it did not hold. */
  hint: string;
}

/** `spec` with its header. Undefined: it holds, or nobody can say which step is to blame, or the step leaves a planner no choice. */
export function redoOf(run: Run, spec: string): Redo | undefined {
  const { proof } = run;
  if (!proof) return undefined;
  const failed = proof.passed < proof.runs;
  const stepId = failed ? stepAt(run, spec, proof.line) : unprovenSteps(run)[0]?.instance.id;
  const step = run.steps.find(({ instance }) => instance.id === stepId)?.instance.step;
  if (!step || stepId === undefined || step.kind === 'typed' || step.kind === 'expect-typed') return undefined;
  const tooEarly = 'what was verified was true before the actions that it is to prove; verify what they brought about';
  return { stepId, hint: failed ? (proof.message ?? 'the spec failed') : tooEarly };
}

/** The step of the scenario in which a line of the spec stands: each is one `test.step`, in the same order. */
function stepAt(run: Run, spec: string, line = 0): string | undefined {
  const begun = spec
    .split('\n')
    .slice(0, line)
    .filter((text) => /^\s*await test\.step\(/.test(text)).length;
  return foldSteps(run).flatMap(idsIn)[begun - 1];
}

function idsIn(folded: FoldedStep): string[] {
  return folded.kind === 'loop' ? folded.round.flatMap(idsIn) : [folded.id];
}
