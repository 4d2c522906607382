/** Goes through the scenario's steps: what is recorded is replayed, the rest is driven, what drifted is redone by the planner. */
import { EXPECT_TIMEOUT_MS } from '../browser/expectation.ts';
import type { Session } from '../browser/session.ts';
import type { Model } from '../core/message.ts';
import type { Observation, Screenshot } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { StepInstance } from '../core/scenario.ts';
import { Drive, type DriveOptions } from '../driver/drive.ts';
import { takeFaults } from '../driver/faults.ts';
import type { Progress } from '../driver/progress.ts';
import { passed } from '../driver/verdict.ts';
import type { Emit, RunMode, StoredObservation } from '../journal/event.ts';
import { Lookup, type Recording } from '../replay/recording.ts';
import { hintsFor, holdTo, redoHints, Redone, type Drift } from '../replay/heal.ts';
import { replayStep } from '../replay/replayStep.ts';
import type { Toolbox } from '../tools/toolbox.ts';

export interface ConductOptions {
  runId: string;
  session: Session;
  progress: Progress;
  model: Model;
  rules: Model;
  /** Our tools and the scenario's. */
  toolbox: Toolbox;
  recording: Recording | undefined;
  /** No model call is allowed: what is not recorded, or drifted, fails. */
  frozen: boolean;
  emit: Emit;
  keep(screenshot: Screenshot): { id: string; width: number; height: number };
  setMode(mode: RunMode): void;
  signal: AbortSignal;
  watch?: DriveOptions['watch'];
  /** One step that is driven although it is recorded: the spec of an earlier run failed there, with these words. */
  redo?: { stepId: string; hint: string } | undefined;
  /** How long a replay waits for what was recorded. */
  timeoutMs?: number;
}

export async function conduct(options: ConductOptions): Promise<Outcome> {
  const { session, progress, toolbox, recording, frozen, setMode, signal, keep } = options;
  const { timeoutMs = EXPECT_TIMEOUT_MS, redo } = options;
  const lookup = new Lookup(recording, progress.scenario);
  let redone: Redone | undefined;
  let healed = false;
  let driven = false;
  const tellMode = () => setMode(healed ? 'healed' : driven ? 'driven' : 'replayed');
  const emit: Emit = (event) => {
    options.emit(event);
    redone?.hear(event);
    if (event.type !== 'step-healed') return;
    healed = true;
    tellMode();
  };
  const drive = new Drive({ ...options, emit, keep: (observation) => stored(observation, keep) });
  // Before the first step nothing was replayed that could have led elsewhere.
  let unbroken = false;
  while (!progress.complete) {
    const instance = progress.current;
    const recorded = instance && lookup.find(instance);
    if (!instance || !recorded) {
      if (frozen) return notRecorded(progress);
      driven = true;
      tellMode();
      // Once the wording differs from the recording, everything that follows is driven.
      const outcome = await drive.run();
      if (outcome) return outcome;
      continue;
    }
    if (redo?.stepId === instance.id && !frozen) {
      driven = true;
      tellMode();
      unbroken = false;
      if (!isTyped(instance)) for (const hint of redoHints(recorded.actions, redo.hint)) progress.tell(hint);
      const outcome = await drive.run(progress.index + 1);
      if (outcome) return outcome;
      continue;
    }
    tellMode();
    const context = { session, progress, toolbox, emit, signal, timeoutMs };
    const turn = drive.nextTurn();
    const result = await replayStep(instance, recorded, { ...context, turn, frozen, unbroken });
    takeFaults({ session, progress, emit }, turn);
    if (result.status === 'over') return result.outcome;
    unbroken = result.status === 'done';
    if (result.status === 'done') continue;
    const at = { stepId: instance.id, location: instance.step.location };
    const faulty = byFault(progress, result.message);
    if (faulty) return { ...faulty, ...at };
    const { message, candidates } = result;
    emit({ type: 'drift-found', stepId: instance.id, message, candidates });
    if (frozen) return { ...drifted(result), ...at };
    healed = true;
    tellMode();
    // Rules read no hints, and whoever is asked next has another step.
    if (!isTyped(instance)) for (const hint of hintsFor(recorded.actions, result)) progress.tell(hint);
    redone = new Redone(instance.id);
    const outcome = await drive.run(progress.index + 1);
    if (outcome && outcome.status !== 'passed') return outcome;
    const regressed = redone.skipped
      ? undefined
      : await holdTo(recorded.actions, result, redone, instance, {
          ...context,
          nextTurn: () => drive.nextTurn(),
          isTaken: () => false,
        });
    redone = undefined;
    if (regressed) return regressed;
    if (outcome) return passed(progress);
  }
  return passed(progress);
}

function isTyped({ step: { kind } }: StepInstance): boolean {
  return kind === 'typed' || kind === 'expect-typed';
}

/** Where the application itself had a fault, what is missing on its page is no drift. */
function byFault({ faults: [fault] }: Progress, message: string): Outcome | undefined {
  if (!fault) return undefined;
  return {
    status: 'failed',
    reason: fault.type === 'http-5xx' ? 'app.server_error' : 'app.page_error',
    message: `the application had a fault (${fault.type}: ${fault.text}), and then ${message}`,
    expected: `no ${fault.type}`,
    found: fault.text,
  };
}

function drifted({ message, candidates }: Drift): Outcome {
  const near = candidates.length === 0 ? '' : `; nearest on the page: ${candidates.join('; ')}`;
  return {
    status: 'failed',
    reason: 'app.drift',
    message: `the page drifted from the recording: ${message}${near}`,
  };
}

function notRecorded({ current }: Progress): Outcome {
  const at = current ? { stepId: current.id, location: current.step.location } : {};
  return {
    status: 'failed',
    reason: 'app.drift',
    message: `step ${current?.id ?? ''} is not recorded as it is worded now, and --frozen allows no planner: run without --frozen to record it`,
    ...at,
  };
}

function stored({ screenshot, ...rest }: Observation, keep: ConductOptions['keep']): StoredObservation {
  return { ...rest, ...(screenshot ? { screenshot: keep(screenshot) } : {}) };
}
