/**
 * `summary.json` beside a journal: what the index lists of the run, so that a journal of a thousand turns is not read again for
 * one line. It counts only for the journal that it was made from, as long as that has not changed.
 */
import { lstatSync, readFileSync, statSync, type Stats } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readRun } from '../journal/read.ts';
import type { Run } from '../journal/run.ts';
import { JOURNAL_FILE } from '../journal/write.ts';
import { indexEntryOf, type IndexEntry } from '../report/indexEntry.ts';
import { writeWhole } from './writeWhole.ts';

export const SUMMARY_FILE = 'summary.json';

const text = z.string().max(4000);
const amount = z.number().nonnegative();

const schema = z.strictObject({
  version: z.literal(1),
  journal: z.strictObject({ bytes: amount, writtenMs: amount }),
  run: z.strictObject({
    id: text,
    startedAt: text,
    scenario: text,
    file: text,
    status: z.enum(['passed', 'failed', 'stopped', 'errored', 'unfinished']),
    message: text,
    mode: z.enum(['driven', 'replayed', 'healed']),
    model: text,
    modelCalls: amount,
    usd: amount.optional(),
    durationMs: amount,
    spec: z.enum(['verified', 'unverified', 'unproved']),
    flaky: z.enum(['retry', 'spec']).optional(),
  }),
});

export type ListedRun = Omit<IndexEntry, 'href'>;

/** Some 600 bytes; what is much larger is not ours. */
const LARGEST = 64_000;

/** A run that says nothing for so long and has no outcome is taken for dead. */
const SILENCE_MS = 3_600_000;

/** Of a run that is over. */
export function writeSummary(dir: string, run: Run): void {
  keep(dir, indexEntryOf(run), statSync(path.join(dir, JOURNAL_FILE)));
}

/** What the index lists of a run, and whether it may still be going on. Throws `journal.corrupt` where its journal cannot be read. */
export function listedRun(dir: string): { run: ListedRun; going: boolean } {
  // Looked at before it is read: what comes after makes the summary old, not wrong.
  const journal = statSync(path.join(dir, JOURNAL_FILE));
  const known = knownRun(dir, journal);
  if (known) return { run: known, going: false };
  const run = readRun(dir);
  const listed = indexEntryOf(run);
  const going = Date.now() - journal.mtimeMs < SILENCE_MS && !isOver(run);
  if (!going) attempt(() => keep(dir, listed, journal));
  return { run: listed, going };
}

/** A pass is over when its spec has been tried. */
function isOver({ outcome, proof }: Run): boolean {
  return outcome !== undefined && (outcome.status !== 'passed' || proof !== undefined);
}

function knownRun(dir: string, journal: Stats): ListedRun | undefined {
  const file = path.join(dir, SUMMARY_FILE);
  try {
    const stats = lstatSync(file);
    if (!stats.isFile() || stats.size > LARGEST) return undefined;
    const { journal: of, run } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (of.bytes !== journal.size || of.writtenMs !== journal.mtimeMs) return undefined;
    const { usd, flaky, ...rest } = run;
    return { ...rest, ...(usd === undefined ? {} : { usd }), ...(flaky === undefined ? {} : { flaky }) };
  } catch {
    return undefined; // Absent or not ours: the journal says it all.
  }
}

function keep(dir: string, run: ListedRun, { size, mtimeMs }: Stats): void {
  const summary = schema.parse({ version: 1, journal: { bytes: size, writtenMs: mtimeMs }, run });
  writeWhole(path.join(dir, SUMMARY_FILE), `${JSON.stringify(summary)}\n`);
}

/** It only saves time: a folder that cannot be written, or a name of 4,000 characters, is read from its journal each time. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    return;
  }
}
