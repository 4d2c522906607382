/** A run as its journal tells it: what report, codegen and replay read. Also of a run that died: then `outcome` is absent. */
import type { Action, Box } from '../core/action.ts';
import type { AssistantMessage, Reply, Usage } from '../core/message.ts';
import type { Reason } from '../core/error.ts';
import type { Fault } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import { unroll, type Scenario, type StepInstance } from '../core/scenario.ts';
import type { Event, RunMode, StoredObservation, ToolResult } from './event.ts';

export interface Run {
  id: string;
  /** Absolute folder of the run: journal.jsonl, shots/, index.html, the spec. */
  dir: string;
  startedAt: string;
  scenario: Scenario;
  scenarioHash: string;
  model: string;
  browser: string;
  uitest: string;
  warnings: string[];
  /** 0 for the first try of its scenario. */
  attempt: number;
  turns: Turn[];
  /** In the order of the scenario, also those that were not reached. */
  steps: StepRecord[];
  values: Record<string, string>;
  faults: { turn: number; fault: Fault; allowed: boolean }[];
  drifts: { stepId: string; message: string; candidates: string[]; found?: string }[];
  /** Steps that are done another way now: their actions before and after, a line each. */
  heals: { stepId: string; how: 'fallback' | 'planner'; before: string[]; after: string[] }[];
  /** `place`: where on it that is what the run failed at. */
  finalScreenshot?: { id: string; width: number; height: number; place?: Box };
  outcome?: Outcome;
  mode: RunMode;
  durationMs: number;
  totals: Totals;
  proof?: Omit<Extract<Event, { type: 'spec-proved' }>, 'type'>;
}

export interface Turn {
  turn: number;
  stepId: string;
  replayed: boolean;
  observation?: StoredObservation;
  reply?: {
    planner: string;
    message: AssistantMessage;
    usage: Usage;
    usd?: number;
    durationMs: number;
    thinking?: boolean;
    notes: string[];
  };
  /** No reply came, for all that was spent on it. */
  failure?: Omit<Extract<Event, { type: 'model-failure' }>, 'type' | 'turn'>;
  /** Before the reply, or before the run ended without one. */
  retries: { reason: Reason; delayMs: number; message: string }[];
  calls: CallRecord[];
}

export interface CallRecord {
  /** The scenario step that was current when the call ran. */
  stepId: string;
  name: string;
  arguments: string;
  /** Absent: in doubt, the run died while the call was under way. */
  result?: ToolResult;
  durationMs: number;
}

export interface StepRecord {
  instance: StepInstance;
  status: 'done' | 'skipped' | 'open';
  summary?: string;
  /** Successful actions in order. */
  actions: Action[];
}

export interface Totals {
  turns: number;
  modelCalls: number;
  actions: number;
  usage: Usage;
  /** Absent when any call had no known price. */
  usd?: number;
  modelMs: number;
}

/** Folds the events of one journal into a `Run`. Pure. */
export function runOf(events: Event[], dir: string): Run {
  const start = events.find((event) => event.type === 'run-start');
  if (!start) throw new RangeError('a journal without run-start');
  const steps = new Map(
    unroll(start.scenario.steps).map((instance): [string, StepRecord] => [
      instance.id,
      { instance, status: 'open', actions: [] },
    ]),
  );
  const run: Run = {
    id: start.runId,
    dir,
    startedAt: start.startedAt,
    scenario: start.scenario,
    scenarioHash: start.scenarioHash,
    model: start.model,
    browser: start.browser,
    uitest: start.uitest,
    warnings: start.warnings,
    attempt: start.attempt ?? 0,
    turns: [],
    steps: [...steps.values()],
    values: {},
    faults: [],
    drifts: [],
    heals: [],
    mode: 'driven',
    durationMs: 0,
    totals: { turns: 0, modelCalls: 0, actions: 0, usage: { prompt: 0, cached: 0, completion: 0 }, usd: 0, modelMs: 0 },
  };
  for (const event of events) take(run, steps, event);
  return run;
}

function take(run: Run, steps: Map<string, StepRecord>, event: Event): void {
  const turn = run.turns.at(-1);
  switch (event.type) {
    case 'run-start':
      return;
    case 'turn-start': {
      const { turn: number, stepId, replayed, observation } = event;
      run.turns.push({
        turn: number,
        stepId,
        replayed,
        ...(observation ? { observation } : {}),
        retries: [],
        calls: [],
      });
      run.totals.turns++;
      return;
    }
    case 'model-reply': {
      const { type: _, turn: __, ...reply } = event;
      if (turn) turn.reply = reply;
      if (event.planner !== run.model || event.planner === 'builtin') return;
      addCost(run.totals, event);
      return;
    }
    case 'model-failure': {
      const { type: _, turn: __, ...failure } = event;
      if (turn) turn.failure = failure;
      addCost(run.totals, event);
      return;
    }
    case 'model-retry':
      turn?.retries.push({ reason: event.reason, delayMs: event.delayMs, message: event.message });
      return;
    case 'tool-call':
      turn?.calls.push({ stepId: event.stepId, name: event.name, arguments: event.arguments, durationMs: 0 });
      return;
    case 'tool-result': {
      const call = turn?.calls[event.index];
      if (!call) return;
      call.result = event.result;
      call.durationMs = event.durationMs;
      if (!event.result.ok || !event.result.action) return;
      steps.get(call.stepId)?.actions.push(event.result.action);
      run.totals.actions++;
      return;
    }
    case 'step-end': {
      const step = steps.get(event.stepId);
      if (!step) return;
      step.status = event.skipped ? 'skipped' : 'done';
      step.summary = event.summary;
      return;
    }
    case 'value-learned':
      run.values[event.name] = event.value;
      return;
    case 'fault-seen':
      run.faults.push({ turn: event.turn, fault: event.fault, allowed: event.allowed });
      return;
    case 'drift-found': {
      const { type: _, ...drift } = event;
      run.drifts.push(drift);
      return;
    }
    case 'step-healed': {
      const { type: _, actions, ...heal } = event;
      run.heals.push(heal);
      const step = steps.get(event.stepId);
      if (step && actions) step.actions = actions;
      return;
    }
    case 'screenshot-taken':
      run.finalScreenshot = { ...event.screenshot, ...(event.place ? { place: event.place } : {}) };
      return;
    case 'run-end':
      run.outcome = event.outcome;
      run.mode = event.mode;
      run.durationMs = event.durationMs;
      return;
    case 'spec-proved': {
      const { type: _, ...proof } = event;
      run.proof = proof;
      for (const { stepId, index } of proof.vacuous) {
        const action = steps.get(stepId)?.actions[index];
        if (action?.kind === 'verify') action.held = 'before';
      }
    }
  }
}

function addCost(totals: Totals, { usage, usd, durationMs }: Pick<Reply, 'usage' | 'usd' | 'durationMs'>): void {
  totals.modelCalls++;
  totals.modelMs += durationMs;
  totals.usage.prompt += usage.prompt;
  totals.usage.cached += usage.cached;
  totals.usage.completion += usage.completion;
  if (usd === undefined) delete totals.usd;
  else if (totals.usd !== undefined) totals.usd += usd;
}
