/** Builds the events of a run by hand, in the order in which a driver emits them. */
import type { Action } from '../../src/core/action.ts';
import type { Outcome } from '../../src/core/outcome.ts';
import type { Fault } from '../../src/core/observation.ts';
import type { Scenario, ScenarioStep } from '../../src/core/scenario.ts';
import {
  JOURNAL_VERSION,
  type Event,
  type RunMode,
  type StoredObservation,
  type ToolResult,
} from '../../src/journal/event.ts';
import { runOf, type Run } from '../../src/journal/run.ts';

export const FILE = '/project/scenarios/lamp.yaml';

export function scenario(steps: ScenarioStep[], over: Partial<Scenario> = {}): Scenario {
  return {
    name: 'Buy the cheapest lamp',
    file: FILE,
    url: 'http://127.0.0.1:4173/',
    secrets: {},
    vars: {},
    origins: ['http://127.0.0.1:4173'],
    limits: { turns: 60, minutes: 10, tokens: 500_000, usd: 1, repeats: 8, mistakes: 5 },
    steps,
    allow: [],
    use: { browser: 'chromium', viewport: { width: 1280, height: 720 } },
    files: {},
    headers: {},
    before: [],
    after: [],
    verify: 1,
    ...over,
  };
}

const at = (id: string) => ({
  id,
  location: { file: FILE, line: 6 + Number.parseInt(id, 10), column: 5 },
  optional: false,
});

export function prose(id: string, text: string): ScenarioStep {
  return { ...at(id), kind: 'prose', text, title: text };
}

export function expectation(id: string, text: string, still = false): ScenarioStep {
  return { ...at(id), kind: 'expect', still, text, title: text };
}

export interface Said {
  text?: string;
  reasoning?: string;
  model?: string;
  usd?: number | null;
  notes?: string[];
}

export class Story {
  readonly events: Event[] = [];
  private turnNumber = 0;
  private callIndex = 0;
  private stepId = '1';

  constructor(
    steps: ScenarioStep[],
    over: {
      scenario?: Partial<Scenario>;
      model?: string;
      warnings?: string[];
      id?: string;
      startedAt?: string;
      attempt?: number;
    } = {},
  ) {
    this.events.push({
      type: 'run-start',
      version: JOURNAL_VERSION,
      runId: over.id ?? '2026-03-02T09-14-07-lamp',
      startedAt: over.startedAt ?? '2026-03-02T09:14:07.000Z',
      scenario: scenario(steps, over.scenario),
      scenarioHash: 'a'.repeat(64),
      model: over.model ?? 'builtin',
      browser: 'chromium 140.0',
      uitest: '0.1.0',
      warnings: over.warnings ?? [],
      attempt: over.attempt ?? 0,
    });
  }

  turn(stepId: string, observation?: StoredObservation, replayed = false): this {
    this.turnNumber++;
    this.callIndex = 0;
    this.stepId = stepId;
    this.events.push({
      type: 'turn-start',
      turn: this.turnNumber,
      stepId,
      replayed,
      ...(observation ? { observation } : {}),
    });
    return this;
  }

  reply({ text = '', reasoning = '', model = 'builtin', usd = null, notes = [] }: Said = {}): this {
    const asked = model !== 'builtin';
    this.events.push({
      type: 'model-reply',
      turn: this.turnNumber,
      planner: model,
      message: { role: 'assistant', text, reasoning, calls: [] },
      usage: asked
        ? { prompt: 4210 + 380 * this.turnNumber, cached: 3584, completion: 96 + text.length }
        : { prompt: 0, cached: 0, completion: 0 },
      ...(usd === null ? {} : { usd }),
      durationMs: asked ? 2140 + 90 * this.turnNumber : 0,
      notes,
    });
    return this;
  }

  call(name: string, input: unknown, result?: Partial<ToolResult>, over: { stepId?: string; ms?: number } = {}): this {
    const index = this.callIndex++;
    const stepId = over.stepId ?? this.stepId;
    const turn = this.turnNumber;
    this.events.push({
      type: 'tool-call',
      turn,
      index,
      stepId,
      name,
      arguments: typeof input === 'string' ? input : JSON.stringify(input),
    });
    if (result)
      this.events.push({
        type: 'tool-result',
        turn,
        index,
        result: { ok: true, text: 'done', ...result },
        durationMs: over.ms ?? 38,
      });
    return this;
  }

  act(name: string, input: unknown, action: Action, over: { stepId?: string; ms?: number } = {}): this {
    return this.call(name, input, { ok: true, text: 'done', action }, over);
  }

  done(stepId: string, summary = '', skipped = false): this {
    this.events.push({ type: 'step-end', stepId, summary, ...(skipped ? { skipped } : {}) });
    return this;
  }

  fault(fault: Fault, allowed = false): this {
    this.events.push({ type: 'fault-seen', turn: this.turnNumber, fault, allowed });
    return this;
  }

  emit(event: Event): this {
    this.events.push(event);
    return this;
  }

  end(outcome: Outcome, mode: RunMode = 'driven', durationMs = 8420): this {
    this.events.push({ type: 'run-end', outcome, mode, durationMs });
    return this;
  }

  run(dir = '/project/reports/run'): Run {
    return runOf(this.events, dir);
  }
}

export const PASSED: Outcome = {
  status: 'passed',
  reason: 'run.passed',
  message: 'Everything that was expected held.',
};
