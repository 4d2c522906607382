/**
 * What the hands do, done three times: as a planner calls the tools, as a replay carries the recorded actions out, and as
 * the spec's own lines. The page must feel the same each time.
 */
import { expect } from '@playwright/test';
import type { Page } from 'playwright';
import type { Session } from '../../src/browser/session.ts';
import { linesFor, type LineContext } from '../../src/codegen/lines.ts';
import { Names } from '../../src/codegen/names.ts';
import type { Action } from '../../src/core/action.ts';
import { lasting } from '../../src/journal/fold.ts';
import { actionSchema } from '../../src/replay/actionSchema.ts';
import { performAction } from '../../src/replay/perform.ts';
import { Toolbox } from '../../src/tools/toolbox.ts';
import type { Visit } from './session.ts';
import { call } from './tools.ts';

type Do = (name: string, input: object) => Promise<string>;

export interface Thrice {
  /** Opens the page anew. */
  visit(): Promise<Visit>;
  /** Calls tools with `act`, which gives the text that a model is told. */
  work(act: Do, session: Session): Promise<void>;
  /** What the page must have felt. */
  felt(page: Page): Promise<void>;
}

export interface Told {
  actions: Action[];
  lines: string[];
}

export async function thrice({ visit, work, felt }: Thrice): Promise<Told> {
  const actions: Action[] = [];
  const first = (await visit()).session;
  await work(async (name, input) => {
    const { action, text } = await call({ session: first }, name, input);
    if (action) actions.push(lasting(action));
    return text;
  }, first);
  await felt(first.page);

  const recorded = actions.map((action) => actionSchema.parse(JSON.parse(JSON.stringify(action))));
  expect(recorded).toEqual(actions);
  const second = (await visit()).session;
  const tools = { toolbox: new Toolbox(), isTaken: () => false, signal: new AbortController().signal };
  for (const action of recorded) await performAction(second, action, tools);
  await felt(second.page);

  const third = (await visit()).session;
  const context = lineContext();
  const lines = actions.flatMap((action) => linesFor(action, context));
  await runLines(lines, third.page);
  await felt(third.page);
  return { actions, lines };
}

/** The lines of a spec as it would run them; their syntax is TypeScript's, of which these use none. */
export async function runLines(lines: readonly string[], page: Page): Promise<void> {
  const body = `return (async () => {\n${lines.join('\n')}\n})();`;
  // oxlint-disable-next-line no-implied-eval, no-new-func -- what codegen wrote is the very thing under test
  await (new Function('page', 'expect', 'Buffer', body)(page, expect, Buffer) as Promise<void>);
}

export function lineContext(): LineContext {
  return {
    page: 'page',
    names: new Names(),
    loops: new Set(),
    fixed: {},
    known: new Set(),
    helpers: new Set(),
    imports: new Map(),
    uploads: new Map(),
    start: 'http://127.0.0.1/',
  };
}
