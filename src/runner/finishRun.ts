/** What follows a run: its spec is compiled and proved, its recording and report are written. All of it from the journal. */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { HELD, renderHeader, renderSpec, renderTrial, type Proof } from '../codegen/spec.ts';
import { trialOf, type Tried } from '../codegen/trial.ts';
import { messageOf } from '../core/error.ts';
import type { Redact } from '../core/redact.ts';
import type { Scenario } from '../core/scenario.ts';
import type { Event } from '../journal/event.ts';
import { readEvents } from '../journal/read.ts';
import { runOf, type Run } from '../journal/run.ts';
import { extendJournal, JOURNAL_FILE } from '../journal/write.ts';
import { readRecording, recordingFileOf, renderRecording } from '../replay/recording.ts';
import { renderReport } from '../report/renderReport.ts';
import type { WrittenRun } from '../report/results.ts';
import { specStateOf } from '../report/summary.ts';
import { runHooks } from './hooks.ts';
import { placeSpec } from './placeSpec.ts';
import { prove, type ProofResult } from './prove.ts';
import { writeWhole } from './writeWhole.ts';

export interface FinishOptions {
  /** How often the spec must pass; undefined: as the scenario says. */
  verify: number | undefined;
  executable: string | undefined;
  /** Values for the spec's `process.env`. */
  env: Record<string, string>;
  /** A failing line of the spec can show what was typed. */
  redact: Redact;
  /** Whether recordings beside the scenario may be written. */
  mayRecord: boolean;
  /** A healed recording is a proposal until somebody accepts it. */
  acceptHealed: boolean;
  /** Puts the server back to where it starts. */
  restartServer(): Promise<void>;
  say(line: string): void;
  signal: AbortSignal;
}

export interface FinishedRun extends WrittenRun {
  recordingFile?: string;
}

/** A file that is larger than this is named in the spec, not put into it. */
const MAX_INLINE_BYTES = 100_000;

export async function finishRun(dir: string, options: FinishOptions): Promise<FinishedRun> {
  const { redact } = options;
  const events = readEvents(dir);
  const run = runOf(events, dir);
  const journalFile = path.join(dir, JOURNAL_FILE);
  const reportFile = path.join(dir, 'index.html');
  if (run.outcome?.status !== 'passed') {
    writeWhole(reportFile, renderReport(run, {}));
    return { run, reportFile, journalFile };
  }
  const spec = renderSpec({ ...run, dir: realpathSync(dir) }, { uploads: uploadsOf(run.scenario) });
  const specFile = path.join(dir, specName(run.scenario.file));
  writeWhole(specFile, renderHeader(run, { verified: false, reason: 'not tried' }) + spec);

  // With its header: a line of it is the line that a reader sees.
  const proved = await proof(run, spec, specFile, options);
  const added: Event[] = [];
  if (proved) {
    const said = proved.message === undefined ? {} : { message: redact(proved.message) };
    added.push({
      type: 'spec-proved',
      file: specFile,
      vacuous: await vacuousIn(run, proved, specFile, options),
      ...proved,
      ...said,
    });
    extendJournal(dir, events.length - 1, added, redact);
  }
  const final = runOf([...events, ...added], dir);
  const header = proofOf(proved, final);
  const text = renderHeader(final, header) + spec;
  writeWhole(specFile, text);
  const recordingFile = header.verified ? record(final, spec, options) : undefined;
  writeWhole(reportFile, renderReport(final, { spec: text, specFile }));
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

interface Proved {
  runs: number;
  passed: number;
  message?: string;
  /** Of the spec, where it failed. */
  line?: number;
}

/** Undefined: nobody asked for a proof. The very spec that a replayed recording was proved with needs no second one. */
async function proof(run: Run, spec: string, specFile: string, options: FinishOptions): Promise<Proved | undefined> {
  const runs = options.verify ?? run.scenario.verify;
  if (runs === 0) return undefined;
  // Who asks for a number of proofs gets them.
  const asked = options.verify !== undefined;
  if (
    !asked &&
    run.mode === 'replayed' &&
    readRecording(recordingFileOf(run.scenario.file))?.spec === digest(spec, run)
  )
    return { runs: 1, passed: 1 };
  options.say(`proving the spec of ${run.scenario.name} …`);
  for (let passed = 0; passed < runs; passed++) {
    const result = await proveOnce(run, spec, specFile, options);
    if (result.passed) continue;
    const { message, line } = result;
    return { runs, passed, message, ...(line === undefined ? {} : { line }) };
  }
  return { runs, passed: runs };
}

async function proveOnce(
  run: Run,
  body: string,
  file: string,
  { executable, env, restartServer, signal }: FinishOptions,
): Promise<ProofResult> {
  try {
    await restartServer();
    await runHooks(run.scenario.before);
    const spec = renderHeader(run, { verified: false, reason: 'not tried' }) + body;
    return await prove({ spec, file, executable, env, signal });
  } catch (error) {
    return { passed: false, message: messageOf(error) };
  }
}

function proofOf(proved: Proved | undefined, run: Run): Proof {
  if (!proved) return { verified: false, reason: 'not tried' };
  if (proved.passed < proved.runs) return { verified: false, reason: 'failed', line: proved.line };
  return specStateOf(run) === 'unverified'
    ? { verified: false, reason: 'vacuous' }
    : { verified: true, runs: proved.runs };
}

/** Which assertions held before the actions that they are to prove: found out once, with the spec that was newly compiled. */
async function vacuousIn(run: Run, proved: Proved, file: string, options: FinishOptions): Promise<Tried[]> {
  const trial = run.mode !== 'replayed' && proved.passed === proved.runs ? trialOf(run) : undefined;
  if (!trial) return [];
  const spec = renderTrial({ ...run, dir: realpathSync(run.dir) }, trial, { uploads: uploadsOf(run.scenario) });
  const result = await proveOnce(run, spec, file, options);
  if (!result.passed) {
    options.say(
      `whether an assertion of ${run.scenario.name} held too early could not be tried: the spec did not pass with it`,
    );
    return [];
  }
  return result.notes.flatMap(({ type, description }) =>
    type === HELD ? (trial.tried[Number(description)] ?? []) : [],
  );
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

/** Content of the scenario's files that may stand in a spec. */
export function uploadsOf({ files }: Scenario): Record<string, string> {
  const small = Object.entries(files).filter(([, file]) => statSync(file).size <= MAX_INLINE_BYTES);
  return Object.fromEntries(small.map(([name, file]) => [name, readFileSync(file).toString('base64')]));
}

/** Of the spec as it would read beside its scenario: the same wherever reports are written. */
function digest(spec: string, { dir, scenario }: Run): string {
  return createHash('sha256')
    .update(placeSpec(spec, dir, path.dirname(scenario.file)))
    .digest('hex');
}
