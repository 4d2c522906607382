/**
 * The steps of a run folded back into the scenario's own shape: a repeat whose rounds did the same (its loop variable aside)
 * becomes one round again, so that a spec can say `for` and a recording says it once.
 */
import type { Action, Target } from '../core/action.ts';
import type { ScenarioStep } from '../core/scenario.ts';
import { fill } from '../core/template.ts';
import type { Run, StepRecord } from './run.ts';

export type FoldedStep =
  | {
      kind: 'step';
      step: Exclude<ScenarioStep, { kind: 'repeat' }>;
      loop: Record<string, string>;
      /** Without the number of a round that stands for all: `3.1` in a folded repeat, `3[7].1` in one that is written out. */
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
    const round = commonRound(rounds, step.as);
    return round ? [{ kind: 'loop', step, round: round.map((each) => unnumbered(each, id)) }] : rounds.flat();
  });
}

/** Rounds to try as the common one: a value that stands in a text by chance can make one of them say too much. */
const TRIED = 3;

/** A round that, with the loop variable put in, is every round. */
function commonRound(rounds: readonly FoldedStep[][], as: string): FoldedStep[] | undefined {
  const done = rounds.map((round, index) => shape(round, as, index + 1));
  return rounds.slice(0, TRIED).find((round) => done.every((shaped, index) => shaped === shape(round, as, index + 1)));
}

/** A round of the repeat `id`, standing for every round. */
function unnumbered(folded: FoldedStep, id: string): FoldedStep {
  if (folded.kind === 'loop') return { ...folded, round: folded.round.map((each) => unnumbered(each, id)) };
  return { ...folded, id: id + folded.id.slice(id.length).replace(/^\[\d+\]/, '') };
}

function shape(round: readonly FoldedStep[], as: string, count: number): string {
  const plain = (folded: FoldedStep): unknown =>
    folded.kind === 'loop' ? folded.round.map(plain) : [folded.skipped, folded.actions];
  return fill(JSON.stringify(round.map(plain)), { [as]: String(count) });
}

/** An action without what belongs to the moment only: boxes, names read off the page, what a verify found. */
export function lasting(action: Action): Action {
  const kept: Action = { ...action };
  if ('target' in kept && kept.target) kept.target = lastingTarget(kept.target);
  if (kept.kind === 'drag') {
    kept.from = lastingTarget(kept.from);
    kept.to = lastingTarget(kept.to);
  }
  if (kept.kind === 'select' && kept.clicks) kept.clicks = kept.clicks.map(lastingTarget);
  if (kept.kind === 'wait' && 'target' in kept.for) kept.for = { target: lastingTarget(kept.for.target) };
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
