/** Carries out one recorded action, at the speed of plain Playwright: no picture, no settling, no planner. */
import { EXPECT_TIMEOUT_MS, evaluate, VerifyError } from '../browser/expectation.ts';
import { TargetError } from '../browser/resolve.ts';
import type { Effects, Session } from '../browser/session.ts';
import type { Action, CalledTool, DialogKind, Started } from '../core/action.ts';
import { performTool, ToolFailure } from '../tools/custom/customTool.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import { performCheck } from '../tools/check.ts';
import { performClick } from '../tools/click.ts';
import { performDrag } from '../tools/drag.ts';
import { readValue } from '../tools/extract.ts';
import { performHover } from '../tools/hover.ts';
import { performHistory, performNavigate } from '../tools/navigate.ts';
import { performPress } from '../tools/press.ts';
import { performScroll } from '../tools/scroll.ts';
import { performScrollUntil } from '../tools/scrollUntil.ts';
import { performSelect } from '../tools/select.ts';
import { performType } from '../tools/type.ts';
import { ToolInputError } from '../tools/tool.ts';
import { performUpload } from '../tools/upload.ts';
import { performWait } from '../tools/wait.ts';
import { dialogIn } from './where.ts';

export interface Performed {
  /** What a verify found. */
  found?: string;
  /** What an extract read. */
  value?: string;
  /** What a tool of the scenario gave. */
  values?: Record<string, string>;
}

/** What a call of a tool of the scenario needs beside the page, and how long what is expected is waited for. */
export interface ToolCalls {
  toolbox: Toolbox;
  /** Whether a name has a value that no tool gave. */
  isTaken(name: string): boolean;
  signal: AbortSignal;
  timeoutMs?: number;
}

/** `action` with its values put in. Throws what Playwright throws, `VerifyError`, `TargetError`, or `ToolFailure`. */
export async function performAction(session: Session, action: Action, tools: ToolCalls): Promise<Performed> {
  const { kind } = action;
  const { timeoutMs = EXPECT_TIMEOUT_MS } = tools;
  const fetched = session.downloaded.length;
  const started = (what: Started, effects: Effects) => begun(session, what, { effects, fetched, timeoutMs });
  if (session.openDialog && kind !== 'dialog' && kind !== 'tool') await session.answerDialog(false);
  switch (kind) {
    case 'click':
      return started(action, await performClick(session, session.reach(action.target), action));
    case 'type':
      return started(action, await performType(session, action.target && session.reach(action.target), action));
    case 'press':
      return started(
        action,
        (await performPress(session, action.target && session.reach(action.target), action)).effects,
      );
    case 'navigate':
      await performNavigate(session, action.url);
      return {};
    case 'history':
      await performHistory(session, action.to);
      return {};
    case 'select':
      await performSelect(session, session.reach(action.target), action);
      return {};
    case 'check':
      await performCheck(session, session.reach(action.target), action.checked);
      return {};
    case 'hover':
      await performHover(session, session.reach(action.target));
      return {};
    case 'drag':
      await performDrag(session, session.reach(action.from), session.reach(action.to), action.steps);
      return {};
    case 'scroll':
      await scrollAgain(session, action);
      return {};
    case 'upload':
      await performUpload(session, session.reach(action.target), action);
      return {};
    case 'tab':
      if (action.switch !== undefined) session.switchTab(action.switch);
      if (action.close !== undefined) await session.closeTab(action.close);
      return {};
    case 'dialog':
      await awaitDialog(session, action.dialog, timeoutMs);
      await session.answerDialog(action.accept, action.text);
      return {};
    case 'wait':
      // A number of seconds was the planner's patience, not the application's need: what follows is waited for anyway.
      if (!('seconds' in action.for)) await performWait(session, action.for);
      return {};
    case 'extract':
      if (!action.target) throw new TargetError(`the recording does not say where ${action.name} is read`);
      return { value: await readValue(session.reach(action.target).locator, action.pattern) };
    case 'tool':
      return { values: await callTool(session, action, tools) };
    case 'opinion':
      // No model is asked: it counts for nothing here.
      return {};
    case 'verify':
      return { found: await evaluate(session, action, timeoutMs) };
  }
}

async function scrollAgain(session: Session, action: Extract<Action, { kind: 'scroll' }>): Promise<void> {
  const { target, until } = action;
  const area = target && session.reach(target);
  if (until === undefined) await performScroll(session, area, action);
  else await performScrollUntil(session, area, { ...action, until });
}

/** Run again, and its values learned anew: what follows it in the recording names them. */
async function callTool(
  { redact }: Session,
  action: CalledTool,
  { toolbox, ...context }: ToolCalls,
): Promise<Record<string, string>> {
  const { tool, module, gives, input } = action;
  const loaded = toolbox.recorded(action);
  if (!loaded)
    throw new ToolFailure(
      `the recording calls ${tool} of ${module}, which the scenario does not bring now: list the module under \`tools\`, or run with --fresh`,
    );
  const { values } = await performTool(loaded, input, { ...context, redact }).catch((error: unknown) => {
    if (!(error instanceof ToolInputError)) throw error;
    throw new ToolFailure(
      `${error.message}. It is called as it was recorded: run with --fresh if its input is another now`,
    );
  });
  const missing = gives.find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) throw new ToolFailure(`${tool} gave no ${missing}, which it gave when it was recorded`);
  return values;
}

/** What the action began when it was recorded is waited for: what follows needs it. That it does not come is a regression. */
async function begun(
  session: Session,
  { opens, closes, downloads }: Started,
  { effects, fetched, timeoutMs }: { effects: Effects; fetched: number; timeoutMs: number },
): Promise<Performed> {
  if (opens && effects.opened === undefined)
    await session.awaitTab(timeoutMs).catch((error: unknown) => missed(error, 'a new tab', 'none'));
  if (closes)
    await session.awaitClosed(timeoutMs).catch((error: unknown) => missed(error, 'the tab to close', 'it is open'));
  const hasCome = () => session.downloaded.length > fetched;
  if (downloads && !hasCome())
    await session.page.waitForEvent('download', { timeout: timeoutMs }).catch((error: unknown) => {
      if (!hasCome()) missed(error, 'a download', 'none');
    });
  return {};
}

async function awaitDialog(session: Session, kind: DialogKind, timeoutMs: number): Promise<void> {
  const expected = `a ${kind} dialog`;
  await session.awaitDialog(timeoutMs).catch((error: unknown) => missed(error, expected, dialogIn(session)));
  if (session.openDialog?.kind !== kind) throw new VerifyError(expected, dialogIn(session));
}

function missed(error: unknown, expected: string, found: string): never {
  if (!(error instanceof Error && error.name === 'TimeoutError')) throw error;
  throw Object.assign(new VerifyError(expected, found), { cause: error });
}
