import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { handBack, noteNotBegun, notBegunIn, runsOf } from '../../src/runner/job.ts';
import { emptyFolder } from '../support/cli.ts';

test('the last attempt stands for a scenario, with how often it was tried; what did not begin is told in the order of the job', () => {
  const folder = emptyFolder();
  for (const name of ['runs', 'not-begun']) mkdirSync(path.join(folder, name));

  for (const [scenario, attempt] of [
    [1, 0],
    [0, 1],
    [0, 0],
  ] as const)
    handBack(folder, { scenario, attempt, dir: `/r/${scenario}-${attempt}`, pid: 1 });
  noteNotBegun(folder, { scenario: 12, message: 'no browser' });
  noteNotBegun(folder, { scenario: 3, message: 'first' });
  noteNotBegun(folder, { scenario: 3, message: 'again' });

  expect(runsOf(folder)).toEqual([
    { scenario: 0, dir: '/r/0-1', attempts: 2 },
    { scenario: 1, dir: '/r/1-0', attempts: 1 },
  ]);
  expect(notBegunIn(folder)).toEqual([
    { scenario: 3, message: 'again' },
    { scenario: 12, message: 'no browser' },
  ]);
});
