/**
 * When a model that answers at once should think first (`--thinking auto`): at the start of a goal, to make a plan; after
 * a call that failed or a `finish` that was refused; after two turns of actions that changed nothing.
 */
import type { Observation } from '../core/observation.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Answer } from './call.ts';
import type { Action } from '../core/action.ts';
import { describeAction, named } from '../core/describeAction.ts';
import { looksOf } from './looks.ts';

const STILL_TURNS = 2;
const LOOKING: ReadonlySet<Action['kind']> = new Set(['verify', 'extract', 'wait']);

export class Stuck {
  private readonly begun = new Set<string>();
  private failed = false;
  /** What was done to the page since the last observation. */
  private acted: Action[] = [];
  private still = 0;
  private looks = '';

  /** Told of each observation first, once a turn. Gives a remark where the actions before it changed nothing at all. */
  observed(observation: Observation): string | undefined {
    const looks = looksOf(observation);
    this.still = this.acted.length > 0 && looks === this.looks ? this.still + 1 : 0;
    this.looks = looks;
    return this.still > 0 ? `nothing changed after: ${this.acted.map(inWords).join('; ')}` : undefined;
  }

  /** Asked before a reply is, once a turn. */
  isStuck({ id, step }: StepInstance): boolean {
    const plans = step.kind === 'goal' && !this.begun.has(id);
    this.begun.add(id);
    return plans || this.failed || this.still >= STILL_TURNS;
  }

  /** Told what the reply came to. */
  answered(answers: readonly Answer[]): void {
    this.failed = answers.some(({ result }) => !result.ok && !result.notRun);
    this.acted = answers.flatMap(({ result: { action } }) => (action && !LOOKING.has(action.kind) ? [action] : []));
  }
}

/** With the role of what was hit: what a point aimed at need not be what it hit. */
function inWords(action: Action): string {
  const text = describeAction(action);
  const target = 'target' in action ? action.target : undefined;
  if (!target?.role || !target.name) return text;
  const name = named(target);
  return text.replace(name, () => `${target.role} ${name}`);
}
