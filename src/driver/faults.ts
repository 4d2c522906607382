import type { Session } from '../browser/session.ts';
import type { Emit } from '../journal/event.ts';
import type { Progress } from './progress.ts';

/** Faults that stand against a pass; console errors and failed requests are only told. */
const GRAVE = new Set(['http-5xx', 'failed-save', 'page-error', 'crash']);

/** Writes down what the application did wrong since the last look. */
export function takeFaults(
  { session, progress, emit }: { session: Session; progress: Progress; emit: Emit },
  turn: number,
): void {
  for (const fault of session.takeFaults()) {
    const allowed = progress.scenario.allow.includes(fault.type);
    emit({ type: 'fault-seen', turn, fault, allowed });
    if (!allowed && GRAVE.has(fault.type)) progress.faults.push(fault);
  }
}
