import type { ToolResult } from '../journal/event.ts';
import { describeAction } from '../core/describeAction.ts';

/** What the planner is told of a call: JSON, one line. `builtin` reads it back, Kimi reads it as it stands. */
export function resultText({ ok, text, expected, found, notRun, elements, action }: ToolResult): string {
  return JSON.stringify({
    ok,
    ...(ok ? { did: action ? describeAction(action) : text, note: action ? text : undefined } : { error: text }),
    ...(action?.kind === 'verify' && action.held === 'before'
      ? { vacuous: 'this was true before your actions: it proves nothing; verify what they brought about' }
      : {}),
    ...(expected === undefined ? {} : { expected, found }),
    ...(notRun ? { notRun } : {}),
    ...(elements === undefined ? {} : { elements }),
  });
}
