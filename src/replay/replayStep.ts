/** Replays one scenario step. Where it went wrong is told apart: drift, which can be healed, and everything that is the application's. */
import { findAgain } from '../browser/findAgain.ts';
import type { Session } from '../browser/session.ts';
import type { Action } from '../core/action.ts';
import { actionLine } from '../core/actionLine.ts';
import { describeAction } from '../core/describeAction.ts';
import type { StepInstance } from '../core/scenario.ts';
import { targetsOf, withTarget } from '../core/targets.ts';
import { turnStep } from '../core/turnText.ts';
import type { Progress } from '../driver/progress.ts';
import type { Emit, ToolResult } from '../journal/event.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { Values } from '../tools/values.ts';
import { candidatesFor } from './candidates.ts';
import { fillAction } from './fillAction.ts';
import { meaningOf, missingTarget, regression, type Drifted, type Ended } from './meaning.ts';
import { performAction, type Performed } from './perform.ts';
import type { RecordedStep } from './recording.ts';
import { dialogIn, strayAfter, strayBefore } from './where.ts';

export type StepReplay =
  | { status: 'done' }
  /** `done`: what was carried out before. `candidates`: what is nearest to what is gone. */
  | { status: 'drift'; message: string; done: Action[]; candidates: string[] }
  | { status: 'over'; outcome: Extract<Ended, { status: 'over' }>['outcome'] };

export interface ReplayContext {
  session: Session;
  progress: Progress;
  toolbox: Toolbox;
  emit: Emit;
  turn: number;
  /** How long what was recorded is waited for. */
  timeoutMs: number;
  /** Nothing is to be found by other locators than its own. */
  frozen: boolean;
  /** Everything before this step was replayed: where the page is now is the application's doing. */
  unbroken: boolean;
  signal: AbortSignal;
}

type Did = { status: 'did'; action: Action; performed: Performed; drifted: boolean };

export async function replayStep(
  instance: StepInstance,
  recorded: RecordedStep,
  context: ReplayContext,
): Promise<StepReplay> {
  const { session, progress, emit, turn, signal } = context;
  const { id, step } = instance;
  const done: Action[] = [];
  emit({ type: 'turn-start', turn, stepId: id, replayed: true });
  if (step.optional && (await isAbsent(recorded, context))) return skip(id, context);
  for (const [index, action] of recorded.actions.entries()) {
    signal.throwIfAborted();
    emit({ type: 'tool-call', turn, index, stepId: id, name: toolOf(action), arguments: JSON.stringify(action) });
    const startedAt = performance.now();
    const answer = (result: ToolResult) =>
      emit({ type: 'tool-result', turn, index, result, durationMs: Math.round(performance.now() - startedAt) });
    const before = done.at(-1);
    const ended = (await ledAstray(action, before, instance, context)) ?? (await carryOut(action, instance, context));
    if (ended.status !== 'did') {
      answer(ended.result);
      if (ended.status === 'over') return { status: 'over', outcome: ended.outcome };
      if (step.optional && index === 0) return skip(id, context);
      return { status: 'drift', message: ended.message, done, candidates: await candidates(ended, context) };
    }
    noted(ended, instance, context);
    answer({ ok: true, text: 'replayed', action: asSeen(ended) });
    done.push(ended.action);
    const stray = await strayAfter(session, action, context.timeoutMs);
    if (stray) {
      const end = regression(stray, instance, describeAction(action));
      return end.status === 'over' ? { status: 'over', outcome: end.outcome } : { ...end, done, candidates: [] };
    }
  }
  emit({ type: 'step-end', stepId: id, summary: 'replayed', ...(recorded.skipped ? { skipped: true } : {}) });
  progress.next();
  if (recorded.actions.some((action, at) => done[at] !== action))
    emit({
      type: 'step-healed',
      stepId: id,
      how: 'fallback',
      before: recorded.actions.map(actionLine),
      after: done.map(actionLine),
    });
  return { status: 'done' };
}

/** The action is not done on another page than the one on which it was recorded, whatever there is alike on it. */
async function ledAstray(
  action: Action,
  before: Action | undefined,
  instance: StepInstance,
  { session, timeoutMs, unbroken }: ReplayContext,
): Promise<Ended | undefined> {
  const { openDialog } = session;
  if (openDialog && action.on && action.on.dialog === undefined && action.kind !== 'verify') {
    const message = `${describeAction(action)}: expected no dialog, found ${dialogIn(session)}`;
    return { status: 'drift', message, result: { ok: false, text: message } };
  }
  const stray = await strayBefore(session, action, timeoutMs);
  if (!stray) return undefined;
  const message = `${describeAction(action)}: expected to be on ${stray.expected}, found ${stray.found}`;
  const drift = { status: 'drift' as const, message, result: { ok: false, text: message } };
  if (before) return regression(stray, instance, describeAction(before));
  // What need not come need not come here.
  return unbroken && !instance.step.optional ? regression(stray, instance) : drift;
}

async function carryOut(action: Action, instance: StepInstance, context: ReplayContext): Promise<Did | Ended> {
  const { session, progress } = context;
  const filled = fillAction(action, progress.values);
  try {
    return { status: 'did', action, performed: await perform(filled, context), drifted: false };
  } catch (error) {
    const ended = await meaningOf(error, filled, instance, session);
    if (ended.status !== 'drift' || context.frozen) return ended;
    return (await byFallback(action, filled, ended, instance, context)) ?? ended;
  }
}

/** Once more, by another locator that finds the very element. What it does then counts like any other action. */
async function byFallback(
  action: Action,
  filled: Action,
  { gone, message }: Drifted,
  instance: StepInstance,
  context: ReplayContext,
): Promise<Did | Ended | undefined> {
  const { session, progress, emit } = context;
  const code = gone && (await findAgain(session.page, gone));
  if (!gone || code === undefined) return undefined;
  emit({ type: 'drift-found', stepId: instance.id, message, candidates: [], found: code });
  const values = new Values(progress.values, turnStep(instance).body, progress.told);
  const { spoken } = values;
  session.speaksOf(spoken.text, spoken.values, { fallbacks: true });
  const target = values.keepTarget(await session.targetOf(code));
  const at = targetsOf(filled).indexOf(gone);
  const through = withTarget(filled, at, { locator: code });
  const renewed = withTarget(action, at, target);
  try {
    return { status: 'did', action: renewed, performed: await perform(through, context), drifted: true };
  } catch (error) {
    return meaningOf(error, through, instance, session);
  }
}

function perform(filled: Action, { session, progress, toolbox, signal, timeoutMs }: ReplayContext): Promise<Performed> {
  const isTaken = (name: string) => Object.hasOwn(progress.values, name) && !progress.told.has(name);
  return performAction(session, filled, { toolbox, isTaken, signal, timeoutMs });
}

/** What the action was good for: evidence, values. */
function noted({ action, performed }: Did, instance: StepInstance, { session, progress, emit }: ReplayContext): void {
  const { value, values = {} } = performed;
  progress.did(action);
  if (action.kind === 'verify') progress.proved(instance, action.held, describeAction(action));
  if (action.kind === 'extract' && value !== undefined) {
    progress.learned[action.name] = value;
    emit({ type: 'value-learned', name: action.name, value: session.redact(value) });
  }
  progress.gave(values);
  for (const [name, given] of Object.entries(values)) emit({ type: 'value-learned', name, value: given });
}

function asSeen({ action, performed: { found, value } }: Did): Action {
  if (action.kind === 'verify') return { ...action, found: found ?? '' };
  return action.kind === 'extract' && value !== undefined ? { ...action, value } : action;
}

/** What may or may not come is looked for once the page is quiet: waiting for it would cost every run in which it does not come. */
async function isAbsent({ actions: [first] }: RecordedStep, { session, progress }: ReplayContext): Promise<boolean> {
  if (!first) return false;
  await session.settle();
  const missing = await missingTarget(fillAction(first, progress.values), session);
  return missing !== undefined && (await findAgain(session.page, missing.target)) === undefined;
}

function skip(stepId: string, { emit, progress }: ReplayContext): StepReplay {
  emit({ type: 'step-end', stepId, summary: 'not there', skipped: true });
  progress.next();
  return { status: 'done' };
}

/** What would have been used, were it allowed, comes first. */
async function candidates({ gone }: Drifted, { session, progress }: ReplayContext): Promise<string[]> {
  if (!gone) return [];
  const again = await findAgain(session.page, gone).catch(() => undefined);
  const near = await candidatesFor(gone, session, progress).catch(() => []); // A page that cannot be looked at has none.
  return [...new Set([...(again === undefined ? [] : [again]), ...near])].slice(0, 3);
}

function toolOf(action: Action): string {
  if (action.kind === 'tool') return action.tool;
  return action.kind === 'verify' ? `verify_${action.check.replace(/-text$/, '')}` : action.kind;
}
