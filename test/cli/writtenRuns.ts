/** Runs as their journals tell them, in a folder, without a browser. */
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { JOURNAL_FILE, openJournal } from '../../src/journal/write.ts';
import { PASSED, prose, Story } from '../report/story.ts';

export interface Written {
  startedAt?: string;
  file?: string;
  name?: string;
  status?: 'passed' | 'failed' | 'unfinished';
  /** Of a pass: whether its spec held. */
  verified?: boolean;
  /** Its journal was written to just now. */
  fresh?: boolean;
}

/** Returns the folder of the run. */
export function writeRun(
  out: string,
  id: string,
  { startedAt, file = '/project/scenarios/lamp.yaml', name, status = 'passed', verified, fresh = false }: Written = {},
): string {
  const story = new Story([prose('1', 'Log in')], {
    id,
    startedAt: startedAt ?? `2026-03-01T08:00:${id.padStart(2, '0').slice(-2)}.000Z`,
    scenario: { file, ...(name === undefined ? {} : { name }) },
  });
  story.turn('1').reply().done('1');
  if (status === 'passed') story.end(PASSED);
  if (status === 'failed') story.end({ status, reason: 'app.expectation', message: 'The total is wrong' });
  if (verified !== undefined)
    story.emit({ type: 'spec-proved', file: 'lamp.spec.ts', runs: 1, passed: verified ? 1 : 0, vacuous: [] });
  const dir = path.join(out, id);
  const journal = openJournal(dir);
  for (const event of story.events) journal.append(event);
  journal.close();
  if (!fresh) age(dir);
  return dir;
}

/** As if its journal had been written to long ago. */
export function age(dir: string): void {
  utimesSync(path.join(dir, JOURNAL_FILE), 1_700_000_000, 1_700_000_000);
}
