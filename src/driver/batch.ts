/**
 * The calls of one reply, in order, each with a result. A form of five fields filled by one reply is five actions and one
 * model call. A call stands in the journal before it is carried out, its result afterwards.
 */
import type { Session } from '../browser/session.ts';
import type { ToolCall } from '../core/message.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Emit } from '../journal/event.ts';
import { redactValues } from '../journal/redactValues.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { inputOf, type Answer } from './call.ts';
import { isControl } from './control.ts';

export interface BatchWork {
  session: Session;
  emit: Emit;
  signal: AbortSignal;
  toolbox: Toolbox;
  turn: number;
  /** The planner has no judgement: what it closes a step with is not run when a call before it was not. */
  blind: boolean;
  /** The scenario step that a call belongs to; undefined: those that are left are not the planner's. */
  step(): StepInstance | undefined;
  /** Whether the planner was shown all that it needs for a step: its pictures come with its first turn. */
  knows(step: StepInstance): boolean;
  /** Carries the call out. */
  answer(call: ToolCall, index: number, step: StepInstance): Promise<Answer>;
}

const PAGE_CHANGED = 'not run: the page changed';
const UNSEEN = 'not run: the step brings pictures along, look at them first';
const INCOMPLETE = 'not run: a call before it was not run';

export async function runBatch(calls: readonly ToolCall[], work: BatchWork): Promise<Answer[]> {
  const { session, emit, signal, turn, toolbox } = work;
  const answers: Answer[] = [];
  let stepId = '';
  let screenGone = false;
  for (const [index, call] of calls.entries()) {
    signal.throwIfAborted();
    const step = work.step();
    stepId = step?.id ?? stepId;
    emit({ type: 'tool-call', turn, index, stepId, name: call.name, arguments: call.arguments });
    const startedAt = performance.now();

    const navigations = session.navigationCount;
    const obstacle =
      over(answers) ??
      (step && !work.knows(step) ? UNSEEN : undefined) ??
      (screenGone && aimsAtTheScreen(call, toolbox) ? PAGE_CHANGED : undefined) ??
      (work.blind && isControl(call.name) && answers.some((each) => each.result.notRun) ? INCOMPLETE : undefined);
    const answer =
      obstacle === undefined && step
        ? await work.answer(call, index, step)
        : notRun(obstacle ?? 'not run: what follows is replayed');
    const result = redactValues(answer.result, session.redact);
    answers.push({ ...answer, result });
    emit({ type: 'tool-result', turn, index, result, durationMs: Math.round(performance.now() - startedAt) });

    if (index < calls.length - 1) screenGone ||= await leftTheScreen(call, answer, session, navigations);
  }
  return answers;
}

/** Why nothing more of the reply is carried out. */
function over(answers: readonly Answer[]): string | undefined {
  if (answers.some(({ outcome }) => outcome)) return 'not run: the run is over';
  return answers.some(({ result }) => !result.ok && !result.notRun)
    ? 'not run: an earlier call of this reply failed'
    : undefined;
}

export function notRun(why = PAGE_CHANGED): Answer {
  return { mistake: false, result: { ok: false, text: why, notRun: true } };
}

/** Whether the screen that the model saw is gone after a call, so that nothing can be aimed at it any more. */
async function leftTheScreen(
  { name }: ToolCall,
  { result, effects }: Answer,
  session: Session,
  navigations: number,
): Promise<boolean> {
  if (result.notRun) return true;
  if (!effects) return false;
  // What a click brings about begins after it: only then can it be told whether the page is another.
  if (name === 'click' || name === 'press' || session.busy) await session.settle();
  const { navigated, dialog, opened, closed } = effects;
  return (
    navigated ||
    dialog !== undefined ||
    opened !== undefined ||
    closed === true ||
    session.navigationCount !== navigations
  );
}

const AIMLESS = new Set(['step_done', 'finish', 'dialog', 'tab']);

function aimsAtTheScreen(call: ToolCall, toolbox: Toolbox): boolean {
  if (AIMLESS.has(call.name) || toolbox.brings(call.name)) return false;
  if (!call.name.startsWith('verify_') && call.name !== 'wait') return true;
  const parsed = inputOf(call);
  return !('input' in parsed) || toolbox.named(call.name)?.aims(parsed.input) !== false;
}
