/** Whether the spec of a run holds: run again by plain Playwright Test, and once more with each assertion tried too early. */
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { HELD, renderHeader, renderTrial } from '../codegen/spec.ts';
import { trialOf, type Tried } from '../codegen/trial.ts';
import { clean } from '../core/clean.ts';
import { messageOf } from '../core/error.ts';
import type { Scenario } from '../core/scenario.ts';
import type { Run } from '../journal/run.ts';
import { readRecording, recordingFileOf } from '../replay/recording.ts';
import { runHooks } from './hooks.ts';
import { placeSpec } from './placeSpec.ts';
import { prove, type ProofResult } from './prove.ts';

export interface ProveOptions {
  /** How often the spec must pass; undefined: as the scenario says. */
  verify: number | undefined;
  executable: string | undefined;
  /** Values for the spec's `process.env`. */
  env: Record<string, string>;
  /** Puts the server back to where it starts. */
  restartServer(): Promise<void>;
  say(line: string): void;
  /** What takes a while now. */
  doing(what: string): void;
  signal: AbortSignal;
}

/** A file that is larger than this is named in the spec, not put into it. */
const MAX_INLINE_BYTES = 100_000;

export interface Proved {
  runs: number;
  passed: number;
  message?: string;
  /** Of the spec, where it failed. */
  line?: number;
  /** Assertions that held before the actions that they are to prove. */
  vacuous: Tried[];
}

/** Undefined: nobody asked for a proof, or it was interrupted. The very spec that a replayed recording was proved with needs no second one. */
export async function proveRun(
  run: Run,
  spec: string,
  specFile: string,
  options: ProveOptions,
): Promise<Proved | undefined> {
  const runs = options.verify ?? run.scenario.verify;
  if (runs === 0) return undefined;
  // Who asks for a number of proofs gets them.
  const asked = options.verify !== undefined;
  if (
    !asked &&
    run.mode === 'replayed' &&
    readRecording(recordingFileOf(run.scenario.file))?.spec === digest(spec, run)
  )
    return { runs: 1, passed: 1, vacuous: [] };
  if (options.signal.aborted) return undefined;
  options.doing(`proving the spec of ${clean(run.scenario.name, 80)}`);
  for (let passed = 0; passed < runs; passed++) {
    const result = await proveOnce(run, spec, specFile, options);
    if (options.signal.aborted) return undefined;
    if (result.passed) continue;
    const { message, line } = result;
    return { runs, passed, message, vacuous: [], ...(line === undefined ? {} : { line }) };
  }
  const vacuous = await vacuousIn(run, specFile, options);
  // What was not tried to its end proves nothing.
  return options.signal.aborted ? undefined : { runs, passed: runs, vacuous };
}

async function proveOnce(
  run: Run,
  body: string,
  file: string,
  { executable, env, restartServer, signal }: ProveOptions,
): Promise<ProofResult> {
  try {
    await restartServer();
    await runHooks(run.scenario.before, signal);
    const spec = renderHeader(run, { verified: false, reason: 'not tried' }) + body;
    return await prove({ spec, file, executable, env, signal });
  } catch (error) {
    return { passed: false, message: messageOf(error) };
  }
}

/** Which assertions held before the actions that they are to prove: found out once, with the spec that was newly compiled. */
async function vacuousIn(run: Run, file: string, options: ProveOptions): Promise<Tried[]> {
  const trial = run.mode === 'replayed' ? undefined : trialOf(run);
  if (!trial) return [];
  const spec = renderTrial({ ...run, dir: realpathSync(run.dir) }, trial, { uploads: uploadsOf(run.scenario) });
  const result = await proveOnce(run, spec, file, options);
  if (!result.passed) {
    if (options.signal.aborted) return [];
    options.say(
      `whether an assertion of ${run.scenario.name} held too early could not be tried: the spec did not pass with it`,
    );
    return [];
  }
  return result.notes.flatMap(({ type, description }) =>
    type === HELD ? (trial.tried[Number(description)] ?? []) : [],
  );
}

/** Content of the scenario's files that may stand in a spec. */
export function uploadsOf({ files }: Scenario): Record<string, string> {
  const small = Object.entries(files).filter(([, file]) => statSync(file).size <= MAX_INLINE_BYTES);
  return Object.fromEntries(small.map(([name, file]) => [name, readFileSync(file).toString('base64')]));
}

/** Of the spec as it would read beside its scenario: the same wherever reports are written. */
export function digest(spec: string, { dir, scenario }: Run): string {
  return createHash('sha256')
    .update(placeSpec(spec, dir, path.dirname(scenario.file)))
    .digest('hex');
}
