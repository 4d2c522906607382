/** What follows a run: its spec is compiled and proved, its recording and report are written. All of it from the journal. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { renderHeader, renderSpec, type Proof } from '../codegen/spec.ts';
import { messageOf } from '../core/error.ts';
import type { Redact } from '../core/redact.ts';
import type { Event } from '../journal/event.ts';
import { readEvents } from '../journal/read.ts';
import { runOf, type Run } from '../journal/run.ts';
import { extendJournal, JOURNAL_FILE } from '../journal/write.ts';
import { recordingFileOf, renderRecording } from '../replay/recording.ts';
import { renderReport } from '../report/renderReport.ts';
import type { WrittenRun } from '../report/results.ts';
import { specStateOf } from '../report/summary.ts';
import { digest, proveRun, uploadsOf, type Proved, type ProveOptions } from './proveRun.ts';
import { writeSummary } from './summaryFile.ts';
import { writeWhole } from './writeWhole.ts';

export interface FinishOptions extends ProveOptions {
  /** A failing line of the spec can show what was typed. */
  redact: Redact;
  /** Whether recordings beside the scenario may be written. */
  mayRecord: boolean;
  /** A healed recording is a proposal until somebody accepts it. */
  acceptHealed: boolean;
}

export interface FinishedRun extends WrittenRun {
  recordingFile?: string;
}

export async function finishRun(dir: string, options: FinishOptions): Promise<FinishedRun> {
  const { redact } = options;
  const events = readEvents(dir);
  const run = runOf(events, dir);
  const journalFile = path.join(dir, JOURNAL_FILE);
  const reportFile = path.join(dir, 'index.html');
  if (run.outcome?.status !== 'passed') {
    writeWhole(reportFile, renderReport(run, {}));
    writeSummary(dir, run);
    return { run, reportFile, journalFile };
  }
  const spec = renderSpec({ ...run, dir: realpathSync(dir) }, { uploads: uploadsOf(run.scenario) });
  const specFile = path.join(dir, specName(run.scenario.file));
  writeWhole(specFile, renderHeader(run, { verified: false, reason: 'not tried' }) + spec);

  // With its header: a line of it is the line that a reader sees.
  const proved = await proveRun(run, spec, specFile, options);
  const added: Event[] = [];
  if (proved) {
    const said = proved.message === undefined ? {} : { message: redact(proved.message) };
    added.push({ type: 'spec-proved', file: specFile, ...proved, ...said });
    extendJournal(dir, events.length - 1, added, redact);
  }
  const final = runOf([...events, ...added], dir);
  const header = proofOf(proved, final);
  const text = renderHeader(final, header) + spec;
  writeWhole(specFile, text);
  const recordingFile = header.verified ? record(final, spec, options) : undefined;
  writeWhole(reportFile, renderReport(final, { spec: text, specFile }));
  writeSummary(dir, final);
  return {
    run: final,
    specFile,
    ...(proved ? { specVerified: header.verified } : {}),
    ...(recordingFile === undefined ? {} : { recordingFile }),
    reportFile,
    journalFile,
  };
}

/** `login.yaml` → `login.spec.ts` */
export function specName(scenarioFile: string): string {
  return `${path.basename(scenarioFile).replace(/\.(ya?ml)$/i, '')}.spec.ts`;
}

/** Beside the scenario; a healed one beside the report, as a proposal. A folder that cannot be written is no fault of the run. */
function record(run: Run, spec: string, { mayRecord, acceptHealed, say }: FinishOptions): string | undefined {
  if (run.mode === 'replayed') return undefined;
  const beside = recordingFileOf(run.scenario.file);
  const proposed = run.mode === 'healed' && !acceptHealed;
  if (!mayRecord && !proposed) return undefined;
  const file = proposed ? path.join(run.dir, path.basename(beside)) : beside;
  try {
    writeWhole(file, renderRecording(run, digest(spec, run)));
    if (proposed)
      say(`the page drifted and was healed: a new recording is proposed in ${file}; accept it with --update`);
    return file;
  } catch (error) {
    say(`the recording was not written: ${messageOf(error)}`);
    return undefined;
  }
}

function proofOf(proved: Proved | undefined, run: Run): Proof {
  if (!proved) return { verified: false, reason: 'not tried' };
  if (proved.passed < proved.runs) return { verified: false, reason: 'failed', line: proved.line };
  return specStateOf(run) === 'unverified'
    ? { verified: false, reason: 'vacuous' }
    : { verified: true, runs: proved.runs };
}
