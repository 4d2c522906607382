/** What it means that a recorded action could not be carried out: the application's failure, a tool's, or drift. */
import { VerifyError } from '../browser/expectation.ts';
import { TargetError } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import type { Action, Target } from '../core/action.ts';
import { describeAction } from '../core/describeAction.ts';
import { UitestError, messageOf } from '../core/error.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import { targetsOf } from '../core/targets.ts';
import { obstacleIn } from '../driver/obstacle.ts';
import type { ToolResult } from '../journal/event.ts';
import { ToolFailure } from '../tools/custom/customTool.ts';
import type { Stray } from './where.ts';

/** `gone`: the target that was not found. */
export type Drifted = { status: 'drift'; message: string; gone?: Target };
export type Ended = (Drifted | { status: 'over'; outcome: Outcome }) & { result: ToolResult };

/** `action` with its values put in. Throws on what is neither the application's nor a tool's. */
export async function meaningOf(
  error: unknown,
  action: Action,
  instance: StepInstance,
  session: Session,
): Promise<Ended> {
  if (error instanceof VerifyError) {
    const ended = regression(error, instance);
    return error.near === undefined ? ended : { ...ended, result: { ...ended.result, near: error.near } };
  }
  if (error instanceof ToolFailure) {
    const message = `${instance.step.title}: ${error.message}`;
    const result = { ok: false, text: error.message };
    return { status: 'over', outcome: { status: 'errored', reason: 'tool.failed', message, ...at(instance) }, result };
  }
  if (error instanceof UitestError || (error instanceof DOMException && error.name === 'AbortError')) throw error;
  const thrown = messageOf(error).replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
  const text = session.redact(thrown.split('\n')[0] ?? '');
  if (/Target crashed|Page crashed/.test(text) || session.page.isClosed())
    throw new UitestError('browser.crashed', `the page or the browser went away: ${text}`, { cause: error });
  const gone = await missingTarget(action, session);
  if (gone || error instanceof TargetError) {
    const message = session.redact(gone?.message ?? text);
    return { status: 'drift', message, ...(gone ? { gone: gone.target } : {}), result: { ok: false, text: message } };
  }
  const why = session.redact(obstacleIn(thrown) ?? text).slice(0, 500);
  const message = `${describeAction(action)}: the element is there but could not be acted on: ${why}`;
  const facts = { expected: `to ${describeAction(action)}`, found: why };
  return {
    status: 'over',
    outcome: { status: 'failed', reason: 'app.action', message, ...facts, ...at(instance) },
    result: { ok: false, text: why },
  };
}

/** `doing`: the action that led astray; absent for an assertion, which the step's title tells. */
export function regression({ expected, found }: Stray, instance: StepInstance, doing?: string): Ended {
  const what = doing === undefined ? '' : `after "${doing}" `;
  const message = `${instance.step.title}: ${what}expected ${expected}, found ${found}`;
  return {
    status: 'over',
    outcome: { status: 'failed', reason: 'app.regression', message, expected, found, ...at(instance) },
    result: { ok: false, text: `expected ${expected}, found ${found}`, expected, found },
  };
}

export function at({ id, step }: StepInstance): Pick<Outcome, 'stepId' | 'location'> {
  return { stepId: id, location: step.location };
}

/** The first target that its locator does not find, or finds more than once. */
export async function missingTarget(
  action: Action,
  session: Session,
): Promise<{ target: Target; message: string } | undefined> {
  for (const target of targetsOf(action)) {
    const code = target.locator ?? target.anchor?.locator;
    if (code === undefined) continue;
    const count = await session
      .locator(code)
      .count()
      .catch(() => 0);
    if (count !== 1)
      return { target, message: `${describeAction(action)}: expected one element for ${code}, found ${count}` };
  }
  return undefined;
}
