/**
 * The steps of a run folded back into the scenario's own shape: a repeat whose rounds did the same (its loop variable aside)
 * becomes one round again, so that a spec can say `for` and a recording says it once.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Action, Target } from '../core/action.ts';
import type { ScenarioStep } from '../core/scenario.ts';
import { mapTargets, targetsOf } from '../core/targets.ts';
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
    const common = commonRound(rounds, step.as);
    if (!common) return rounds.flat();
    const round = common.map((each, at) =>
      agreed(
        each,
        rounds.map((round) => round[at]),
        step.as,
      ),
    );
    return [{ kind: 'loop', step, round: round.map((each) => unnumbered(each, id)) }];
  });
}

/** Rounds to try as the common one: a value that stands in a text by chance can make one of them say too much. */
const TRIED = 3;

/** A round that, with the loop variable put in, is every round. */
function commonRound(rounds: readonly FoldedStep[][], as: string): FoldedStep[] | undefined {
  const done = rounds.map((round, index) => shape(round, as, index + 1));
  return rounds.slice(0, TRIED).find((round) => done.every((shaped, index) => shaped === shape(round, as, index + 1)));
}

/** What one round knows beside what it did (where it was, other locators) is kept where it was so in every round. */
function agreed(folded: FoldedStep, others: readonly (FoldedStep | undefined)[], as: string): FoldedStep {
  if (folded.kind === 'loop')
    return {
      ...folded,
      round: folded.round.map((each, at) =>
        agreed(
          each,
          others.map((other) => (other?.kind === 'loop' ? other.round[at] : undefined)),
          as,
        ),
      ),
    };
  const rounds = others.map((other) => (other?.kind === 'step' ? other.actions : []));
  const actions = folded.actions.map((action, at): Action => {
    const same = (part: (each: Action) => unknown) =>
      rounds.every((round, index) => {
        const other = round[at];
        const filled = (data: unknown) => fill(JSON.stringify(data) ?? '', { [as]: String(index + 1) });
        return other !== undefined && isDeepStrictEqual(filled(part(action)), filled(part(other)));
      });
    const { on, leads, ...rest } = same(targetsOf) ? action : withoutFallbacks(action);
    return {
      ...rest,
      ...(on && same((each) => each.on) ? { on } : {}),
      ...(leads && same((each) => each.leads) ? { leads } : {}),
    };
  });
  return { ...folded, actions };
}

/** A round of the repeat `id`, standing for every round. */
function unnumbered(folded: FoldedStep, id: string): FoldedStep {
  if (folded.kind === 'loop') return { ...folded, round: folded.round.map((each) => unnumbered(each, id)) };
  return { ...folded, id: id + folded.id.slice(id.length).replace(/^\[\d+\]/, '') };
}

function shape(round: readonly FoldedStep[], as: string, count: number): string {
  const plain = (folded: FoldedStep): unknown =>
    folded.kind === 'loop' ? folded.round.map(plain) : [folded.skipped, folded.actions.map(bare)];
  return fill(JSON.stringify(round.map(plain)), { [as]: String(count) });
}

/** An action without what belongs to the moment only: boxes, names read off the page, what a verify found. */
export function lasting(action: Action): Action {
  const kept = mapTargets(action, lastingTarget);
  if (kept.kind === 'verify') kept.found = '';
  if (kept.kind === 'extract') kept.value = '';
  return kept;
}

function lastingTarget({ locator, anchor, fragile, role, fallbacks }: Target): Target {
  return {
    ...(locator === undefined ? {} : { locator }),
    ...(anchor ? { anchor } : {}),
    ...(fragile ? { fragile } : {}),
    ...(fallbacks ? { ...(role === undefined ? {} : { role }), fallbacks } : {}),
  };
}

/** Only what was done, and to what: rounds of a repeat are alike when this is. */
function bare(action: Action): Action {
  const { on: _, leads: __, ...rest } = withoutFallbacks(action);
  return rest;
}

function withoutFallbacks(action: Action): Action {
  return mapTargets(action, (target) => {
    const { fallbacks: _, role: __, ...rest } = target;
    return rest;
  });
}
