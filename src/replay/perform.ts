/** Carries out one recorded action, at the speed of plain Playwright: no picture, no settling, no planner. */
import { EXPECT_TIMEOUT_MS, evaluate } from '../browser/expectation.ts';
import { TargetError } from '../browser/resolve.ts';
import type { Effects, Session } from '../browser/session.ts';
import type { Action, Started } from '../core/action.ts';
import { performCheck } from '../tools/check.ts';
import { performClick } from '../tools/click.ts';
import { performDrag } from '../tools/drag.ts';
import { readValue } from '../tools/extract.ts';
import { performHover } from '../tools/hover.ts';
import { performHistory, performNavigate } from '../tools/navigate.ts';
import { performPress } from '../tools/press.ts';
import { performScroll } from '../tools/scroll.ts';
import { performSelect } from '../tools/select.ts';
import { performType } from '../tools/type.ts';
import { performUpload } from '../tools/upload.ts';
import { performWait } from '../tools/wait.ts';

export interface Performed {
  /** What a verify found. */
  found?: string;
  /** What an extract read. */
  value?: string;
}

/** `action` with its values put in. Throws what Playwright throws, `VerifyError`, or `TargetError`. */
export async function performAction(session: Session, action: Action): Promise<Performed> {
  const { kind } = action;
  if (session.openDialog && kind !== 'dialog') await session.answerDialog(false);
  switch (kind) {
    case 'click':
      return started(session, action, await performClick(session, session.reach(action.target), action));
    case 'type':
      return started(
        session,
        action,
        await performType(session, action.target && session.reach(action.target), action),
      );
    case 'press':
      return started(session, action, await performPress(session, action.keys));
    case 'navigate':
      await performNavigate(session, action.url);
      return {};
    case 'history':
      await performHistory(session, action.to);
      return {};
    case 'select':
      await performSelect(session, session.reach(action.target), action.options);
      return {};
    case 'check':
      await performCheck(session, session.reach(action.target), action.checked);
      return {};
    case 'hover':
      await performHover(session, session.reach(action.target));
      return {};
    case 'drag':
      await performDrag(session, session.reach(action.from), session.reach(action.to));
      return {};
    case 'scroll':
      await performScroll(session, action.target && session.reach(action.target), action);
      return {};
    case 'upload':
      await performUpload(session, session.reach(action.target), action.files);
      return {};
    case 'tab':
      if (action.switch !== undefined) session.switchTab(action.switch);
      if (action.close !== undefined) await session.closeTab(action.close);
      return {};
    case 'dialog':
      await session.awaitDialog(EXPECT_TIMEOUT_MS);
      await session.answerDialog(action.accept, action.text);
      return {};
    case 'wait':
      // A number of seconds was the planner's patience, not the application's need: what follows is waited for anyway.
      if (!('seconds' in action.for)) await performWait(session, action.for);
      return {};
    case 'extract':
      if (!action.target) throw new TargetError(`the recording does not say where ${action.name} is read`);
      return { value: await readValue(session.reach(action.target).locator, action.pattern) };
    case 'verify':
      return { found: await evaluate(session, action) };
  }
}

/** A tab or download that the action started when it was recorded is waited for: what follows needs it. */
async function started(session: Session, { opens }: Started, effects: Effects): Promise<Performed> {
  if (opens && effects.opened === undefined) await session.awaitTab(EXPECT_TIMEOUT_MS);
  return {};
}
