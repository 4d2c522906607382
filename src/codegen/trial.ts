/**
 * Which assertions of a run held already before the actions that they are to prove: they prove nothing. The stored element
 * list tells it roughly; exactly it is told by the trial, the spec with each assertion tried once before those actions.
 */
import type { Action, Verify } from '../core/action.ts';
import { slotsOf } from '../core/template.ts';
import { lasting, type FoldedStep } from '../journal/fold.ts';
import type { Run } from '../journal/run.ts';

/** An assertion of a run: the scenario step, and its place among the step's actions. */
export interface Tried {
  stepId: string;
  index: number;
}

interface Try {
  number: number;
  verify: Verify;
  /** Values of the round in which it stands: the action may be of the one before. */
  loop: Record<string, string>;
}

export interface Trial {
  /** Every round by itself: what comes before an assertion in the first round is not what comes before it in the others. */
  steps: FoldedStep[];
  /** What is tried before an action, by its number in `tried`. */
  before: ReadonlyMap<Action, readonly Try[]>;
  tried: readonly Tried[];
}

/** What only looks at a page, or lets time go by, brings nothing about. */
const LOOKS: ReadonlySet<Action['kind']> = new Set(['scroll', 'wait', 'verify', 'extract', 'opinion']);

/** Undefined where there is nothing to try. */
export function trialOf(run: Run): Trial | undefined {
  const steps = run.steps
    .filter(({ status, actions }) => status === 'done' || actions.length > 0)
    .map(({ instance: { id, step, loop }, status, actions }): Extract<FoldedStep, { kind: 'step' }> => {
      return { kind: 'step', id, step, loop, skipped: status === 'skipped', actions: actions.map(lasting) };
    });
  const before = new Map<Action, Try[]>();
  const tried: Tried[] = [];
  let group = new Group();
  for (const { step, id, loop, skipped, actions } of steps) {
    if (skipped) continue;
    for (const [index, action] of actions.entries()) {
      if (action.kind !== 'verify') {
        if (group.judged && !LOOKS.has(action.kind)) group = new Group();
        group.add(action, step.optional);
        continue;
      }
      const still = 'still' in step && step.still;
      if (action.held === 'before' && !still) continue;
      group.judged = true;
      const { first } = group;
      if (still || !first || !group.canTry(action)) continue;
      before.set(first, [...(before.get(first) ?? []), { number: tried.length, verify: action, loop }]);
      tried.push({ stepId: id, index });
    }
  }
  return tried.length === 0 ? undefined : { steps, before, tried };
}

/** The actions that the next expectation is to prove. */
class Group {
  /** The next action that does something opens another group. */
  judged = false;
  /** Before which everything is tried. */
  first: Action | undefined;
  private readonly learned = new Set<string>();
  private elsewhere = false;

  add(action: Action, optional: boolean): void {
    // A line before a dialog is not run before it: the dialog is answered by a handler. What may not come is no place either.
    if (!LOOKS.has(action.kind) && action.kind !== 'dialog' && !optional) this.first ??= action;
    if (action.kind === 'extract') this.learned.add(action.name);
    if (action.kind === 'tool') for (const name of action.gives) this.learned.add(name);
    if (action.kind === 'tab' || ('opens' in action && action.opens) || ('closes' in action && action.closes))
      this.elsewhere = true;
  }

  /** Not what names a value that was not known then, stands on another tab, or is a file. */
  canTry(verify: Verify): boolean {
    const names = slotsOf(JSON.stringify(verify)).map(({ name }) => name);
    return !this.elsewhere && verify.check !== 'download' && names.every((name) => !this.learned.has(name));
  }
}
