/** Which runs go. Pure: nothing is looked at or deleted here. */

export interface PrunableRun {
  /** Absolute folder. */
  dir: string;
  startedAt: string;
  /** Absolute path of the scenario, and whether it is still there. */
  file: string;
  scenarioExists: boolean;
  passed: boolean;
  verified: boolean;
  /** It may be going on. */
  going: boolean;
}

export interface PrunePlan<Run> {
  remove: Run[];
  /** Older than what is to be kept, and yet kept. */
  spared: { run: Run; why: string }[];
  kept: number;
}

/** `keep`: how many of the newest stay, of all runs or, with `perScenario`, of each scenario. */
export function planPrune<Run extends PrunableRun>(
  runs: readonly Run[],
  keep: number,
  perScenario: boolean,
): PrunePlan<Run> {
  const newestFirst = [...runs].sort((a, b) => b.startedAt.localeCompare(a.startedAt) || b.dir.localeCompare(a.dir));
  const exported = exportedOf(newestFirst);
  const counts = new Map<string, number>();
  const plan: PrunePlan<Run> = { remove: [], spared: [], kept: 0 };
  for (const run of newestFirst) {
    const group = perScenario ? run.file : '';
    const at = counts.get(group) ?? 0;
    counts.set(group, at + 1);
    const why = run.going
      ? 'it may be going on'
      : exported.has(run)
        ? 'of the runs of its scenario `uitest export` takes this one'
        : undefined;
    if (at >= keep && why === undefined) {
      plan.remove.push(run);
      continue;
    }
    plan.kept++;
    if (at >= keep && why !== undefined) plan.spared.push({ run, why });
  }
  return plan;
}

/** As `exportSources.ts` chooses: the newest verified run of a scenario, else its newest passed one. */
function exportedOf<Run extends PrunableRun>(newestFirst: readonly Run[]): Set<Run> {
  const chosen = new Map<string, Run>();
  for (const run of newestFirst) {
    if (!run.passed || !run.scenarioExists) continue;
    const known = chosen.get(run.file);
    if (!known || (run.verified && !known.verified)) chosen.set(run.file, run);
  }
  return new Set(chosen.values());
}
