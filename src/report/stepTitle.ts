import { fill } from '../core/template.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Run } from '../journal/run.ts';

/** A scenario step as a reader meets it: values put in, secrets still as names. */
export function stepTitle(run: Run, { step, loop }: StepInstance): string {
  return fill(step.title, loop, run.values, run.scenario.vars);
}

export function isExpectation({ step }: StepInstance): boolean {
  return step.kind === 'expect' || step.kind === 'expect-typed';
}

/** Whether the scenario allows that the expectation held already before. */
export function isStill({ step }: StepInstance): boolean {
  return (step.kind === 'expect' || step.kind === 'expect-typed') && step.still;
}
