/** Replays one scenario step. A locator that finds nothing is drift; an assertion that is false is a regression. */
import { TargetError } from '../browser/resolve.ts';
import { VerifyError } from '../browser/expectation.ts';
import type { Session } from '../browser/session.ts';
import type { Action, Target } from '../core/action.ts';
import { UitestError, messageOf } from '../core/error.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Progress } from '../driver/progress.ts';
import { describeAction } from '../core/describeAction.ts';
import type { Emit, ToolResult } from '../journal/event.ts';
import { ToolFailure } from '../tools/custom/customTool.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { fillAction } from './fillAction.ts';
import { performAction } from './perform.ts';
import type { RecordedStep } from './recording.ts';

export type StepReplay =
  | { status: 'done' }
  | { status: 'drift'; message: string }
  | { status: 'over'; outcome: Outcome };

interface ReplayContext {
  session: Session;
  progress: Progress;
  toolbox: Toolbox;
  emit: Emit;
  turn: number;
  signal: AbortSignal;
}

export async function replayStep(
  instance: StepInstance,
  recorded: RecordedStep,
  context: ReplayContext,
): Promise<StepReplay> {
  const { session, progress, toolbox, emit, turn, signal } = context;
  const isTaken = (name: string) => Object.hasOwn(progress.values, name) && !progress.told.has(name);
  const { id, step } = instance;
  emit({ type: 'turn-start', turn, stepId: id, replayed: true });
  if (step.optional && (await isAbsent(recorded, context))) return skip(id, context);
  for (const [index, action] of recorded.actions.entries()) {
    signal.throwIfAborted();
    emit({ type: 'tool-call', turn, index, stepId: id, name: toolOf(action), arguments: JSON.stringify(action) });
    const startedAt = performance.now();
    const answer = (result: ToolResult) =>
      emit({ type: 'tool-result', turn, index, result, durationMs: Math.round(performance.now() - startedAt) });
    const filled = fillAction(action, progress.values);
    try {
      const { found, value, values = {} } = await performAction(session, filled, { toolbox, isTaken, signal });
      progress.did(action);
      if (action.kind === 'verify') progress.proved(instance, action.held, describeAction(action));
      if (action.kind === 'extract' && value !== undefined) {
        progress.learned[action.name] = value;
        emit({ type: 'value-learned', name: action.name, value: session.redact(value) });
      }
      progress.gave(values);
      for (const [name, given] of Object.entries(values)) emit({ type: 'value-learned', name, value: given });
      answer({ ok: true, text: 'replayed', action: noted(action, found, value) });
    } catch (error) {
      const { result, ...ended } = await meaningOf(error, filled, instance, context);
      answer(result);
      if (ended.status === 'drift' && step.optional && index === 0) return skip(id, context);
      if (ended.status === 'drift')
        progress.tell(`the recorded way no longer works (${ended.message}): do this step from its beginning`);
      return ended;
    }
  }
  emit({ type: 'step-end', stepId: id, summary: 'replayed', ...(recorded.skipped ? { skipped: true } : {}) });
  progress.next();
  return { status: 'done' };
}

/** What may or may not come is looked for once the page is quiet: waiting for it would cost every run in which it does not come. */
async function isAbsent({ actions: [first] }: RecordedStep, { session, progress }: ReplayContext): Promise<boolean> {
  if (!first) return false;
  await session.settle();
  return (await missingTarget(fillAction(first, progress.values), session)) !== undefined;
}

function skip(stepId: string, { emit, progress }: ReplayContext): StepReplay {
  emit({ type: 'step-end', stepId, summary: 'not there', skipped: true });
  progress.next();
  return { status: 'done' };
}

function toolOf(action: Action): string {
  if (action.kind === 'tool') return action.tool;
  return action.kind === 'verify' ? `verify_${action.check.replace(/-text$/, '')}` : action.kind;
}

function noted(action: Action, found: string | undefined, value: string | undefined): Action {
  if (action.kind === 'verify') return { ...action, found: found ?? '' };
  return action.kind === 'extract' && value !== undefined ? { ...action, value } : action;
}

type Ended = ({ status: 'drift'; message: string } | { status: 'over'; outcome: Outcome }) & { result: ToolResult };

async function meaningOf(
  error: unknown,
  action: Action,
  { id, step }: StepInstance,
  { session }: ReplayContext,
): Promise<Ended> {
  const at = { stepId: id, location: step.location };
  if (error instanceof VerifyError) {
    const { expected, found } = error;
    const message = `${step.title}: expected ${expected}, found ${found}`;
    const result = { ok: false, text: error.message, expected, found };
    return {
      status: 'over',
      outcome: { status: 'failed', reason: 'app.regression', message, expected, found, ...at },
      result,
    };
  }
  if (error instanceof ToolFailure) {
    const message = `${step.title}: ${error.message}`;
    const result = { ok: false, text: error.message };
    return { status: 'over', outcome: { status: 'errored', reason: 'tool.failed', message, ...at }, result };
  }
  if (error instanceof UitestError || (error instanceof DOMException && error.name === 'AbortError')) throw error;
  const text = session.redact(messageOf(error).split('\n')[0] ?? '');
  const result = { ok: false, text };
  const missing = await missingTarget(action, session);
  if (missing !== undefined || error instanceof TargetError) {
    const message = session.redact(missing ?? text);
    return { status: 'drift', message, result };
  }
  if (session.page.isClosed())
    throw new UitestError('browser.crashed', `the browser went away: ${text}`, { cause: error });
  const message = `${describeAction(action)}: the element is there but could not be acted on: ${text}`;
  return { status: 'over', outcome: { status: 'failed', reason: 'app.action', message, ...at }, result };
}

/** Why the recorded locator does not find its element; undefined when it does. */
async function missingTarget(action: Action, session: Session): Promise<string | undefined> {
  for (const target of targetsOf(action)) {
    const code = target.locator ?? target.anchor?.locator;
    if (code === undefined) continue;
    const count = await session
      .locator(code)
      .count()
      .catch(() => 0);
    if (count !== 1) return `${describeAction(action)}: expected one element for ${code}, found ${count}`;
  }
  return undefined;
}

function targetsOf(action: Action): Target[] {
  if (action.kind === 'drag') return [action.from, action.to];
  return 'target' in action && action.target ? [action.target] : [];
}
