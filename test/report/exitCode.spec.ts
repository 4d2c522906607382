import { expect, test } from '@playwright/test';
import { exitCodeOf, type EndedRun } from '../../src/report/exitCode.ts';

const passed: EndedRun = { status: 'passed', reason: 'run.passed', specVerified: true };
const untried: EndedRun = { status: 'passed', reason: 'run.passed' };
const unproved: EndedRun = { status: 'passed', reason: 'run.passed', specVerified: false };
const failed: EndedRun = { status: 'failed', reason: 'app.expectation' };
const stopped: EndedRun = { status: 'stopped', reason: 'limit.turns' };
const errored: EndedRun = { status: 'errored', reason: 'model.unreachable' };
const interrupted: EndedRun = { status: 'errored', reason: 'run.interrupted' };

const table: [name: string, runs: EndedRun[], code: number][] = [
  ['nothing was run', [], 0],
  ['all passed', [passed, untried], 0],
  ['a spec could not be proved', [passed, unproved], 5],
  ['the application failed', [passed, failed], 1],
  ['a failure outranks an unproved spec', [unproved, failed], 1],
  ['a limit outranks a failure', [failed, stopped, unproved], 3],
  ['an error outranks a limit', [stopped, errored, failed], 4],
  ['an interruption outranks everything', [errored, interrupted, failed], 130],
];

for (const [name, runs, code] of table)
  test(`exit code ${code}: ${name}`, () => {
    expect(exitCodeOf(runs)).toBe(code);
    expect(exitCodeOf([...runs].reverse())).toBe(code);
  });
