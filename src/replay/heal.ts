/** A step that drifted is redone by the planner, from where the page is. Its assertions stay as they were recorded, whatever the planner says. */
import { isDeepStrictEqual } from 'node:util';
import type { Action } from '../core/action.ts';
import { actionLine } from '../core/actionLine.ts';
import { cut } from '../core/clean.ts';
import { describeAction } from '../core/describeAction.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Progress } from '../driver/progress.ts';
import type { Emit, Event } from '../journal/event.ts';
import { lasting } from '../journal/fold.ts';
import { fillAction } from './fillAction.ts';
import { meaningOf } from './meaning.ts';
import { performAction, type ToolCalls } from './perform.ts';
import type { Session } from '../browser/session.ts';

const MAX_HINTS = 12;
const MAX_HINT = 400;

export interface Drift {
  message: string;
  /** What was carried out of the step before. */
  done: Action[];
  candidates: string[];
}

/** What the planner is told: the old way, how far it went, and what is near to what is gone. */
export function hintsFor(recorded: readonly Action[], { message, done, candidates }: Drift): string[] {
  const [next, ...rest] = recorded.slice(done.length);
  const claims = recorded.filter(({ kind }) => kind === 'verify');
  return [
    `the recorded way no longer works: ${message}`,
    ...(done.length > 0 ? [`of this step is done already: ${inWords(done)}`] : []),
    ...(next ? [`was recorded next: ${inWords([next, ...rest])}`] : []),
    ...(candidates.length > 0 ? [`nearest on the page: ${candidates.join('; ')}`] : []),
    'finish this step from here, by whatever way the page has now, then step_done',
    ...(claims.length > 0 ? ['what was verified in it is verified again by itself'] : []),
  ];
}

/** What the planner is told of a step that ran, and whose spec did not hold. */
export function redoHints(recorded: readonly Action[], hint: string): string[] {
  return [
    `this step was done before, as: ${inWords(recorded)}`,
    `run again from nothing, that failed: ${cut(hint, MAX_HINT)}`,
    'do this step another way',
  ];
}

function inWords(actions: readonly Action[]): string {
  const words = actions.slice(0, MAX_HINTS).map((action) => describeAction(action));
  return [...words, ...(actions.length > MAX_HINTS ? [`${actions.length - MAX_HINTS} more`] : [])].join('; ');
}

/** Hears what the planner does in one step. */
export class Redone {
  readonly actions: Action[] = [];
  skipped = false;
  private readonly stepId: string;
  private readonly mine = new Set<number>();

  constructor(stepId: string) {
    this.stepId = stepId;
  }

  hear(event: Event): void {
    if (event.type === 'turn-start') this.mine.clear();
    if (event.type === 'tool-call' && event.stepId === this.stepId) this.mine.add(event.index);
    if (event.type === 'tool-result' && this.mine.has(event.index) && event.result.ok && event.result.action)
      this.actions.push(event.result.action);
    if (event.type === 'step-end' && event.stepId === this.stepId && event.skipped) this.skipped = true;
  }
}

interface HealContext extends ToolCalls {
  session: Session;
  progress: Progress;
  emit: Emit;
  nextTurn(): number;
}

/**
 * The recorded assertions of the step, evaluated once more as they were recorded; the outcome when one is false. One that stood
 * before further actions may hold no longer: it may also have been made by the planner on its way, word for word.
 */
export async function holdTo(
  recorded: readonly Action[],
  { done }: Drift,
  redone: Redone,
  instance: StepInstance,
  context: HealContext,
): Promise<Outcome | undefined> {
  const { session, progress, emit } = context;
  const values = { ...progress.learned, ...instance.loop };
  const open = recorded.slice(done.length);
  const last = open.findLastIndex(({ kind }) => kind !== 'verify');
  const isMade = (action: Action, at: number) =>
    at < last && redone.actions.some((other) => isSameClaim(action, other, values));
  const due = open.filter((action, at) => action.kind === 'verify' && !isMade(action, at));
  const actions = kept(
    done,
    redone.actions,
    open.slice(0, last + 1).filter(({ kind }) => kind === 'verify'),
    values,
  );
  const turn = due.length > 0 ? context.nextTurn() : 0;
  if (due.length > 0) emit({ type: 'turn-start', turn, stepId: instance.id, replayed: true });
  for (const [index, action] of due.entries()) {
    if (action.kind !== 'verify') continue;
    const name = `verify_${action.check.replace(/-text$/, '')}`;
    emit({ type: 'tool-call', turn, index, stepId: instance.id, name, arguments: JSON.stringify(action) });
    const startedAt = performance.now();
    const durationMs = () => Math.round(performance.now() - startedAt);
    const filled = fillAction(action, values);
    try {
      const { found = '' } = await performAction(session, filled, context);
      progress.proved(instance, action.held, describeAction(action));
      const { on: _, leads: __, ...claim } = action;
      const made: Action = { ...claim, found };
      emit({
        type: 'tool-result',
        turn,
        index,
        result: { ok: true, text: 'replayed', action: made },
        durationMs: durationMs(),
      });
      actions.push(made);
    } catch (error) {
      const { result, ...ended } = await meaningOf(error, filled, instance, session);
      emit({ type: 'tool-result', turn, index, result, durationMs: durationMs() });
      if (ended.status === 'over') return ended.outcome;
      return {
        status: 'failed',
        reason: 'app.regression',
        message: ended.message,
        stepId: instance.id,
        location: instance.step.location,
      };
    }
  }
  emit({
    type: 'step-healed',
    stepId: instance.id,
    how: 'planner',
    before: recorded.map((action) => actionLine(action)),
    after: actions.map((action) => actionLine(action)),
    actions,
  });
  return undefined;
}

/** What the step did in the end. What the planner set once more counts once; of its own assertions only those that were recorded stay. */
function kept(
  done: readonly Action[],
  redone: readonly Action[],
  claims: readonly Action[],
  values: Record<string, string>,
): Action[] {
  const acted = redone.filter(
    (action) => action.kind !== 'verify' || claims.some((claim) => isSameClaim(claim, action, values)),
  );
  return [...done.filter((action) => !acted.some((later) => isSetAgain(action, later))), ...acted];
}

/** Fields that are set, not added to. */
function isSetAgain(before: Action, after: Action): boolean {
  if (before.kind !== after.kind) return false;
  if (before.kind === 'type' && !(before.clear && 'clear' in after && after.clear)) return false;
  const isField = before.kind === 'type' || before.kind === 'select' || before.kind === 'check';
  if (!isField || !('target' in after)) return false;
  return before.target?.locator !== undefined && before.target.locator === after.target?.locator;
}

function isSameClaim(a: Action, b: Action, values: Record<string, string>): boolean {
  if (a.kind !== 'verify' || b.kind !== 'verify') return false;
  return isDeepStrictEqual(claimOf(a, values), claimOf(b, values));
}

function claimOf(action: Action, values: Record<string, string>): object {
  const {
    held: _,
    found: __,
    on: ___,
    leads: ____,
    ...claim
  } = { held: '', found: '', ...lasting(fillAction(action, values)) };
  return claim;
}
