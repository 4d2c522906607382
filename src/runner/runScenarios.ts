/** `uitest run`, whole: everything that can be refused is refused before anything runs; then browser, servers, runs, proofs, reports. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { UitestError } from '../core/error.ts';
import { redactor } from '../core/redact.ts';
import type { Scenario, ServerCommand } from '../core/scenario.ts';
import { renderRecording } from '../replay/recording.ts';
import { exitCodeOf } from '../report/exitCode.ts';
import type { NotBegun } from '../report/results.ts';
import { checkToolboxes } from './checkToolboxes.ts';
import { BUILTIN, modelName } from './chooseModel.ts';
import { secretsOf } from './environment.ts';
import { finishRun, type FinishedRun } from './finishRun.ts';
import { createJobFolder, notBegunIn, removeJobFolder, runsOf } from './job.ts';
import { assertWritable, browsersFor, loadAll, preflight } from './preflight.ts';
import { redoOf } from './redo.ts';
import { runJob, type Prepared } from './runJob.ts';
import type { RunOptions } from './runOptions.ts';
import { assertPortIsFree, serversOf, startServer, type RunningServer } from './server.ts';
import { writeWhole } from './writeWhole.ts';

const INTERRUPTED = 130;

export interface RunsResult {
  runs: FinishedRun[];
  notBegun: NotBegun[];
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
    if (signal.aborted) return { runs: [], notBegun: [], exitCode: INTERRUPTED, startedAt };
    const prepared = { model, executables, folder, warnings: [...new Set(warnings)] };
    await runJob(scenarios, prepared, options);
    if (options.grep !== undefined && runsOf(folder).length + notBegunIn(folder).length === 0)
      throw new UitestError(
        'usage.invalid',
        `--grep ${options.grep} matches none of ${scenarios.map(({ name }) => JSON.stringify(name)).join(', ')}`,
      );
    const runs: FinishedRun[] = [];
    for (const { scenario: index, dir, attempts } of runsOf(folder)) {
      const scenario = scenarios[index];
      if (scenario) runs.push({ ...(await finishOrRedo(dir, scenario, prepared, servers, options)), attempts });
    }
    const notBegun = withoutRun(scenarios, folder, options);
    const ended = runs.map(({ run, specVerified }) => ({
      status: run.outcome?.status ?? ('errored' as const),
      reason: run.outcome?.reason ?? ('internal.bug' as const),
      ...(specVerified === undefined ? {} : { specVerified }),
    }));
    const missing = notBegun.map(() => ({ status: 'errored', reason: 'browser.start' }) as const);
    const exitCode = signal.aborted ? INTERRUPTED : exitCodeOf([...ended, ...missing]);
    return { runs, notBegun, exitCode, startedAt };
  } finally {
    for (const server of servers.values()) await server.stop();
    removeJobFolder(folder);
  }
}

/** A scenario without a run never began (its browser did not start): that is an error, unless it was left out on purpose. */
function withoutRun(scenarios: readonly Scenario[], folder: string, { grep, shard, signal }: RunOptions): NotBegun[] {
  const begun = new Set(runsOf(folder).map(({ scenario }) => scenario));
  const said = new Map(notBegunIn(folder).map(({ scenario, message }) => [scenario, message]));
  const leftOut = grep !== undefined || shard !== undefined || signal.aborted;
  return scenarios.flatMap(({ name, file }, index) => {
    const message = said.get(index) ?? (leftOut ? undefined : 'the run was not begun: its worker ended before');
    return begun.has(index) || message === undefined ? [] : [{ scenario: name, file, message }];
  });
}

function aboutBuiltin({ model }: RunOptions): string {
  const why = model === BUILTIN || process.env['UITEST_MODEL'] === BUILTIN ? '' : ' (no key is set)';
  return `model: builtin, a planner of rules, no AI model${why}`;
}

/** How often a step is done once more whose spec did not hold. */
const MAX_REDOS = 2;

/** A spec that does not hold is the model's to mend, in the step that it did. What it cannot mend is delivered as it was. */
async function finishOrRedo(
  dir: string,
  scenario: Scenario,
  prepared: Prepared,
  servers: Map<string, RunningServer>,
  options: RunOptions,
): Promise<FinishedRun> {
  const { say, signal, frozen } = options;
  const finished = await finish(dir, scenario, prepared.executables, servers, options);
  if (frozen || prepared.model === BUILTIN) return finished;
  let latest = finished;
  for (let tries = 0; tries < MAX_REDOS && !signal.aborted; tries++) {
    const { run, specFile } = latest;
    const redo =
      specFile === undefined || latest.specVerified ? undefined : redoOf(run, readFileSync(specFile, 'utf8'));
    if (!redo) return latest;
    say(`the spec does not hold: step ${redo.stepId} is done once more`);
    const folder = createJobFolder();
    try {
      const recording = path.join(folder, 'redo.recording.json');
      writeWhole(recording, renderRecording(run, ''));
      await restart(scenario, servers);
      await runJob(
        [scenario],
        { ...prepared, folder, redo: { ...redo, recording } },
        { ...options, shard: undefined, grep: undefined },
      );
      const [again] = runsOf(folder);
      const next = again && (await finish(again.dir, scenario, prepared.executables, servers, options));
      if (next?.run.outcome?.status !== 'passed') return latest;
      latest = next;
    } finally {
      removeJobFolder(folder);
    }
  }
  return latest;
}

async function restart({ server }: Scenario, servers: Map<string, RunningServer>): Promise<void> {
  if (!server) return;
  const key = keyOf(server);
  await servers.get(key)?.stop();
  servers.set(key, await startServer(server));
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
    restartServer: () => restart(scenario, servers),
  });
}

function keyOf({ command, url, cwd }: ServerCommand): string {
  return [cwd, command, url].join('\n');
}
