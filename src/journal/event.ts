/** Everything that a run writes down, one `noun-verb` fact an event. Report, spec and recording are read from these alone. */
import type { Action, Box, Target } from '../core/action.ts';
import type { AssistantMessage, Usage } from '../core/message.ts';
import type { Reason } from '../core/error.ts';
import type { Fault, Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Scenario } from '../core/scenario.ts';

export const JOURNAL_VERSION = 1;

/** What a tool call came to. `text` is what the model is told. */
export interface ToolResult {
  ok: boolean;
  text: string;
  action?: Action;
  /** The call was answered without being carried out: the page had changed under it. */
  notRun?: boolean;
  /** A verify that was evaluated and false. */
  expected?: string;
  found?: string;
  /** Of what it was false; absent where that is the page. */
  target?: Target;
  /** Locator code of what reads most like a text that was not there. */
  near?: string;
  /** Element list lines that `find` found. */
  elements?: string;
}

/** An observation without the bytes of its picture, which lie in `shots/<id>.jpg`. */
export type StoredObservation = Omit<Observation, 'screenshot'> & {
  screenshot?: { id: string; width: number; height: number };
};

export type RunMode = 'driven' | 'replayed' | 'healed';

export type Event =
  | {
      type: 'run-start';
      version: number;
      runId: string;
      startedAt: string;
      scenario: Scenario;
      /** SHA-256 of the scenario's structure and wording. */
      scenarioHash: string;
      model: string;
      browser: string;
      uitest: string;
      /** Things a reader of the report should know: no sandbox as root, a model without a price. */
      warnings: string[];
      /** 0 for the first try, more where `--retries` asked for others; absent in older journals. */
      attempt?: number;
    }
  | { type: 'turn-start'; turn: number; stepId: string; replayed: boolean; observation?: StoredObservation }
  | {
      type: 'model-reply';
      turn: number;
      /** Who planned: the model's name, or `builtin` for typed steps. */
      planner: string;
      message: AssistantMessage;
      usage: Usage;
      usd?: number;
      durationMs: number;
      /** Whether the model was asked to think first; absent where nobody can tell. */
      thinking?: boolean;
      notes: string[];
    }
  /** The host did not answer well: the same request is sent again after the delay. Written down before the wait. */
  | { type: 'model-retry'; turn: number; reason: Reason; delayMs: number; message: string }
  /** No reply came, after all that was spent on it. */
  | {
      type: 'model-failure';
      turn: number;
      planner: string;
      reason: Reason;
      usage: Usage;
      usd?: number;
      durationMs: number;
      notes: string[];
    }
  | { type: 'tool-call'; turn: number; index: number; stepId: string; name: string; arguments: string }
  | { type: 'tool-result'; turn: number; index: number; result: ToolResult; durationMs: number }
  | { type: 'step-end'; stepId: string; summary: string; skipped?: boolean }
  | { type: 'value-learned'; name: string; value: string }
  | { type: 'fault-seen'; turn: number; fault: Fault; allowed: boolean }
  /** `found`: another locator of the element, by which the replay went on. */
  | { type: 'drift-found'; stepId: string; message: string; candidates: string[]; found?: string }
  /**
   * The step came to its end another way than it was recorded, its assertions as they were. `before`, `after`: its actions, a line
   * each. `actions`: what they are from now on, where a planner redid it.
   */
  | {
      type: 'step-healed';
      stepId: string;
      how: 'fallback' | 'planner';
      before: string[];
      after: string[];
      actions?: Action[];
    }
  | {
      type: 'screenshot-taken';
      turn: number;
      why: 'end' | 'failure';
      screenshot: { id: string; width: number; height: number };
      /** Where on it that is what the run failed at. */
      place?: Box;
    }
  | { type: 'run-end'; outcome: Outcome; mode: RunMode; durationMs: number }
  | {
      type: 'spec-proved';
      file: string;
      runs: number;
      passed: number;
      message?: string;
      /** Of the spec, where it failed. */
      line?: number;
      vacuous: { stepId: string; index: number }[];
    };

/** How an event reaches its listeners; returns when the journal has it on disk. */
export type Emit = (event: Event) => void;
