/** `step_done` and `finish`: what steers the run. A pass needs evidence. */
import type { ToolCall } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import type { Emit } from '../journal/event.ts';
import { finish, stepDone } from '../tools/control.ts';
import { inputOf, type Answer } from './call.ts';
import type { Progress } from './progress.ts';
import { passed, verdictOf } from './verdict.ts';

interface ControlContext {
  progress: Progress;
  emit: Emit;
  /** Rules planned the step: they have no second idea. */
  byRules: boolean;
}

export function isControl(name: string): boolean {
  return name === stepDone.name || name === finish.name;
}

export function control(call: ToolCall, context: ControlContext): Answer {
  const parsed = inputOf(call);
  if ('error' in parsed) return mistake(parsed.error);
  if (call.name === stepDone.name) {
    const input = stepDone.input.safeParse(parsed.input);
    if (!input.success) return mistake('step_done: expected { step: id of the step, summary }');
    return closeStep(input.data, context);
  }
  const input = finish.input.safeParse(parsed.input);
  if (!input.success) return mistake('finish: expected { verdict: passed | failed, reason }');
  const { verdict, reason } = input.data;
  return verdict === 'passed' ? finishPassed(context) : over(verdictOf(reason, context.progress, context.byRules));
}

function closeStep(
  { step, summary, skipped }: { step: string; summary: string; skipped: boolean },
  { progress, emit, byRules }: ControlContext,
): Answer {
  const { current } = progress;
  if (!current) return mistake('step_done: every step is done; call finish');
  if (step !== current.id)
    return mistake(`step_done: the current step is ${current.id}, not ${JSON.stringify(step.slice(0, 40))}`);
  if (skipped && !current.step.optional)
    return mistake(`step_done: step ${current.id} is not optional: it cannot be skipped`);
  const lacking = skipped ? undefined : lackingEvidence(current, progress);
  // An expectation that rules could only prove vacuously is the scenario's to mend.
  if (lacking !== undefined && byRules)
    return { ...refused(lacking), outcome: { status: 'errored', reason: 'scenario.no_evidence', message: lacking } };
  if (lacking !== undefined) return onOpinionAlone(current, progress) ?? refused(lacking);
  emit({ type: 'step-end', stepId: current.id, summary, ...(skipped ? { skipped } : {}) });
  progress.next();
  const next = progress.current;
  if (!next) return over(passed(progress), 'every step is done');
  const text = `step ${current.id} is done; next is step ${next.id}: ${next.step.title}`;
  return { mistake: false, result: { ok: true, text } };
}

/** Refused once, for there may be something to verify; the second time the scenario is asked to say whether it is enough. */
function onOpinionAlone({ id, step }: StepInstance, progress: Progress): Answer | undefined {
  if (!progress.opinionOf(id) || progress.lastFalse) return undefined;
  if (!progress.insisted.has(id)) {
    progress.insisted.add(id);
    return undefined;
  }
  return over({
    status: 'errored',
    reason: 'scenario.no_evidence',
    message: `${step.title}: only the opinion of the model speaks for it. Say what can be verified, or \`opinion: accept\` in the scenario`,
    stepId: id,
    location: step.location,
  });
}

/** Why a step cannot be closed yet: undefined for one that expects nothing. */
function lackingEvidence({ id, step }: StepInstance, progress: Progress): string | undefined {
  if (step.kind !== 'expect' && step.kind !== 'expect-typed' && step.kind !== 'goal') return undefined;
  if (progress.evidenceFor(id) > 0) return undefined;
  const opinion = progress.opinionOf(id);
  if (opinion && progress.scenario.opinion === 'accept' && !progress.lastFalse) return undefined;
  if (opinion && !progress.lastFalse)
    return `step ${id} rests on an opinion alone: verify_* something that shows it; only \`opinion: accept\` in the scenario lets an opinion pass`;
  const vacuous = progress.vacuousIn(id);
  if (vacuous === undefined) return `step ${id} has no evidence: it needs a verify_* that is true`;
  return `step ${id} has no evidence: ${vacuous} was true before the actions that it is to prove; verify what they brought about`;
}

/** Ends the run only from its last step; a claim that our own check has disproved is refused once and then settled by the check. */
function finishPassed({ progress, emit }: ControlContext): Answer {
  const { current, lastFalse, steps, index } = progress;
  const lacking = current && lackingEvidence(current, progress);
  if (lacking !== undefined && lastFalse) {
    const { expected, found } = lastFalse;
    const message = `called passed, although expected ${expected}, found ${found}`;
    if (lastFalse.denied) return over(verdictOf(message, progress, false));
    lastFalse.denied = true;
  }
  const alone = current && lacking !== undefined ? onOpinionAlone(current, progress) : undefined;
  if (alone) return alone;
  if (!current || index < steps.length - 1 || lacking !== undefined) {
    const open = steps.slice(index, index + 3).map(({ id, step }) => `${id} (${step.title})`);
    return refused(`refused: ${lacking ?? 'not done yet'}; open: ${open.join(', ')}`);
  }
  const outcome = passed(progress);
  if (outcome.reason === 'scenario.no_evidence') return refused(`refused: ${outcome.message}`);
  emit({ type: 'step-end', stepId: current.id, summary: 'finished' });
  progress.next();
  return over(outcome);
}

function over(outcome: Outcome, text = 'the run is over'): Answer {
  return { mistake: false, result: { ok: true, text }, outcome };
}

function refused(text: string): Answer {
  return { mistake: false, result: { ok: false, text } };
}

function mistake(text: string): Answer {
  return { mistake: true, result: { ok: false, text } };
}
