/** `uitest run`, whole: everything that can be refused is refused before anything runs; then browser, servers, runs, proofs, reports. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findChromium, findOther } from '../browser/finder.ts';
import { UitestError, messageOf } from '../core/error.ts';
import type { Limits, Scenario, ServerCommand } from '../core/scenario.ts';
import { chooseHost } from '../model/kimi/chooseHost.ts';
import { checkSteps } from '../model/builtin/checkSteps.ts';
import { readRecording, recordingFileOf, Lookup } from '../replay/recording.ts';
import { exitCodeOf, type EndedRun } from '../report/exitCode.ts';
import { unroll } from '../core/scenario.ts';
import { loadScenario } from '../scenario/load.ts';
import { BUILTIN, createModel, modelName } from './chooseModel.ts';
import { environmentOf, secretsOf } from './environment.ts';
import { findScenarios } from './findScenarios.ts';
import { finishRun, type FinishedRun } from './finishRun.ts';
import { createJobFolder, interruptWorkers, JOB_VARIABLE, removeJobFolder, runsOf, writeJob } from './job.ts';
import { startPlaywrightTest } from './playwrightTest.ts';
import { assertPortIsFree, serversOf, startServer, type RunningServer } from './server.ts';

export interface RunOptions {
  paths: string[];
  model?: string | undefined;
  host?: string | undefined;
  baseURL?: string | undefined;
  apiKeyEnv?: string | undefined;
  thinking: 'on' | 'off' | 'auto';
  envFile?: string | undefined;
  /** Absolute. */
  outDir: string;
  fresh: boolean;
  frozen: boolean;
  update: boolean;
  verify?: number | undefined;
  workers?: number | undefined;
  shard?: string | undefined;
  retries: number;
  grep?: string | undefined;
  headed: boolean;
  connect?: string | undefined;
  trace: 'on' | 'off' | 'retain-on-failure';
  junit?: string | undefined;
  limits: { [Key in keyof Limits]?: number | undefined };
  colour: boolean;
  /** One line for a person. */
  say(line: string): void;
  signal: AbortSignal;
}

export interface RunsResult {
  runs: FinishedRun[];
  exitCode: number;
  startedAt: string;
}

export async function runScenarios(options: RunOptions): Promise<RunsResult> {
  const { say, signal } = options;
  const startedAt = new Date().toISOString();
  const scenarios = prepare(options);
  assertWritable(options.outDir);
  const model = modelName(options, process.env);
  for (const scenario of scenarios) preflight(scenario, model, options);
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
    signal.throwIfAborted();
    await runAll(scenarios, model, executables, folder, options);
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

/** All scenarios, with all that is wrong with any of them at once. */
function prepare({ paths }: RunOptions): Scenario[] {
  const wrong: string[] = [];
  const scenarios = findScenarios(paths).flatMap((file) => {
    try {
      return [loadScenario(file)];
    } catch (error) {
      if (!(error instanceof UitestError)) throw error;
      wrong.push(error.message);
      return [];
    }
  });
  if (wrong.length > 0) throw new UitestError('scenario.invalid', wrong.join('\n'));
  return scenarios;
}

/** Secrets are there, the recording is one, the model can be made, and `builtin` understands every sentence that it may be asked. */
function preflight(scenario: Scenario, model: string, options: RunOptions): void {
  secretsOf(scenario, options.envFile);
  createModel(model, options, environmentOf(scenario, options.envFile));
  const recording = options.fresh ? undefined : readRecording(recordingFileOf(scenario.file));
  if (options.frozen && !recording)
    throw new UitestError(
      'usage.invalid',
      `--frozen replays recordings only, and ${recordingFileOf(scenario.file)} is not there. Run once without --frozen to record it`,
    );
  if (model !== BUILTIN) return;
  const lookup = new Lookup(recording, scenario);
  const known = unroll(scenario.steps).every((instance) => lookup.find(instance));
  if (known) return;
  const problems = checkSteps(scenario.steps);
  if (problems.length === 0) return;
  const lines = problems.map(
    ({ location, message }) => `${location.file}:${location.line}:${location.column}: ${message}`,
  );
  throw new UitestError(
    'scenario.invalid',
    `builtin, the planner of rules, does not understand ${problems.length === 1 ? 'one step' : `${problems.length} steps`}:\n${lines.join('\n')}`,
  );
}

function aboutBuiltin({ model }: RunOptions): string {
  const why = model === BUILTIN || process.env['UITEST_MODEL'] === BUILTIN ? '' : ' (no key is set)';
  return `model: builtin, a planner of rules, no AI model${why}`;
}

function assertWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new UitestError(
      'usage.invalid',
      `expected a folder for reports that can be written, found ${folder}: ${messageOf(cause)}`,
      { cause },
    );
  }
}

async function browsersFor(
  scenarios: readonly Scenario[],
  { say, connect }: RunOptions,
): Promise<Record<string, string>> {
  if (connect !== undefined) return {};
  const executables: Record<string, string> = {};
  for (const browser of new Set(scenarios.map(({ use }) => use.browser))) {
    const found =
      browser === 'chromium'
        ? await findChromium({ env: process.env, say, install: true, root: isRoot() })
        : findOther(browser);
    say(`browser: ${found.executable} (${found.origin})`);
    executables[browser] = found.executable;
  }
  return executables;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function runAll(
  scenarios: readonly Scenario[],
  model: string,
  executables: Record<string, string>,
  folder: string,
  options: RunOptions,
): Promise<void> {
  const { outDir, headed, fresh, frozen, trace, retries, colour, thinking, limits, signal, shard, grep } = options;
  const secret = scenarios.some(({ secrets }) => Object.keys(secrets).length > 0);
  const warnings = isRoot() ? ['the browser runs as root, without its sandbox'] : [];
  if (model !== BUILTIN) warnings.push(...chooseHost({ ...options, env: process.env }).warnings);
  if (secret && trace !== 'off') warnings.push('a trace holds everything that was typed, secrets too: do not share it');
  writeJob(folder, {
    scenarios: scenarios.map(({ file }) => file),
    outDir,
    model,
    thinking,
    executables,
    headed,
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
      envFile: options.envFile,
      connect: options.connect,
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
    setTimeout(() => {
      if (pid !== undefined) process.kill(pid, 'SIGINT');
    }, WORKERS_END_MS).unref();
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
