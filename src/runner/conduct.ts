/** Goes through the scenario's steps: what is recorded is replayed, the rest is driven, what drifted is redone by the planner. */
import type { Session } from '../browser/session.ts';
import type { Model } from '../core/message.ts';
import type { Observation, Screenshot } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import { Drive, type DriveOptions } from '../driver/drive.ts';
import { takeFaults } from '../driver/faults.ts';
import type { Progress } from '../driver/progress.ts';
import { passed } from '../driver/verdict.ts';
import type { Emit, RunMode, StoredObservation } from '../journal/event.ts';
import { Lookup, type Recording } from '../replay/recording.ts';
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
}

export async function conduct(options: ConductOptions): Promise<Outcome> {
  const { session, progress, toolbox, recording, frozen, emit, setMode, signal, keep } = options;
  const lookup = new Lookup(recording, progress.scenario);
  const drive = new Drive({ ...options, keep: (observation) => stored(observation, keep) });
  let replayed = 0;
  let healed = false;
  while (!progress.complete) {
    const instance = progress.current;
    const recorded = instance && lookup.find(instance);
    if (!instance || !recorded) {
      if (frozen) return notRecorded(progress);
      setMode(healed ? 'healed' : 'driven');
      // Once the wording differs from the recording, everything that follows is driven.
      const outcome = await drive.run();
      if (outcome) return outcome;
      continue;
    }
    if (replayed++ === 0) setMode('replayed');
    const turn = drive.nextTurn();
    const result = await replayStep(instance, recorded, { session, progress, toolbox, emit, turn, signal });
    takeFaults({ session, progress, emit }, turn);
    if (result.status === 'over') return result.outcome;
    if (result.status === 'done') continue;
    emit({ type: 'drift-found', stepId: instance.id, message: result.message, candidates: [] });
    const at = { stepId: instance.id, location: instance.step.location };
    if (frozen)
      return {
        status: 'failed',
        reason: 'app.drift',
        message: `the page drifted from the recording: ${result.message}`,
        ...at,
      };
    healed = true;
    setMode('healed');
    const outcome = await drive.run(progress.index + 1);
    if (outcome) return outcome;
  }
  return passed(progress);
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
