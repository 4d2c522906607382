/** Runs as the index lists them, without a journal of each. */
import type { IndexEntry } from '../../src/report/indexEntry.ts';

export function listed(more: Partial<IndexEntry> = {}): IndexEntry {
  const { startedAt = '2026-03-01T08:00:00.000Z', file = '/project/scenarios/lamp.yaml' } = more;
  const id = `${startedAt.replace(/\D/g, '').slice(0, 14)}-lamp`;
  return {
    id,
    startedAt,
    scenario: 'Buy the cheapest lamp',
    file,
    status: 'passed',
    message: '',
    mode: 'replayed',
    model: 'kimi-k2.5',
    modelCalls: 0,
    usd: 0,
    durationMs: 2000,
    spec: 'verified',
    href: `${id}/index.html`,
    ...more,
  };
}

const REASON =
  'expect the order total is € 24.50: expected the text "€ 24.50" on the page, found "€ 49.00" in the cell "Total"';

/** `count` runs of `scenarios` scenarios, an hour apart: some fail, heal, or pass only when tried again. */
export function manyRuns(count: number, scenarios: number): IndexEntry[] {
  return Array.from({ length: count }, (_, at) => {
    const which = at % scenarios;
    const odd = (at * 7 + which) % 23;
    const failed = odd === 0;
    const asked = odd < 6;
    const run = listed({
      startedAt: new Date(Date.UTC(2026, 0, 1, at)).toISOString(),
      scenario: `Buy the cheapest lamp of shop-${which} and pay it by invoice`,
      file: `/project/scenarios/shop-${which}.yaml`,
      href: `20260101-080000-buy-the-cheapest-lamp-${which}-${at.toString(16).padStart(4, '0')}/index.html`,
      status: failed ? 'failed' : odd === 1 ? 'stopped' : odd === 2 ? 'errored' : odd === 3 ? 'unfinished' : 'passed',
      message: odd < 4 ? REASON : '',
      mode: odd === 5 ? 'healed' : asked ? 'driven' : 'replayed',
      modelCalls: asked ? 4 : 0,
      usd: asked ? 0.0123 : 0,
      spec: odd < 4 ? 'unproved' : 'verified',
      ...(odd === 4 ? { flaky: 'retry' } : {}),
    });
    if (odd === 5) delete run.usd;
    return run;
  });
}
