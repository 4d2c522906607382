/** The calls of one reply, in order. A form of five fields filled by one reply is five actions and one model call. */
import type { Effects, Session } from '../browser/session.ts';
import type { ToolCall } from '../core/message.ts';
import type { ToolResult } from '../journal/event.ts';
import { toolNamed } from '../tools/all.ts';
import { inputOf } from './call.ts';

/** What the driver knows of a call once it was answered. */
export interface Answer {
  result: ToolResult;
  effects?: Effects;
  mistake: boolean;
}

export interface BatchWork {
  session: Session;
  /** Carries the call out, with all that must stand in the journal before and after it. */
  run(call: ToolCall, index: number): Promise<Answer>;
  /** Answers without carrying out. */
  skip(call: ToolCall, index: number, why: string): Answer;
  /** The run is over: what is left is not carried out. */
  ended(): boolean;
}

export const NOT_RUN = 'not run: the page changed';

/** Every call gets an answer, also those that are not run. */
export async function runBatch(
  calls: readonly ToolCall[],
  { session, run, skip, ended }: BatchWork,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let screenGone = false;
  let broken = false;
  for (const [index, call] of calls.entries()) {
    if (broken || ended()) {
      answers.push(
        skip(call, index, ended() ? 'not run: the run is over' : 'not run: an earlier call of this reply failed'),
      );
      continue;
    }
    if (screenGone && !outlivesTheScreen(call)) {
      answers.push(skip(call, index, NOT_RUN));
      continue;
    }
    const navigations = session.navigationCount;
    const answer = await run(call, index);
    answers.push(answer);
    if (!answer.result.ok) broken = true;
    else if (answer.effects && index < calls.length - 1) {
      if (call.name === 'click' || call.name === 'press' || session.busy) await session.settle();
      const { navigated, dialog, opened } = answer.effects;
      screenGone ||=
        navigated || dialog !== undefined || opened !== undefined || session.navigationCount !== navigations;
    }
  }
  return answers;
}

/** Calls that aim at nothing on the screen that the model saw. */
function outlivesTheScreen(call: ToolCall): boolean {
  if (call.name === 'step_done' || call.name === 'finish' || call.name === 'dialog') return true;
  if (!call.name.startsWith('verify_') && call.name !== 'wait') return false;
  const parsed = inputOf(call);
  return 'input' in parsed && toolNamed(call.name)?.aims(parsed.input) === false;
}
