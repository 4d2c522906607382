/** One plain line of progress for an event, or none. Page and model text stands inside our lines, never at their start. */
import { unroll, type StepInstance } from '../core/scenario.ts';
import { fill } from '../core/template.ts';
import type { Action } from '../core/action.ts';
import type { Event } from '../journal/event.ts';
import { cost, duration } from './amounts.ts';
import { diffLines } from '../core/actionLine.ts';
import { clean } from '../core/clean.ts';
import { describeAction } from '../core/describeAction.ts';
import { describeCall } from '../core/describeCall.ts';
import { noPaint, type Paint } from './paint.ts';

/** What the earlier events of the same run left behind; `describeEvent` keeps it current. */
export interface Progress {
  steps: Map<string, StepInstance>;
  values: Record<string, string>;
  stepId?: string;
  calls: Map<number, { name: string; arguments: string }>;
  /** What the newest observation listed: refs stand in it. */
  elements: string;
  modelCalls: number;
  /** Absent when a call had no known price. */
  usd?: number;
}

export function newProgress(): Progress {
  return { steps: new Map(), values: {}, calls: new Map(), elements: '', modelCalls: 0, usd: 0 };
}

export function describeEvent(event: Event, progress: Progress, paint: Paint = noPaint): string | undefined {
  switch (event.type) {
    case 'run-start': {
      for (const instance of unroll(event.scenario.steps)) progress.steps.set(instance.id, instance);
      progress.values = { ...event.scenario.vars };
      return `${paint.bold(`▶ ${clean(event.scenario.name, 120)}`)} ${paint.dim(`· ${clean(event.model, 60)}`)}`;
    }
    case 'turn-start':
      progress.calls.clear();
      progress.elements = event.observation?.elements ?? '';
      return enter(event.stepId, progress, paint);
    case 'model-reply':
      if (event.planner !== 'builtin') addCost(progress, event.usd);
      return undefined;
    case 'model-failure':
      addCost(progress, event.usd);
      return undefined;
    case 'model-retry':
      return `    ${paint.yellow(`… asking again in ${duration(event.delayMs)}: ${clean(event.message, 200)}`)}`;
    case 'tool-call':
      progress.calls.set(event.index, { name: event.name, arguments: event.arguments });
      return enter(event.stepId, progress, paint);
    case 'tool-result':
      return toolResult(event, progress, paint);
    case 'step-end':
      return event.skipped ? `    ${paint.dim(`– skipped: ${clean(event.summary, 160)}`)}` : undefined;
    case 'value-learned':
      progress.values[event.name] = event.value;
      return undefined;
    case 'fault-seen': {
      const line = `! ${event.fault.type}${event.allowed ? ' (allowed)' : ''}: ${clean(event.fault.text, 200)}`;
      return `    ${event.allowed ? paint.dim(line) : paint.red(line)}`;
    }
    case 'drift-found':
      return `    ${paint.yellow(`~ drift: ${clean(event.message, 200)}${nearest(event)}`)}`;
    case 'step-healed':
      return [
        `    ${paint.yellow(`~ healed: step ${clean(event.stepId, 40)}`)}`,
        ...diffLines(event.before, event.after).map(
          (line) => `      ${painted(line.slice(0, 2) + clean(line.slice(2), 200), paint)}`,
        ),
      ].join('\n');
    case 'screenshot-taken':
      return undefined;
    case 'run-end':
      return describeEnd(event, progress, paint);
    case 'spec-proved': {
      const proved = event.runs > 0 && event.passed === event.runs;
      if (proved)
        return `${paint.green('✓ spec verified')} ${paint.dim(`· ${event.passed} of ${event.runs} runs passed`)}`;
      return `${paint.yellow('✗ spec not proved')}: ${clean(event.message ?? `${event.passed} of ${event.runs} runs passed`, 300)}`;
    }
  }
}

/** How a run ended. `name`: of the scenario, where the line stands alone. */
export function describeEnd(
  { outcome, mode, durationMs }: Extract<Event, { type: 'run-end' }>,
  progress: Progress,
  paint: Paint = noPaint,
  name?: string,
): string {
  const { status, reason, message } = outcome;
  const whose = name === undefined ? '' : ` ${clean(name, 120)}`;
  const price = cost(progress.modelCalls, progress.usd);
  const tail = paint.dim(` · ${[duration(durationMs), mode, price].filter(Boolean).join(' · ')}`);
  if (status === 'passed') return `${paint.green('✓ passed')}${whose}${tail}`;
  const colour = status === 'failed' ? paint.red : paint.yellow;
  return `${colour(`✗ ${status}`)} (${reason})${whose}: ${clean(message, 300)}${tail}`;
}

function nearest({ found, candidates }: Extract<Event, { type: 'drift-found' }>): string {
  if (found !== undefined) return `; found by ${clean(found, 160)}`;
  return candidates.length === 0 ? '' : `; nearest: ${clean(candidates.join('; '), 300)}`;
}

function painted(line: string, paint: Paint): string {
  if (line.startsWith('+')) return paint.green(line);
  return line.startsWith('-') ? paint.red(line) : paint.dim(line);
}

function addCost(progress: Progress, usd: number | undefined): void {
  progress.modelCalls++;
  if (usd === undefined) delete progress.usd;
  else if (progress.usd !== undefined) progress.usd += usd;
}

/** The line of a scenario step, once, when the run enters it. */
function enter(stepId: string, progress: Progress, paint: Paint): string | undefined {
  if (progress.stepId === stepId) return undefined;
  progress.stepId = stepId;
  const instance = progress.steps.get(stepId);
  if (!instance) return undefined;
  return `  ${paint.dim(instance.id)} ${clean(fill(instance.step.title, instance.loop, progress.values), 160)}`;
}

/** With the values that its texts name; secrets stay names. */
function inWords(action: Action, { stepId, steps, values }: Progress): string {
  const loop = stepId === undefined ? undefined : steps.get(stepId)?.loop;
  return clean(fill(describeAction(action), loop ?? {}, values), 300);
}

function toolResult(
  event: Extract<Event, { type: 'tool-result' }>,
  progress: Progress,
  paint: Paint,
): string | undefined {
  const { result } = event;
  const call = progress.calls.get(event.index);
  if (result.notRun) return undefined;
  if (result.ok) {
    if (!result.action) return undefined;
    const vacuous =
      result.action.kind === 'verify' && result.action.held === 'before' ? paint.dim(' (held before)') : '';
    return `    ${paint.green('✓')} ${inWords(result.action, progress)}${vacuous}`;
  }
  const what = result.action
    ? inWords(result.action, progress)
    : clean(describeCall(call?.name ?? 'call', call?.arguments ?? '', progress.elements), 160);
  const why =
    result.expected === undefined
      ? clean(result.text, 200)
      : `expected ${clean(result.expected, 120)}, found ${clean(result.found ?? 'nothing', 120)}`;
  return `    ${paint.red('✗')} ${what}: ${why}`;
}
