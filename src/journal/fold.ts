/**
 * The steps of a run folded back into the scenario's own shape: a repeat whose rounds did the same (its loop variable aside)
 * becomes one round again, so that a spec can say `for` and a recording says it once.
 */
import type { Action, Target } from '../core/action.ts';
import type { ScenarioStep } from '../core/scenario.ts';
import type { Run, StepRecord } from './run.ts';

export type FoldedStep =
  | {
      kind: 'step';
      step: Exclude<ScenarioStep, { kind: 'repeat' }>;
      loop: Record<string, string>;
      id: string;
      skipped: boolean;
      actions: Action[];
    }
  | { kind: 'loop'; step: Extract<ScenarioStep, { kind: 'repeat' }>; round: FoldedStep[] };

/** Only steps that were carried out; those that the run did not reach are left out. */
export function foldSteps(run: Run): FoldedStep[] {
  const records = new Map(run.steps.map((record) => [record.instance.id, record]));
  return fold(run.scenario.steps, '', records);
}

function fold(steps: readonly ScenarioStep[], prefix: string, records: Map<string, StepRecord>): FoldedStep[] {
  return steps.flatMap((step): FoldedStep[] => {
    const id = prefix + (step.id.split('.').at(-1) ?? step.id);
    if (step.kind !== 'repeat') {
      const record = records.get(id);
      if (!record || (record.status === 'open' && record.actions.length === 0)) return [];
      const { instance, status, actions } = record;
      return [
        { kind: 'step', step, loop: instance.loop, id, skipped: status === 'skipped', actions: actions.map(lasting) },
      ];
    }
    const rounds = Array.from({ length: step.times }, (_, index) => fold(step.steps, `${id}[${index + 1}].`, records));
    const first = rounds[0];
    const alike = first && rounds.every((round) => shape(round) === shape(first));
    return alike ? [{ kind: 'loop', step, round: first }] : rounds.flat();
  });
}

function shape(round: readonly FoldedStep[]): string {
  return JSON.stringify(
    round.map((folded) => (folded.kind === 'loop' ? shape(folded.round) : [folded.skipped, folded.actions])),
  );
}

/** An action without what belongs to the moment only: boxes, names read off the page, what a verify found. */
export function lasting(action: Action): Action {
  const kept: Action = { ...action };
  if ('target' in kept && kept.target) kept.target = lastingTarget(kept.target);
  if (kept.kind === 'drag') {
    kept.from = lastingTarget(kept.from);
    kept.to = lastingTarget(kept.to);
  }
  if (kept.kind === 'verify') kept.found = '';
  if (kept.kind === 'extract') kept.value = '';
  return kept;
}

function lastingTarget({ locator, anchor, fragile }: Target): Target {
  return {
    ...(locator === undefined ? {} : { locator }),
    ...(anchor ? { anchor } : {}),
    ...(fragile ? { fragile } : {}),
  };
}
