/** `step_done` and `finish`: what steers the run. A pass needs evidence. */
import type { ToolCall } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Emit, ToolResult } from '../journal/event.ts';
import { finish, stepDone } from '../tools/control.ts';
import { inputOf } from './call.ts';
import type { Progress } from './progress.ts';
import { passed, verdictOf } from './verdict.ts';

interface Controlled {
  result: ToolResult;
  outcome?: Outcome;
  mistake: boolean;
  /** Why the current step cannot be closed: its verifies proved nothing. */
  lacking?: string;
}

export function isControl(name: string): boolean {
  return name === stepDone.name || name === finish.name;
}

export function control(call: ToolCall, progress: Progress, emit: Emit): Controlled {
  const parsed = inputOf(call);
  if ('error' in parsed) return refused(parsed.error);
  if (call.name === stepDone.name) {
    const input = stepDone.input.safeParse(parsed.input);
    if (!input.success) return refused('step_done: expected { step: id of the step, summary }');
    return closeStep(input.data, progress, emit);
  }
  const input = finish.input.safeParse(parsed.input);
  if (!input.success) return refused('finish: expected { verdict: passed | failed, reason }');
  return input.data.verdict === 'passed' ? finishPassed(progress, emit) : finishFailed(input.data.reason, progress);
}

function closeStep(
  { step, summary, skipped }: { step: string; summary: string; skipped: boolean },
  progress: Progress,
  emit: Emit,
): Controlled {
  const current = progress.current;
  if (!current) return refused('step_done: every step is done; call finish');
  if (step !== current.id)
    return refused(`step_done: the current step is ${current.id}, not ${JSON.stringify(step.slice(0, 40))}`);
  if (skipped && !current.step.optional)
    return refused(`step_done: step ${current.id} is not optional: it cannot be skipped`);
  const lacking = skipped ? undefined : lacksEvidence(current, progress);
  if (lacking) return { mistake: false, result: { ok: false, text: lacking }, lacking };
  emit({ type: 'step-end', stepId: current.id, summary, ...(skipped ? { skipped } : {}) });
  progress.next();
  const next = progress.current;
  return {
    mistake: false,
    result: {
      ok: true,
      text: next ? `step ${current.id} is done; next is step ${next.id}: ${next.step.title}` : 'every step is done',
    },
    ...(next ? {} : { outcome: passed(progress) }),
  };
}

/** Why an expectation cannot be closed yet. */
function lacksEvidence({ id, step }: StepInstance, progress: Progress): string | undefined {
  if (step.kind !== 'expect' && step.kind !== 'expect-typed') return undefined;
  if (progress.evidenceFor(id) > 0) return undefined;
  const vacuous = progress.vacuousIn(id);
  if (vacuous)
    return `step ${id} has no evidence: ${vacuous} was true before the actions that it is to prove; verify what they brought about`;
  return `step ${id} has no evidence: it needs a verify_* that is true`;
}

function finishPassed(progress: Progress, emit: Emit): Controlled {
  const current = progress.current;
  const last = progress.steps.at(-1);
  if (current && current.id === last?.id && !lacksEvidence(current, progress)) {
    const outcome = passed(progress);
    if (outcome.reason !== 'run.passed' && outcome.status !== 'failed')
      return { mistake: false, result: { ok: false, text: `refused: ${outcome.message}` } };
    emit({ type: 'step-end', stepId: current.id, summary: 'finished' });
    progress.next();
    return { mistake: false, result: { ok: true, text: 'the run is over' }, outcome };
  }
  const open = progress.steps.slice(progress.index, progress.index + 3).map(({ id, step }) => `${id} (${step.title})`);
  return { mistake: false, result: { ok: false, text: `refused: not done or not proved yet: ${open.join(', ')}` } };
}

function finishFailed(reason: string, progress: Progress): Controlled {
  return { mistake: false, result: { ok: true, text: 'the run is over' }, outcome: verdictOf(reason, progress) };
}

function refused(text: string): Controlled {
  return { mistake: true, result: { ok: false, text } };
}
