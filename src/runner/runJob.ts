/** The job that Playwright Test is given, run to its end. */
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../core/scenario.ts';
import { interrupt, interruptWorkers, JOB_VARIABLE, writeJob } from './job.ts';
import { startPlaywrightTest } from './playwrightTest.ts';
import { isRoot } from './preflight.ts';
import type { Redo } from './redo.ts';
import type { RunOptions } from './runOptions.ts';

const WORKERS_END_MS = 300;

export interface Prepared {
  model: string;
  executables: Record<string, string>;
  /** Of the job. */
  folder: string;
  warnings: string[];
  redo?: Redo & { recording: string };
}

/** Runs the scenarios in workers of Playwright Test. What came of them lies in the folder of the job. */
export async function runJob(scenarios: readonly Scenario[], prepared: Prepared, options: RunOptions): Promise<void> {
  const { model, executables, folder, redo } = prepared;
  const { outDir, headed, fresh, frozen, trace, retries, colour, thinking, limits, signal, shard, grep } = options;
  const secret = scenarios.some(({ secrets }) => Object.keys(secrets).length > 0);
  const warnings = [...prepared.warnings, ...(isRoot() ? ['the browser runs as root, without its sandbox'] : [])];
  if (secret && trace !== 'off') warnings.push('a trace holds everything that was typed, secrets too: do not share it');
  writeJob(folder, {
    scenarios: scenarios.map(({ file }) => file),
    outDir,
    model,
    thinking,
    executables,
    headed,
    screenshotQuality: options.screenshotQuality,
    verbose: options.verbose,
    sandbox: !isRoot(),
    fresh,
    frozen,
    trace,
    retries,
    colour,
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
  const { pid, done } = startPlaywrightTest({
    args,
    env: { [JOB_VARIABLE]: folder },
    cwd: process.cwd(),
    output: 'inherit',
  });
  // From a terminal Ctrl-C reaches the children by itself; from `kill` only we hear of it. Workers first: Playwright closes their browsers.
  const stop = () => {
    interruptWorkers(folder);
    setTimeout(() => interrupt(pid), WORKERS_END_MS).unref();
  };
  signal.addEventListener('abort', stop, { once: true });
  await done;
  signal.removeEventListener('abort', stop);
}

function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
