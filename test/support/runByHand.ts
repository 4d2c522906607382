/** A run that a test writes down action by action, as its journal would tell it. */
import type { Action, Check, Target, Verify } from '../../src/core/action.ts';
import { literal } from '../../src/core/locatorText.ts';
import type { Scenario } from '../../src/core/scenario.ts';
import type { Event } from '../../src/journal/event.ts';
import { runOf, type Run } from '../../src/journal/run.ts';
import { runStart } from './runStart.ts';

/** Id of the step instance → its actions; `skipped` for one that was not there. */
export type Done = Record<string, Action[] | 'skipped'>;

export function runByHand(scenario: Scenario, done: Done, model = 'scripted'): Run {
  return runOf(eventsByHand(scenario, done, model), '/reports/run-1');
}

export function eventsByHand(scenario: Scenario, done: Done, model = 'scripted'): Event[] {
  return [
    runStart({ scenario, model }),
    ...Object.entries(done).flatMap(([stepId, actions], at): Event[] => [
      { type: 'turn-start', turn: at + 1, stepId, replayed: false },
      ...(actions === 'skipped' ? [] : actions).flatMap((action, index): Event[] => [
        { type: 'tool-call', turn: at + 1, index, stepId, name: action.kind, arguments: '{}' },
        { type: 'tool-result', turn: at + 1, index, result: { ok: true, text: 'done', action }, durationMs: 1 },
      ]),
      { type: 'step-end', stepId, summary: '', ...(actions === 'skipped' ? { skipped: true } : {}) },
    ]),
    {
      type: 'run-end',
      outcome: { status: 'passed', reason: 'run.passed', message: 'passed' },
      mode: 'driven',
      durationMs: 1,
    },
  ];
}

/** `button "Save"` as the journal has it, with what was only true of that moment. */
export function the(role: string, name: string): Target {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  return { locator: `getByRole(${literal(role)}, { name: ${literal(name)} })`, role, name, box };
}

export function click(target: Target, more: Partial<Extract<Action, { kind: 'click' }>> = {}): Action {
  return { kind: 'click', target, button: 'left', count: 1, modifiers: [], ...more };
}

export function typed(text: string, target?: Target, more: Partial<Extract<Action, { kind: 'type' }>> = {}): Action {
  return { kind: 'type', ...(target ? { target } : {}), text, clear: true, submit: false, ...more };
}

export function verified(check: Check, held: Verify['held'] = 'after'): Action {
  return { kind: 'verify', held, found: 'what was found', ...check };
}
