/** One run in a few plain fields: what the index, the terminal's closing block and `results.json` have in common. */
import type { Reason } from '../core/error.ts';
import type { Usage } from '../core/message.ts';
import type { Outcome, OutcomeStatus } from '../core/outcome.ts';
import type { Location } from '../core/scenario.ts';
import type { RunMode } from '../journal/event.ts';
import type { Run, StepRecord } from '../journal/run.ts';
import { clean } from '../core/clean.ts';
import { stepTitle } from './stepTitle.ts';
import { unprovenSteps } from './evidence.ts';

/** `unproved`: nobody tried. */
export type SpecState = 'verified' | 'unverified' | 'unproved';

export interface RunSummary {
  id: string;
  startedAt: string;
  scenario: string;
  /** Absolute path of the YAML file. */
  file: string;
  /** `unfinished`: the journal has no outcome, the run died. */
  status: OutcomeStatus | 'unfinished';
  reason?: Reason;
  message: string;
  /** The same without what was expected and found, where that is told beside it. */
  sentence: string;
  expected?: string;
  found?: string;
  /** Where in the scenario it ended, when that was not its end. */
  stepId?: string;
  stepTitle?: string;
  location?: Location;
  mode: RunMode;
  model: string;
  turns: number;
  modelCalls: number;
  actions: number;
  stepsDone: number;
  steps: number;
  tokens: Usage;
  /** Absent when the price is unknown. */
  usd?: number;
  durationMs: number;
  modelMs: number;
  spec: SpecState;
  /** Why the spec is unverified: its line, and what Playwright said; or the expectations that it does not prove. */
  specMessage?: string;
}

export function summaryOf(run: Run): RunSummary {
  const { outcome, totals } = run;
  const step = endingStep(run);
  const location = outcome?.location ?? step?.instance.step.location;
  return {
    id: run.id,
    startedAt: run.startedAt,
    scenario: run.scenario.name,
    file: run.scenario.file,
    status: outcome?.status ?? 'unfinished',
    ...(outcome ? { reason: outcome.reason } : {}),
    message: outcome?.message ?? diedMessage(run),
    sentence: outcome ? sentenceOf(outcome) : diedMessage(run),
    ...(outcome?.expected === undefined ? {} : { expected: outcome.expected }),
    ...(outcome?.found === undefined ? {} : { found: outcome.found }),
    ...(step ? { stepId: step.instance.id, stepTitle: stepTitle(run, step.instance) } : {}),
    ...(location && outcome?.status !== 'passed' ? { location } : {}),
    mode: run.mode,
    model: run.model,
    turns: totals.turns,
    modelCalls: totals.modelCalls,
    actions: totals.actions,
    stepsDone: run.steps.filter(({ status }) => status !== 'open').length,
    steps: run.steps.length,
    tokens: totals.usage,
    ...(totals.usd === undefined ? {} : { usd: totals.usd }),
    durationMs: run.durationMs,
    modelMs: totals.modelMs,
    spec: specStateOf(run),
    ...whyUnverified(run),
  };
}

/** `expect text "1 item": expected …, found …` says nothing that the two lines under it do not say better. */
function sentenceOf({ message, expected, found }: Outcome): string {
  const tail = `expected ${expected ?? ''}, found ${found ?? ''}`;
  const head =
    expected !== undefined && message.endsWith(tail) ? message.slice(0, -tail.length).replace(/[:\s]+$/, '') : '';
  return head === '' ? message : `Not as expected: ${head}`;
}

/** The step at which a run that did not pass came to its end. */
export function endingStep({ outcome, turns, steps }: Run): StepRecord | undefined {
  if (outcome?.status === 'passed') return undefined;
  const last = turns.at(-1);
  const id = outcome?.stepId ?? last?.calls.at(-1)?.stepId ?? last?.stepId;
  return steps.find(({ instance }) => instance.id === id);
}

function whyUnverified(run: Run): { specMessage?: string } {
  if (run.proof?.message !== undefined) return { specMessage: run.proof.message };
  if (specStateOf(run) !== 'unverified') return {};
  const lines = unprovenSteps(run).map(({ instance: { id, step } }) => {
    const { file, line, column } = step.location;
    return `${file}:${line}:${column}: step ${id}: what it expects held already before the steps that it is to prove; write \`still:\` if that is meant`;
  });
  return lines.length === 0 ? {} : { specMessage: lines.join('\n') };
}

/** Verified: it passed each time, and no expectation rests on what held already before its actions. */
export function specStateOf(run: Run): SpecState {
  const { proof } = run;
  if (!proof || proof.runs === 0) return 'unproved';
  return proof.passed === proof.runs && unprovenSteps(run).length === 0 ? 'verified' : 'unverified';
}

function diedMessage({ turns }: Run): string {
  const last = turns.at(-1);
  if (!last) return 'This run ended without an outcome (it died before its first turn).';
  const call = last.calls.at(-1);
  const doubt =
    call && !call.result ? ` The call ${clean(call.name, 60)} was under way: whether it happened is in doubt.` : '';
  return `This run ended without an outcome (it died at turn ${last.turn}).${doubt}`;
}
