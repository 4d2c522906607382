/** The guide explains every reason and every exit code that there is. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { exitCodeOf } from '../../src/report/exitCode.ts';
import { ROOT, uitest } from '../support/cli.ts';
import { read, rows, section } from './page.ts';

const guide = read('docs/guide/exit-codes.md');
const explained = rows(section(guide, 'Outcomes')).map(([reason = '', outcome = '', code = '']) => ({
  reason: reason.replaceAll('`', ''),
  outcome,
  codes: [...code.matchAll(/\d+/g)].map(([digits]) => digits),
}));

function source(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

test('every reason is in the table once, in the order of the code, and no other', () => {
  const union = /export type Reason =([^;]+);/.exec(source('src/core/error.ts'))?.[1] ?? '';
  const reasons = [...union.matchAll(/'([\w.]+)'/g)].map(([, reason]) => reason);

  expect(reasons.length).toBeGreaterThan(30);
  expect(explained.map(({ reason }) => reason)).toEqual(reasons);
});

test('the reasons with exit code 2 are those that the command treats as wrong usage', () => {
  const usage = /const USAGE = new Set\(\[([^\]]+)\]/.exec(source('src/cli/main.ts'))?.[1] ?? '';
  const reasons = [...usage.matchAll(/'([\w.]+)'/g)].map(([, reason]) => reason);

  const refused = explained.filter(({ codes }) => codes.includes('2')).map(({ reason }) => reason);

  expect(reasons.length).toBeGreaterThan(3);
  expect(new Set(refused)).toEqual(new Set(reasons));
});

test('outcome and exit code of each reason belong together', () => {
  const CODE: Record<string, string[]> = {
    passed: ['0', '5'],
    failed: ['1'],
    stopped: ['3', '130'],
    errored: ['2', '4'],
  };

  expect(explained.filter(({ outcome, codes }) => !codes.every((code) => CODE[outcome]?.includes(code)))).toEqual([]);
});

test('the exit codes of the guide are those that --help prints and that runs end with', async () => {
  const listed = rows(section(guide, 'Exit codes of `uitest run`')).map(([code]) => Number(code));
  const { text } = await uitest(['--help']);
  const help = /Exit codes:([^]*)$/.exec(text)?.[1] ?? '';
  const given = [
    exitCodeOf([{ status: 'passed', reason: 'run.passed' }]),
    exitCodeOf([{ status: 'failed', reason: 'app.expectation' }]),
    2, // Before there is an outcome.
    exitCodeOf([{ status: 'stopped', reason: 'limit.turns' }]),
    exitCodeOf([{ status: 'errored', reason: 'internal.bug' }]),
    exitCodeOf([{ status: 'passed', reason: 'run.passed', specVerified: false }]),
    exitCodeOf([{ status: 'stopped', reason: 'run.interrupted' }]),
  ];

  expect(listed).toEqual(given);
  expect([...help.matchAll(/\b\d+\b/g)].map(([code]) => Number(code))).toEqual(given);
});
