/** The one line of a run that is on: who, where, what last, how long, how much. Cut to the terminal, what matters least first. */
import { clean } from '../core/clean.ts';
import { describeAction } from '../core/describeAction.ts';
import { fill } from '../core/template.ts';
import type { Event } from '../journal/event.ts';
import { cost } from './amounts.ts';
import type { Progress } from './describeEvent.ts';
import { noPaint, type Paint } from './paint.ts';
import { fitted, widthOf } from './width.ts';

export interface Live {
  name: string;
  turn: number;
  /** What was done last, or what is waited for. */
  last: string;
}

/** What an event changes of it. */
export function liveAfter(live: Live, event: Event): Live {
  if (event.type === 'run-start') return { ...live, name: event.scenario.name, last: 'opens the page' };
  if (event.type === 'turn-start')
    return { ...live, turn: event.turn, last: event.replayed ? live.last : 'asks what to do' };
  if (event.type === 'model-retry') return { ...live, last: `waits to ask again: ${event.message}` };
  if (event.type === 'tool-call') return { ...live, last: `${clean(event.name, 60)} …` };
  if (event.type === 'tool-result' && event.result.ok && event.result.action)
    return { ...live, last: describeAction(event.result.action) };
  return live;
}

/** `progress`: as `describeEvent` left it. `columns`: of the terminal; the last one stays empty, so that nothing wraps. */
export function liveLine(
  { name, turn, last }: Live,
  progress: Progress,
  { elapsedMs, columns, paint = noPaint }: { elapsedMs: number; columns: number; paint?: Paint },
): string {
  const room = Math.max(1, columns - 1);
  const instance = progress.stepId === undefined ? undefined : progress.steps.get(progress.stepId);
  const step = instance
    ? `${instance.id} ${clean(fill(instance.step.title, instance.loop, progress.values), 160)}`
    : '';
  const numbers = [
    turn > 0 ? `turn ${turn}` : '',
    clock(elapsedMs),
    progress.modelCalls > 0 ? cost(progress.modelCalls, progress.usd) : '',
  ].filter(Boolean);
  const tail = (count: number) => numbers.slice(-count).join(' · ');
  // The name and the time stay longest; of the rest, what does not fit is left out.
  const fits = (text: string, besides: number) => (widthOf(text) + besides <= room ? text : undefined);
  const mayTail = fits(tail(3), 40) ?? fits(tail(2), 40) ?? fits(clock(elapsedMs), 12) ?? '';
  const head = `▶ ${fitted(clean(name, 120), Math.max(4, Math.min(30, Math.floor(room / 3))))}`;
  const left = room - widthOf(head) - (mayTail === '' ? 0 : widthOf(mayTail) + 3);
  const middle = together(step, clean(fill(last, instance?.loop ?? {}, progress.values), 160), left - 3);
  const parts = [paint.bold(fitted(head, room)), middle, mayTail === '' ? '' : paint.dim(mayTail)];
  return parts.filter(Boolean).join(paint.dim(' · '));
}

/** Fewer letters of what was done last say nothing. */
const LEAST = 10;

/** Both, or as much of each as fits; the step gets half of the room at least. */
function together(step: string, last: string, columns: number): string {
  if (step === '' || last === '') return fitted(step + last, columns);
  const forStep = Math.max(Math.floor(columns / 2), columns - widthOf(last) - 3);
  const begun = fitted(step, forStep);
  if (columns - widthOf(begun) - 3 < LEAST) return fitted(step, columns);
  return fitted(`${begun} · ${last}`, columns);
}

/** `7 s`, `2:05`, `1:00:05`: whole seconds, so that a line changes once in a second. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
