/** What is written after the runs: whole, in the place that was asked for, and what is said where that cannot be. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readReporters, type Reporters } from '../../src/cli/reporters.ts';
import { writeResults } from '../../src/cli/writeResults.ts';
import type { Results } from '../../src/report/results.ts';
import { expectation, Story } from '../report/story.ts';
import { emptyFolder } from '../support/cli.ts';

const run = new Story([expectation('1', 'expect the total')])
  .turn('1')
  .end({ status: 'failed', reason: 'app.expectation', message: 'The total is wrong', expected: '3', found: '4' })
  .run();

function write(reporters: Reporters, env: NodeJS.ProcessEnv = {}): { code: number; out: string[]; said: string[] } {
  const out: string[] = [];
  const said: string[] = [];
  const code = writeResults({ runs: [{ run }], notBegun: [], startedAt: '', exitCode: 1 }, reporters, {
    cwd: '/project',
    env,
    print: (line) => out.push(line),
    warn: (line) => said.push(line),
  });
  return { code, out, said };
}

test('what was asked for is written, and nothing else', () => {
  const dir = emptyFolder();
  const summary = path.join(dir, 'summary.md');
  const files = { json: path.join(dir, 'new/results.json'), junit: path.join(dir, 'junit.xml') };

  const nothing = write({ github: false }, { GITHUB_STEP_SUMMARY: summary });
  const without = write({ github: true });
  expect(readdirSync(dir)).toEqual([]);
  const { code, out, said } = write({ ...files, github: true }, { GITHUB_STEP_SUMMARY: summary });

  expect([nothing, without].map((each) => [each.code, each.out.length, each.said])).toEqual([
    [1, 0, []],
    [1, 1, []],
  ]);
  expect({ code, said }).toEqual({ code: 1, said: [] });
  expect(out.join('\n')).toMatch(/^::error file=scenarios\/lamp.yaml,line=7/);
  expect(readFileSync(files.junit, 'utf8')).toContain('<failure type="app.expectation"');
  expect((JSON.parse(readFileSync(files.json, 'utf8')) as Results).runs).toHaveLength(1);
  expect(readFileSync(summary, 'utf8')).toContain('<h3>uitest: 1 failed</h3>');
});

test('names are relative to the checkout, also where uitest runs in a folder of it', () => {
  const dir = emptyFolder();
  const cwd = path.join(dir, 'app');
  const file = path.join(cwd, 'scenarios/lamp.yaml');
  const failed = { status: 'failed', reason: 'app.verdict', message: 'no' } as const;
  const inApp = new Story([], { scenario: { file } }).end(failed).run();
  const lines = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'WORKSPACE', 'OTHER'].map((name) => {
    const out: string[] = [];
    const around = { cwd, env: { [name]: dir, HOME: dir }, print: (line: string) => out.push(line), warn: () => {} };
    writeResults({ runs: [{ run: inApp }], notBegun: [], startedAt: '', exitCode: 1 }, { github: true }, around);
    return /file=([^,]*)/.exec(out[0] ?? '')?.[1];
  });

  const inside = 'app/scenarios/lamp.yaml';
  expect(lines).toEqual([inside, inside, inside, 'scenarios/lamp.yaml']);
});

test('the summary is added to what is there, as a paragraph of its own, and fits beside it', () => {
  const summary = path.join(emptyFolder(), 'summary.md');
  writeFileSync(summary, 'Built.');

  write({ github: true }, { GITHUB_STEP_SUMMARY: summary });
  const twice = readFileSync(summary, 'utf8');
  writeFileSync(summary, 'x'.repeat(1024 * 1024 - 300));
  const { said } = write({ github: true }, { GITHUB_STEP_SUMMARY: summary });

  expect(twice).toMatch(/^Built\.\n<h3>/);
  expect(said).toEqual(['uitest: no job summary: what earlier commands wrote fills it']);
  expect(readFileSync(summary, 'utf8')).toHaveLength(1024 * 1024 - 300);
});

test('a summary that cannot be written is said and fails nothing; a results file that cannot be is an error', () => {
  const dir = emptyFolder();
  mkdirSync(path.join(dir, 'taken'));
  const taken = path.join(dir, 'taken');
  const json = path.join(dir, 'results.json');

  const summary = write({ github: true }, { GITHUB_STEP_SUMMARY: taken });
  const junit = write({ junit: taken, json, github: false });

  expect(summary.code).toBe(1);
  expect(summary.said).toEqual([expect.stringContaining('no job summary')]);
  expect(junit.code).toBe(4);
  expect(junit.said).toEqual([expect.stringMatching(/--reporter junit: expected a file that can be written, found/)]);
  expect((JSON.parse(readFileSync(json, 'utf8')) as Results).exitCode).toBe(4);
  expect(readdirSync(dir).sort()).toEqual(['results.json', 'taken']);
  expect(existsSync(path.join(taken, 'junit.xml'))).toBe(false);
});

test('a folder where a file is to be written is refused before anything runs', () => {
  const dir = emptyFolder();

  expect(() => readReporters([`json=${dir}`])).toThrow(/expected the name of a file, found the folder/);
  expect(readReporters([`json=${dir}/x.json,github`])).toEqual({ json: path.join(dir, 'x.json'), github: true });
});
