/** `uitest report prune`: what goes, and what never does. */
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pruneCommand } from '../../src/cli/pruneCommand.ts';
import { planPrune, type PrunableRun } from '../../src/cli/prunePlan.ts';
import { emptyFolder, uitest } from '../support/cli.ts';
import { writeRun } from './writtenRuns.ts';

const run = (id: number, more: Partial<PrunableRun> = {}): PrunableRun => ({
  dir: `/reports/${id}`,
  startedAt: `2026-03-0${id}T08:00:00.000Z`,
  file: 'a.yaml',
  scenarioExists: true,
  passed: false,
  verified: false,
  going: false,
  ...more,
});
const ids = (runs: PrunableRun[]) => runs.map(({ dir }) => Number(path.basename(dir)));

test('the newest runs stay, of all or of each scenario', () => {
  const runs = [run(1), run(2, { file: 'b.yaml' }), run(3, { file: 'b.yaml' }), run(4), run(5)];

  expect(ids(planPrune(runs, 2, false).remove)).toEqual([3, 2, 1]);
  expect(ids(planPrune(runs, 2, true).remove)).toEqual([1]);
  expect(ids(planPrune(runs, 9, false).remove)).toEqual([]);
});

test('what may be going on stays, and so does the run that `uitest export` takes', () => {
  const verified = { passed: true, verified: true };
  const runs = [
    run(1, { passed: true, file: 'gone.yaml', scenarioExists: false }),
    run(2, { ...verified }),
    run(3, { ...verified }),
    run(4, { passed: true }),
    run(5, { passed: true, file: 'b.yaml' }),
    run(6, { going: true }),
    run(7),
  ];

  const { remove, spared, kept } = planPrune(runs, 1, false);

  expect(ids(remove)).toEqual([4, 2, 1]);
  expect(ids(spared.map((each) => each.run))).toEqual([6, 5, 3]);
  expect(kept).toBe(4);
});

test('it deletes older runs and nothing else, says what, and writes the index anew', async () => {
  const out = path.join(emptyFolder(), 'reports');
  const outside = emptyFolder();
  for (const id of ['01', '02', '03', '04', '05']) writeRun(out, id, { name: `Run ${id}\u001b[31m`, status: 'failed' });
  writeRun(out, '00', { status: 'unfinished', fresh: true });
  writeRun(outside, 'far');
  symlinkSync(path.join(outside, 'far'), path.join(out, '06'));
  symlinkSync(outside, path.join(out, '03', 'out'));
  mkdirSync(path.join(out, 'foreign'));
  writeFileSync(path.join(out, 'foreign', 'journal.jsonl'), '{"seq":0,"sum":"000000000000","event":{}}\n');
  mkdirSync(path.join(out, 'linked'));
  symlinkSync(path.join(out, '05', 'journal.jsonl'), path.join(out, 'linked', 'journal.jsonl'));
  writeFileSync(path.join(out, 'notes.txt'), 'mine');
  const before = readdirSync(out);

  const dry = await uitest(['report', 'prune', '--keep', '2', '--dry-run', '--out', out]);
  expect(dry.code, dry.text).toBe(0);
  expect(dry.text).toMatch(/^would delete 03 · failed · Run 03.* · \d+ kB$/m);
  expect(dry.text).toContain('3 runs to delete');
  expect(readdirSync(out)).toEqual(before);

  const ended = await uitest(['report', 'prune', '--keep', '2', '--out', out]);

  expect(ended.code, ended.text).toBe(0);
  expect(ended.text).toMatch(/^deleted 01 · failed · Run 01/m);
  expect(ended.text).toMatch(/^kept 00 · unfinished · .*: it may be going on$/m);
  expect(ended.text).toMatch(/^3 runs deleted, \d+ kB; 3 kept$/m);
  expect(ended.text).not.toContain('\u001b');
  expect(readdirSync(out).sort()).toEqual(
    ['00', '04', '05', '06', 'foreign', 'index.html', 'linked', 'notes.txt'].sort(),
  );
  expect(existsSync(path.join(outside, 'far', 'journal.jsonl'))).toBe(true);
  const index = readFileSync(path.join(out, 'index.html'), 'utf8');
  expect([index.includes('./04/'), index.includes('./03/')]).toEqual([true, false]);
});

test('a number that is none is refused before anything is deleted', async () => {
  const out = emptyFolder();
  writeRun(out, '01');
  writeRun(out, '02');
  const prune = (keep: string) => () => pruneCommand({ keep, perScenario: false, dryRun: false, outDir: out });

  for (const keep of ['0', '-1', '1.5', 'all', '', '1e1', '99999999999999999999'])
    expect(prune(keep), keep).toThrow(/whole number of at least 1 after --keep/);
  expect(() => pruneCommand({ keep: '1', perScenario: false, dryRun: false, outDir: `${out}/none` })).toThrow(
    /expected a folder of runs/,
  );

  const ended = await uitest(['report', 'prune', '--keep', '0', '--out', out]);
  expect([ended.code, readdirSync(out)]).toEqual([2, ['01', '02']]);
});
