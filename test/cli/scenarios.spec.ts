/** The shipped scenarios, from the command line: driven, proved, replayed. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { unroll } from '../../src/core/scenario.ts';
import { readRun } from '../../src/journal/read.ts';
import { scenarioCopy, uitest } from '../support/cli.ts';
import { lintSpecs } from '../support/lintSpecs.ts';
import { typeCheck } from '../support/typeCheck.ts';

test.describe.configure({ timeout: 600_000 });

function newestRun(dir: string): string {
  const name =
    readdirSync(path.join(dir, 'out'))
      .filter((entry) => /^\d{8}-/.test(entry))
      .sort()
      .at(-1) ?? '';
  return path.join(dir, 'out', name);
}

/** `UITEST_LONG=1` does all 120 rounds. */
function shortened(text: string): string {
  return text.replace('times: 120', 'times: 20').replace(/(times: 20[\s\S]*- click: Next\n)[\s\S]*/, '$1');
}

for (const name of ['login', 'wrong-password', 'checkout', 'profile', 'orders', 'questionnaire']) {
  test(`${name}.yaml passes driven, its spec is proved, and it replays without a planner`, async () => {
    const { dir, file } = await scenarioCopy(name, process.env['UITEST_LONG'] === undefined ? shortened : undefined);
    const args = ['run', file, '--out', path.join(dir, 'out'), '--reporter', `json=${path.join(dir, 'results.json')}`];

    const driven = await uitest(args);

    expect(driven.text).toContain('(verified)');
    expect(driven.code).toBe(0);
    const runDir = newestRun(dir);
    const run = readRun(runDir);
    expect(run.outcome?.status).toBe('passed');
    expect(run.steps.every(({ status }) => status === 'done')).toBe(true);
    expect(readdirSync(runDir)).toEqual(
      expect.arrayContaining(['journal.jsonl', 'shots', 'index.html', `${name}.spec.ts`]),
    );
    expect(readdirSync(dir)).toContain(`${name}.recording.json`);

    const spec = readFileSync(path.join(runDir, `${name}.spec.ts`), 'utf8');
    const titles = new Set(unroll(run.scenario.steps).map(({ step }) => step.id)).size;
    expect(spec.match(/test\.step\(/g)).toHaveLength(titles);
    const expectations = new Set(
      unroll(run.scenario.steps)
        .filter(({ step }) => step.kind.startsWith('expect'))
        .map(({ step }) => step.id),
    ).size;
    // Without the one that a secret has a value.
    expect(spec.match(/\bexpect\((?!password)/g)?.length ?? 0).toBeGreaterThanOrEqual(expectations);
    expect([...spec.matchAll(/from '([^']+)'/g)].map(([, from]) => from)).toEqual(['@playwright/test']);
    expect(spec).not.toContain('wonderland-42');
    expect(await lintSpecs({ [`${name}.spec.ts`]: spec })).toEqual([]);
    expect(await typeCheck(spec)).toBe('');
    expect(spec).not.toMatch(/\.locator\(|waitForTimeout|force: true/);

    const replayed = await uitest([...args, '--frozen']);

    expect(replayed.text).toContain('replayed');
    expect(replayed.code).toBe(0);
    const again = readRun(newestRun(dir));
    expect(again.mode).toBe('replayed');
    expect(again.turns.every(({ reply }) => reply === undefined)).toBe(true);
    const results: unknown = JSON.parse(readFileSync(path.join(dir, 'results.json'), 'utf8'));
    expect(results).toMatchObject({
      version: 1,
      outcome: 'passed',
      exitCode: 0,
      runs: [{ mode: 'replayed', spec: { verified: true } }],
    });
  });
}
