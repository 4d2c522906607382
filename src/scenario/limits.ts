/** What ends a run when the scenario does not say: enough for its length, and never without end. */
import type { Limits, ScenarioStep } from '../core/scenario.ts';

/** An ordinary scenario: 15 steps, four turns each. */
const TURNS = 60;
const TURNS_A_STEP = 4;
const MINUTES = 10;
const STEPS_A_MINUTE = 10;
const TOKENS = 500_000;
const USD = 1;
const REPEATS = 8;
const MISTAKES = 5;

/** What one scenario may unroll to: the journal, the spec and the report hold an entry for each. */
export const MAX_STEPS = 100_000;

/** Money does not grow with the length: who wants to spend more says so. */
export function limitsFor(stepCount: number, given: Partial<Limits>): Limits {
  const turns = Math.max(TURNS, TURNS_A_STEP * stepCount);
  return {
    turns,
    minutes: Math.max(MINUTES, Math.ceil(stepCount / STEPS_A_MINUTE)),
    tokens: Math.ceil(TOKENS * (turns / TURNS)),
    usd: USD,
    repeats: REPEATS,
    mistakes: MISTAKES,
    ...given,
  };
}

/** How many steps are run, counted without unrolling: 10,000 rounds in 10,000 rounds would not fit into memory. */
export function countSteps(steps: ScenarioStep[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'repeat' ? step.times * countSteps(step.steps) : 1), 0);
}
