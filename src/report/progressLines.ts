/** The lines of one run, event by event. Each begins with something of ours. */
import { clean } from '../core/clean.ts';
import type { Event } from '../journal/event.ts';
import { duration } from './amounts.ts';
import { describeEvent, newProgress, type Progress } from './describeEvent.ts';
import { describeReply } from './describeReply.ts';
import { noPaint, type Paint } from './paint.ts';

export interface LineOptions {
  paint?: Paint;
  /** Also what each reply cost, each call, and how long the page took. */
  verbose?: boolean;
  /** With several scenarios under way each line says whose it is. */
  prefix?: string | undefined;
}

export class ProgressLines {
  readonly progress: Progress = newProgress();
  private readonly paint: Paint;
  private readonly verbose: boolean;
  private readonly whose: string;
  /** The line of the current step, until it is shown. */
  private step: string | undefined;

  constructor({ paint = noPaint, verbose = false, prefix }: LineOptions) {
    this.paint = paint;
    this.verbose = verbose;
    this.whose = prefix === undefined ? '' : `${paint.dim(`[${clean(prefix, 30)}]`)} `;
  }

  /** All lines of an event. */
  of(event: Event): string[] {
    const facts = this.verbose ? this.factsOf(event) : [];
    const told = this.described(event);
    return this.mine(event.type === 'turn-start' ? [...told, ...facts] : [...facts, ...told]);
  }

  /** Only what a person should still see when the run is over: under its step. */
  lasting(event: Event): string[] {
    const lines = this.described(event);
    if (event.type === 'turn-start' || event.type === 'tool-call') this.step = lines[0] ?? this.step;
    if (!lasts(event)) return [];
    const step = this.step;
    this.step = undefined;
    return this.mine(step === undefined ? lines : [step, ...lines]);
  }

  /** What the model thinks and says. */
  words(lines: readonly string[]): string[] {
    return this.mine(lines.map((line) => `    ${this.paint.dim(line)}`));
  }

  private described(event: Event): string[] {
    return describeEvent(event, this.progress, this.paint)?.split('\n') ?? [];
  }

  private factsOf(event: Event): string[] {
    const { dim } = this.paint;
    const reply = describeReply(event, this.paint);
    if (reply !== undefined) return [reply];
    if (event.type === 'turn-start' && event.observation)
      return [`    ${dim(`turn ${event.turn} · the page was quiet after ${duration(event.observation.settleMs)}`)}`];
    if (event.type !== 'tool-result') return [];
    const call = this.progress.calls.get(event.index);
    const came = event.result.notRun ? 'not run' : event.result.ok ? 'ok' : 'refused';
    const what = clean(`${call?.name ?? 'call'} ${call?.arguments ?? ''}`, 160);
    return [`    ${dim(`call ${what} · ${came} · ${duration(event.durationMs)}`)}`];
  }

  private mine(lines: readonly string[]): string[] {
    return lines.map((line) => this.whose + line);
  }
}

/** Faults, drift, heals, retries, expectations that were false. How a run ended is said in a line of its own. */
function lasts(event: Event): boolean {
  if (event.type === 'fault-seen') return !event.allowed;
  if (event.type === 'tool-result') return !event.result.ok && event.result.expected !== undefined;
  if (event.type === 'spec-proved') return event.passed < event.runs;
  return event.type === 'drift-found' || event.type === 'step-healed' || event.type === 'model-retry';
}
