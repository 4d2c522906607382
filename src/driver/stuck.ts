/**
 * When a model that answers at once should think first (`--thinking auto`): at the start of a goal, to make a plan; after
 * a call that failed or a `finish` that was refused; after two turns of actions that changed nothing.
 */
import type { Observation } from '../core/observation.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Answer } from './call.ts';
import { looksOf } from './looks.ts';

const STILL_TURNS = 2;

export class Stuck {
  private readonly begun = new Set<string>();
  private failed = false;
  private acted = false;
  private still = 0;
  private looks = '';

  /** Asked before a reply is, once a turn. */
  isStuck({ id, step }: StepInstance, observation: Observation): boolean {
    const looks = looksOf(observation);
    this.still = this.acted && looks === this.looks ? this.still + 1 : 0;
    this.looks = looks;
    const plans = step.kind === 'goal' && !this.begun.has(id);
    this.begun.add(id);
    return plans || this.failed || this.still >= STILL_TURNS;
  }

  /** Told what the reply came to. */
  answered(answers: readonly Answer[]): void {
    this.failed = answers.some(({ result }) => !result.ok && !result.notRun);
    this.acted = answers.some(
      ({ result: { action } }) => action && action.kind !== 'verify' && action.kind !== 'extract',
    );
  }
}
