/**
 * What was true around each action when it was recorded: where it was done (`on`), and where it led to (`leads`). In the file
 * they are said once: a step says where it begins, an action where it leads to, and what follows is there. Pure.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Action, Place } from '../core/action.ts';
import type { Run } from '../journal/run.ts';

/** The run with `leads` on each action after which the run was elsewhere. Where an optional step begins may be left out with it. */
export function withLeads(run: Run): Run {
  const done = run.steps.flatMap(({ actions, instance: { id, step } }) =>
    actions.map((action) => ({ action, id, optional: step.optional })),
  );
  const led = done.map(({ action, id }, at): Action => {
    const { leads: _, ...rest } = action;
    const next = done[at + 1];
    const to = next?.optional === true && next.id !== id ? undefined : next?.action.on;
    return action.on && to && !isDeepStrictEqual(to, action.on) ? { ...rest, leads: to } : rest;
  });
  const queue = [...led];
  return { ...run, steps: run.steps.map((step) => ({ ...step, actions: queue.splice(0, step.actions.length) })) };
}

interface Said {
  on?: Place;
  actions: Action[];
}

/** Without what `expand` puts back. */
export function compact(actions: readonly Action[]): Said {
  const on = actions[0]?.on;
  let here = on;
  const said = actions.map((action): Action => {
    const { on: own, ...rest } = action;
    const known = isDeepStrictEqual(own, here);
    here = action.leads ?? own;
    return known ? rest : { ...rest, on: own ?? {} };
  });
  return { ...(on ? { on } : {}), actions: said };
}

export function expand({ on, actions }: Said): Action[] {
  let here = on;
  return actions.map((action): Action => {
    const { on: said, ...rest } = action;
    const own = said ?? here;
    const known = own !== undefined && Object.keys(own).length > 0;
    here = action.leads ?? (known ? own : undefined);
    return known ? { ...rest, on: own } : rest;
  });
}
