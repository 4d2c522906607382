/** What the command hands to the workers of Playwright Test, and what they hand back: files in a folder that only we may read. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { writeWhole } from './writeWhole.ts';

const limits = z.strictObject({
  turns: z.number().optional(),
  minutes: z.number().optional(),
  tokens: z.number().optional(),
  usd: z.number().optional(),
});

const jobSchema = z.strictObject({
  /** In the order in which they are run: absolute path, and what has to be known before it is read. */
  scenarios: z.array(
    z.strictObject({ file: z.string(), name: z.string(), browser: z.enum(['chromium', 'firefox', 'webkit']) }),
  ),
  /** Absolute folder for the runs. */
  outDir: z.string(),
  model: z.string(),
  host: z.string().optional(),
  baseURL: z.string().optional(),
  apiKeyEnv: z.string().optional(),
  thinking: z.enum(['on', 'off', 'auto']),
  price: z.string().optional(),
  envFile: z.string().optional(),
  /** Process of the command: without it nobody waits for the runs. */
  command: z.number(),
  connect: z.string().optional(),
  headed: z.boolean(),
  screenshotQuality: z.number(),
  viewport: z.strictObject({ width: z.number(), height: z.number() }).optional(),
  verbose: z.boolean(),
  sandbox: z.boolean(),
  fresh: z.boolean(),
  frozen: z.boolean(),
  trace: z.enum(['on', 'off', 'retain-on-failure']),
  workers: z.number().optional(),
  retries: z.number(),
  /** One step is driven although the recording (absolute path) has it. */
  redo: z.strictObject({ recording: z.string(), stepId: z.string(), hint: z.string() }).optional(),
  limits,
  warnings: z.array(z.string()),
});

export type Job = z.output<typeof jobSchema>;

/** Environment variable that names the folder of the job. */
export const JOB_VARIABLE = 'UITEST_JOB';

/** Tells Playwright Test to load modules as they are. What a worker starts, the hooks of a scenario, must not hear of it. */
export const LOADER_VARIABLE = 'PW_DISABLE_TS_ESM';

/** Annotations of a test: the index of its scenario in the job; and, once there is one, the folder of its run. */
export const SCENARIO = 'uitest scenario';
export const BEGUN = 'uitest run';

export function createJobFolder(): string {
  // mkdtemp makes it 0700.
  return mkdtempSync(path.join(os.tmpdir(), 'uitest-'));
}

export function writeJob(folder: string, job: Job): void {
  mkdirSync(path.join(folder, 'runs'));
  mkdirSync(path.join(folder, 'not-begun'));
  writeFileSync(path.join(folder, 'job.json'), JSON.stringify(jobSchema.parse(job)));
}

export function readJob(folder: string): Job {
  return jobSchema.parse(JSON.parse(readFileSync(path.join(folder, 'job.json'), 'utf8')));
}

const executables = z.record(z.string(), z.string());

/** Executable of each browser that the scenarios use. */
export type Executables = z.output<typeof executables>;

const EXECUTABLES_FILE = 'executables.json';
const GATE_FILE = 'begin';
const LOOK_MS = 20;

/** Workers are started while browsers are looked for and servers come up; these two tell them of it. */
export function tellExecutables(folder: string, found: Executables): void {
  writeWhole(path.join(folder, EXECUTABLES_FILE), JSON.stringify(found));
}

export function openGate(folder: string): void {
  writeWhole(path.join(folder, GATE_FILE), '');
}

/** For a worker. */
export async function executablesOf(folder: string, job: Job): Promise<Executables> {
  const file = path.join(folder, EXECUTABLES_FILE);
  await appears(file, job);
  return executables.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** For a worker: resolves when the applications are there. */
export function gate(folder: string, job: Job): Promise<void> {
  return appears(path.join(folder, GATE_FILE), job);
}

async function appears(file: string, { command }: Job): Promise<void> {
  while (!existsSync(file)) {
    process.kill(command, 0); // Throws when it is gone.
    await pause(LOOK_MS);
  }
}

const handedBack = z.strictObject({ scenario: z.number(), attempt: z.number(), dir: z.string(), pid: z.number() });

/** A worker says where a run lies as soon as it has begun, so that a killed one is found too. Returns what the run is called here. */
export function handBack(folder: string, run: z.output<typeof handedBack>): string {
  const key = `${run.scenario}-${run.attempt}`;
  writeWhole(path.join(folder, 'runs', `${key}.json`), JSON.stringify(run));
  return key;
}

/** What the runs are called that have begun, in the order of their scenarios. */
export function runsIn(folder: string): string[] {
  return handedBackIn(folder).map(({ scenario, attempt }) => `${scenario}-${attempt}`);
}

/** The folder of a run that was handed back. */
export function dirOf(folder: string, key: string): string {
  return handedBack.parse(JSON.parse(readFileSync(path.join(folder, 'runs', `${key}.json`), 'utf8'))).dir;
}

function handedBackIn(folder: string): z.output<typeof handedBack>[] {
  // Before the job is written there is none.
  const there = path.join(folder, 'runs');
  return (existsSync(there) ? readdirSync(there) : [])
    .filter((name) => name.endsWith('.json'))
    .map((name) => handedBack.parse(JSON.parse(readFileSync(path.join(folder, 'runs', name), 'utf8'))))
    .sort((a, b) => a.scenario - b.scenario || a.attempt - b.attempt);
}

/** The last attempt of each scenario, in the order of the job: its index there, the run's folder, how often it was tried. */
export function runsOf(folder: string): { scenario: number; dir: string; attempts: number }[] {
  const all = handedBackIn(folder);
  const last = all.map(({ scenario, dir, attempt }) => [scenario, { scenario, dir, attempts: attempt + 1 }] as const);
  return [...new Map(last).values()];
}

const notBegun = z.strictObject({ scenario: z.number(), message: z.string() });

/** A test that failed before its run began: its scenario's index, and why. */
export function noteNotBegun(folder: string, note: z.output<typeof notBegun>): void {
  writeFileSync(path.join(folder, 'not-begun', `${note.scenario}.json`), JSON.stringify(note));
}

/** In the order of the job. Some of them may have begun in a later attempt. */
export function notBegunIn(folder: string): z.output<typeof notBegun>[] {
  return readdirSync(path.join(folder, 'not-begun'))
    .map((name) => notBegun.parse(JSON.parse(readFileSync(path.join(folder, 'not-begun', name), 'utf8'))))
    .sort((a, b) => a.scenario - b.scenario);
}

/** Tells every worker that has begun a run to end it in order. */
export function interruptWorkers(folder: string): void {
  for (const pid of new Set(handedBackIn(folder).map((run) => run.pid))) interrupt(pid);
}

/** As Ctrl-C does. A process that has ended already needs no telling. */
export function interrupt(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGINT');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

export function removeJobFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
