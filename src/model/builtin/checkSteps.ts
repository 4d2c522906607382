/** What the rules would refuse, before there is a browser. */
import type { Location, ScenarioStep } from '../../core/scenario.ts';
import { turnStep } from '../../core/turnText.ts';
import type { Problem } from './clauses.ts';
import { readStep } from './read.ts';

export interface StepProblem {
  stepId: string;
  location: Location;
  clause: string;
  message: string;
}

export function checkSteps(steps: ScenarioStep[]): StepProblem[] {
  return steps.flatMap((step): StepProblem[] => {
    if (step.kind === 'repeat') return checkSteps(step.steps);
    const read = readStep(turnStep({ id: step.id, step, loop: {} }));
    if (!('problem' in read)) return [];
    const { problem } = read;
    return [{ stepId: step.id, location: step.location, clause: problem.clause, message: messageOfProblem(problem) }];
  });
}

export function messageOfProblem({ clause, why, instead }: Problem): string {
  return `not understood: ${clause} – ${why}. Nearest wording: ${instead}. ${OR_A_MODEL}`;
}

export const OR_A_MODEL = 'Reword it, write it as a typed step, or set a key for a real model';
