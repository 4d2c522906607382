/** `uitest run`, whole: everything that can be refused is refused before anything runs; then browser, servers, runs, proofs, reports. */
import { fileURLToPath } from 'node:url';
import { UitestError } from '../core/error.ts';
import { redactor } from '../core/redact.ts';
import type { Scenario, ServerCommand } from '../core/scenario.ts';
import { exitCodeOf, type EndedRun } from '../report/exitCode.ts';
import { checkToolboxes } from './checkToolboxes.ts';
import { BUILTIN, modelName } from './chooseModel.ts';
import { secretsOf } from './environment.ts';
import { finishRun, type FinishedRun } from './finishRun.ts';
import {
  createJobFolder,
  interrupt,
  interruptWorkers,
  JOB_VARIABLE,
  removeJobFolder,
  runsOf,
  writeJob,
} from './job.ts';
import { startPlaywrightTest } from './playwrightTest.ts';
import { assertWritable, browsersFor, isRoot, loadAll, preflight } from './preflight.ts';
import type { RunOptions } from './runOptions.ts';
import { assertPortIsFree, serversOf, startServer, type RunningServer } from './server.ts';

const INTERRUPTED = 130;

export interface RunsResult {
  runs: FinishedRun[];
  exitCode: number;
  startedAt: string;
}

export async function runScenarios(options: RunOptions): Promise<RunsResult> {
  const { say, signal } = options;
  const startedAt = new Date().toISOString();
  const scenarios = loadAll(options);
  assertWritable(options.outDir);
  const model = modelName(options, process.env);
  await checkToolboxes(scenarios);
  const warnings = scenarios.flatMap((scenario) => preflight(scenario, model, options));
  for (const warning of new Set(warnings)) say(`note: ${warning}`);
  if (model === BUILTIN) say(aboutBuiltin(options));
  for (const server of serversOf(scenarios)) await assertPortIsFree(server);
  const executables = await browsersFor(scenarios, options);

  const servers = new Map<string, RunningServer>();
  const folder = createJobFolder();
  try {
    for (const command of serversOf(scenarios)) {
      say(`server: ${command.command}`);
      servers.set(keyOf(command), await startServer(command));
    }
    if (signal.aborted) return { runs: [], exitCode: INTERRUPTED, startedAt };
    await runAll(scenarios, { model, executables, folder, warnings: [...new Set(warnings)] }, options);
    if (options.grep !== undefined && runsOf(folder).length === 0)
      throw new UitestError(
        'usage.invalid',
        `--grep ${options.grep} matches none of ${scenarios.map(({ name }) => JSON.stringify(name)).join(', ')}`,
      );
    const runs: FinishedRun[] = [];
    for (const { scenario: index, dir } of runsOf(folder)) {
      const scenario = scenarios[index];
      if (scenario) runs.push(await finish(dir, scenario, executables, servers, options));
    }
    const ended = runs.map(({ run, specVerified }) => ({
      status: run.outcome?.status ?? ('errored' as const),
      reason: run.outcome?.reason ?? ('internal.bug' as const),
      ...(specVerified === undefined ? {} : { specVerified }),
    }));
    const exitCode = signal.aborted
      ? 130
      : exitCodeOf([...ended, ...missingRuns(scenarios.length - runs.length, options)]);
    return { runs, exitCode, startedAt };
  } finally {
    for (const server of servers.values()) await server.stop();
    removeJobFolder(folder);
  }
}

/** A scenario without a run never began (its browser did not start): that is an error, unless it was left out on purpose. */
function missingRuns(count: number, { grep, shard }: RunOptions): EndedRun[] {
  return count > 0 && grep === undefined && shard === undefined ? [{ status: 'errored', reason: 'browser.start' }] : [];
}

const WORKERS_END_MS = 300;

function aboutBuiltin({ model }: RunOptions): string {
  const why = model === BUILTIN || process.env['UITEST_MODEL'] === BUILTIN ? '' : ' (no key is set)';
  return `model: builtin, a planner of rules, no AI model${why}`;
}

interface Prepared {
  model: string;
  executables: Record<string, string>;
  folder: string;
  warnings: string[];
}

async function runAll(scenarios: readonly Scenario[], prepared: Prepared, options: RunOptions): Promise<void> {
  const { model, executables, folder } = prepared;
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
      junit: options.junit,
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

async function finish(
  dir: string,
  scenario: Scenario,
  executables: Record<string, string>,
  servers: Map<string, RunningServer>,
  options: RunOptions,
): Promise<FinishedRun> {
  const { verify, update, say, signal } = options;
  const secrets = secretsOf(scenario, options.envFile);
  return finishRun(dir, {
    verify,
    executable: executables[scenario.use.browser],
    env: Object.fromEntries(Object.entries(scenario.secrets).map(([name, { env }]) => [env, secrets[name] ?? ''])),
    redact: redactor(secrets),
    mayRecord: update || !process.env['CI'],
    acceptHealed: update,
    say,
    signal,
    async restartServer() {
      const { server } = scenario;
      if (!server) return;
      const key = keyOf(server);
      await servers.get(key)?.stop();
      servers.set(key, await startServer(server));
    },
  });
}

function keyOf({ command, url, cwd }: ServerCommand): string {
  return [cwd, command, url].join('\n');
}

function given<T extends object>(values: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
