/** What the runs of each scenario say together: how it goes, how it went, what it costs. */
import { kindOf, type IndexEntry, type Kind } from './indexEntry.ts';

export interface Trend {
  /** Newest first. */
  runs: [IndexEntry, ...IndexEntry[]];
  counts: Record<Kind, number>;
  /** Passed in whatever way: healed and flaky ones too. */
  passed: number;
  /** Of all runs whose price is known, in dollars. */
  usd: number;
  /** Runs that asked a model whose price is not known. */
  unpriced: number;
  /** Of the runs that came to an end; absent where none did. */
  medianMs?: number;
}

/** One for each scenario file: what needs a look first, then by the time of the newest run. `entries`: newest first. */
export function trendsOf(entries: readonly IndexEntry[]): Trend[] {
  const byFile = new Map<string, [IndexEntry, ...IndexEntry[]]>();
  for (const entry of entries) {
    const runs = byFile.get(entry.file);
    if (runs) runs.push(entry);
    else byFile.set(entry.file, [entry]);
  }
  return [...byFile.values()].map(trendOf).sort((a, b) => rank(a) - rank(b));
}

/** Bad ones, doubtful ones, good ones; what sorts them stays as it was within each. */
function rank({ runs: [newest] }: Trend): number {
  const kind = kindOf(newest);
  if (kind === 'passed' || kind === 'healed') return newest.spec === 'unverified' ? 2 : 3;
  return kind === 'failed' ? 0 : kind === 'flaky' ? 2 : 1;
}

function trendOf(runs: [IndexEntry, ...IndexEntry[]]): Trend {
  const counts = { failed: 0, errored: 0, stopped: 0, unfinished: 0, flaky: 0, healed: 0, passed: 0 };
  for (const run of runs) counts[kindOf(run)]++;
  const unpriced = runs.filter(({ modelCalls, usd }) => modelCalls > 0 && usd === undefined).length;
  const medianMs = medianOf(runs.flatMap(({ durationMs }) => (durationMs > 0 ? [durationMs] : [])));
  return {
    runs,
    counts,
    passed: counts.passed + counts.healed + counts.flaky,
    usd: runs.reduce((sum, { usd = 0 }) => sum + usd, 0),
    unpriced,
    ...(medianMs === undefined ? {} : { medianMs }),
  };
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
