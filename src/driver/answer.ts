/** What one call means for the run: the action it became, the evidence it gave, the step it closed. */
import type { Session } from '../browser/session.ts';
import type { Verify } from '../core/action.ts';
import type { ToolCall } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import { fill, mapTexts } from '../core/template.ts';
import { turnStep } from '../core/turnText.ts';
import type { Emit } from '../journal/event.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { Values } from '../tools/values.ts';
import { notRun } from './batch.ts';
import { carryOut, inputOf, type Answer } from './call.ts';
import { control, isControl } from './control.ts';
import { takeFaults } from './faults.ts';
import { placeOf } from './place.ts';
import type { Progress } from './progress.ts';
import { heldBefore, wasHidden } from './vacuous.ts';
import { describeAction } from '../core/describeAction.ts';

interface AnswerContext {
  session: Session;
  progress: Progress;
  emit: Emit;
  turn: number;
  index: number;
  step: StepInstance;
  toolbox: Toolbox;
  signal: AbortSignal;
  byRules: boolean;
}

export async function answerTo(call: ToolCall, context: AnswerContext): Promise<Answer> {
  const { session, progress, emit, turn, index, step, byRules, toolbox, signal } = context;
  const before = placeOf(session, progress);
  if (!toolbox.brings(call.name)) await dismissForgottenDialog(call, session);
  if (isControl(call.name)) {
    takeFaults(context, turn);
    return control(call, { progress, emit, byRules });
  }
  const values = new Values(progress.values, turnStep(step).body, progress.told);
  const answer = await carryOut(call, { session, values, toolbox, signal });
  if (answer.toolFailed && byRules) return { ...answer, outcome: toolFailed(answer.result.text, step) };
  if (answer.mistake && index > 0 && isGone(call, answer, progress)) return notRun();

  const { action, expected, found } = answer.result;
  if (action) action.on = action.kind === 'verify' ? placeOf(session, progress) : before;
  if (expected !== undefined && found !== undefined) progress.lastFalse = { expected, found };
  if (action?.kind === 'verify') {
    const check = mapTexts(action, (text) => fill(text, progress.values)) as Verify;
    action.held =
      heldBefore(check, progress.before) || (!byRules && provesNothing(check, progress)) ? 'before' : 'after';
    progress.proved(step, action.held, describeAction(action));
  } else if (action?.kind === 'opinion') progress.opined(step, action);
  else if (action) progress.did(action);
  if (action?.kind === 'extract') {
    progress.learned[action.name] = action.value;
    emit({ type: 'value-learned', name: action.name, value: action.value });
  }
  progress.gave(answer.values ?? {});
  for (const [name, value] of Object.entries(answer.values ?? {})) emit({ type: 'value-learned', name, value });
  return answer;
}

/** What a model may claim without having brought it about: that something is not there which never was, or what it read itself. */
function provesNothing(check: Verify, progress: Progress): boolean {
  return wasHidden(check, progress.before) || progress.readsBack(check);
}

/** Rules have no second idea, and what seeds a record is not tried twice. */
function toolFailed(message: string, { step }: StepInstance): Outcome {
  return { status: 'errored', reason: 'tool.failed', message: `${step.title}: ${message}` };
}

/** A page stands still while its dialog is open. Whoever goes on without answering it leaves it to the default: dismissed. */
async function dismissForgottenDialog({ name }: ToolCall, session: Session): Promise<void> {
  if (!session.openDialog || name === 'dialog' || name === 'step_done') return;
  await session.answerDialog(false);
  await session.settle();
}

/** Whether the call aimed at an element that was listed when the planner looked: then the page took it away, not the planner's mistake. */
function isGone(call: ToolCall, { result }: Answer, progress: Progress): boolean {
  const parsed = inputOf(call);
  const ref = 'input' in parsed && 'ref' in parsed.input ? parsed.input.ref : undefined;
  return typeof ref === 'string' && result.text.startsWith(`ref ${ref} is not on the page`) && progress.listed(ref);
}
