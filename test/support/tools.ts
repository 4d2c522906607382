/** One tool on one page, as a reply of a model would call it. */
import type { Action } from '../../src/core/action.ts';
import { parseElements } from '../../src/core/elementList.ts';
import type { Session } from '../../src/browser/session.ts';
import { toolNamed } from '../../src/tools/all.ts';
import type { ToolOutcome } from '../../src/tools/tool.ts';
import { Values } from '../../src/tools/values.ts';

export interface Call {
  session: Session;
  /** Values that the scenario knows. */
  values?: Record<string, string>;
  /** The scenario step, which says what is recorded as a slot. */
  step?: string;
}

export async function call(
  { session, values = {}, step = '' }: Call,
  name: string,
  input: unknown,
): Promise<ToolOutcome> {
  const tool = toolNamed(name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run({ session, values: new Values(values, step) }, input);
}

/** The action that a call recorded. */
export async function does(on: Call, name: string, input: unknown): Promise<Action | undefined> {
  return (await call(on, name, input)).action;
}

/** The ref of the element with that name, in a list that is made now. */
export async function refOf(session: Session, name: string, role?: string): Promise<string> {
  const { elements } = await session.observe({ picture: false });
  const found = parseElements(elements).find(
    (each) => each.name === name && (role === undefined || each.role === role),
  );
  if (found?.ref === undefined) throw new Error(`no ${role ?? 'element'} ${JSON.stringify(name)} in\n${elements}`);
  return found.ref;
}
