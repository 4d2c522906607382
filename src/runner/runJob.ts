/** The job that Playwright Test is given. */
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../core/scenario.ts';
import {
  interruptWorkers,
  JOB_VARIABLE,
  LOADER_VARIABLE,
  openGate,
  tellExecutables,
  writeJob,
  type Executables,
} from './job.ts';
import { startPlaywrightTest } from './playwrightTest.ts';
import { isRoot } from './preflight.ts';
import type { Redo } from './redo.ts';
import type { RunOptions } from './runOptions.ts';

const WORKERS_END_MS = 300;

/**
 * What it runs is compiled already: Playwright's loader, through which every module would go, is left out. (Should a later
 * version not know the variable, workers take half a second longer to start, and that is all.)
 */
const NO_LOADER = { [LOADER_VARIABLE]: '1' };

/** What is known before browsers were looked for. */
export interface Ready {
  model: string;
  /** Of the job. */
  folder: string;
  warnings: string[];
  redo?: Redo & { recording: string };
}

export interface Prepared extends Ready {
  executables: Executables;
}

export interface StartedJob {
  /** Whoever waits for its browser can start it. */
  browsers(executables: Executables): void;
  /** The applications are there: runs it to its end. What came of it lies in the folder of the job. */
  run(): Promise<void>;
  /** If it has not run, it will not. */
  cancel(): Promise<void>;
}

/**
 * Starts workers of Playwright Test for the scenarios. That takes some two seconds, which browsers that are looked for and
 * servers that come up can have meanwhile: until then the workers wait.
 */
export function startJob(scenarios: readonly Scenario[], ready: Ready, options: RunOptions): StartedJob {
  const { model, folder, redo } = ready;
  const { outDir, headed, fresh, frozen, trace, retries, thinking, limits, signal, shard, grep, listener } = options;
  const secret = scenarios.some(({ secrets }) => Object.keys(secrets).length > 0);
  const warnings = [...ready.warnings, ...(isRoot() ? ['the browser runs as root, without its sandbox'] : [])];
  if (secret && trace !== 'off') warnings.push('a trace holds everything that was typed, secrets too: do not share it');
  writeJob(folder, {
    scenarios: scenarios.map(({ file, name, use }) => ({ file, name, browser: use.browser })),
    outDir,
    model,
    thinking,
    command: process.pid,
    headed,
    screenshotQuality: options.screenshotQuality,
    verbose: options.verbose,
    sandbox: !isRoot(),
    fresh,
    frozen,
    trace,
    retries,
    limits: given(limits),
    warnings,
    ...given({
      host: options.host,
      baseURL: options.baseURL,
      apiKeyEnv: options.apiKeyEnv,
      price: options.price,
      envFile: options.envFile,
      connect: options.connect,
      viewport: options.viewport,
      workers: options.workers,
      redo,
    }),
  });
  const config = fileURLToPath(new URL('./playwright.config.js', import.meta.url));
  const args = [
    '-c',
    config,
    ...(shard === undefined ? [] : [`--shard=${shard}`]),
    ...(grep === undefined ? [] : [`--grep=${grep}`]),
  ];
  const { interrupt, kill, done } = startPlaywrightTest({
    args,
    env: { [JOB_VARIABLE]: folder, ...NO_LOADER },
    cwd: process.cwd(),
    output: (line, to) => listener.printed?.(line, to),
  });
  // From a terminal Ctrl-C reaches the children by itself; from `kill` only we hear of it. Workers first: Playwright closes their browsers.
  const stop = () => {
    interruptWorkers(folder);
    setTimeout(interrupt, WORKERS_END_MS).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const ended = done.finally(() => signal.removeEventListener('abort', stop));
  ended.catch(() => undefined);
  return {
    browsers: (executables) => tellExecutables(folder, executables),
    async run() {
      openGate(folder);
      await ended;
    },
    async cancel() {
      kill();
      await ended;
    },
  };
}

/** Where browsers and servers are there already. */
export function runJob(scenarios: readonly Scenario[], prepared: Prepared, options: RunOptions): Promise<void> {
  const job = startJob(scenarios, prepared, options);
  job.browsers(prepared.executables);
  return job.run();
}

function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
