/** `uitest run`, whole: everything that can be refused is refused before anything runs; then browser, servers, runs, proofs, reports. */
import { UitestError, messageOf } from '../core/error.ts';
import type { Scenario } from '../core/scenario.ts';
import { exitCodeOf } from '../report/exitCode.ts';
import type { NotBegun } from '../report/results.ts';
import { checkToolboxes } from './checkToolboxes.ts';
import { BUILTIN, modelName } from './chooseModel.ts';
import { secretsOf } from './environment.ts';
import { finishOrRedo } from './finishOrRedo.ts';
import type { FinishedRun } from './finishRun.ts';
import { follow } from './follow.ts';
import { createJobFolder, notBegunIn, removeJobFolder, runsOf } from './job.ts';
import { assertWritable, browsersFor, checkDevices, loadAll, preflight } from './preflight.ts';
import { startJob } from './runJob.ts';
import type { RunOptions } from './runOptions.ts';
import { assertOwnPorts, assertPortIsFree, serversOf } from './server.ts';
import { Servers } from './servers.ts';

const INTERRUPTED = 130;
const ERRORED = 4;

export interface RunsResult {
  runs: FinishedRun[];
  notBegun: NotBegun[];
  /** Names of the scenarios that were to come when somebody ended the command. */
  notReached: string[];
  exitCode: number;
  startedAt: string;
}

export async function runScenarios(options: RunOptions): Promise<RunsResult> {
  const { say, signal } = options;
  const startedAt = new Date().toISOString();
  const scenarios = loadAll(options);
  assertWritable(options.outDir);
  for (const scenario of options.mask ? scenarios : [])
    for (const value of Object.values(secretsOf(scenario, options.envFile))) options.mask?.(value);
  const model = modelName(options, process.env);
  await checkDevices(scenarios);
  await checkToolboxes(scenarios);
  const warnings = scenarios.flatMap((scenario) => preflight(scenario, model, options));
  for (const warning of new Set(warnings)) say(`note: ${warning}`);
  if (model === BUILTIN) say(aboutBuiltin(options));
  const commands = serversOf(scenarios);
  assertOwnPorts(commands);
  for (const server of commands) await assertPortIsFree(server);
  const servers = new Servers(signal);
  const folder = createJobFolder();
  const runs: FinishedRun[] = [];
  const began = new Set<number>();
  const notReached = () =>
    signal.aborted ? scenarios.filter((_, index) => !began.has(index)).map(({ name }) => name) : [];
  const following = await follow(folder, options.listener);
  const ready = { model, folder, warnings: [...new Set(warnings)] };
  const job = startJob(scenarios, ready, options);
  try {
    const prepared = { ...ready, executables: await browsersFor(scenarios, options) };
    job.browsers(prepared.executables);
    options.listener.begin?.(scenarios.length);
    await servers.start(scenarios, say);
    if (signal.aborted) return { runs, notBegun: [], notReached: notReached(), exitCode: INTERRUPTED, startedAt };
    await job.run();
    following.catchUp();
    if (options.grep !== undefined && runsOf(folder).length + notBegunIn(folder).length === 0)
      throw new UitestError(
        'usage.invalid',
        `--grep ${options.grep} matches none of ${scenarios.map(({ name }) => JSON.stringify(name)).join(', ')}`,
      );
    for (const { scenario: index, dir, attempts } of runsOf(folder)) {
      began.add(index);
      const scenario = scenarios[index];
      if (!scenario) continue;
      const finished = await finishOrRedo(dir, scenario, prepared, servers, following, options).catch(
        (error: unknown) => {
          if (!signal.aborted) throw error;
          // What was cut off too early to be told keeps nothing from the others.
          say(`${dir}: ${messageOf(error)}`);
        },
      );
      if (finished) runs.push({ ...finished, attempts });
    }
    const notBegun = withoutRun(scenarios, folder, options);
    const ended = runs.map(({ run, specVerified }) => ({
      status: run.outcome?.status ?? ('errored' as const),
      reason: run.outcome?.reason ?? ('internal.bug' as const),
      ...(specVerified === undefined ? {} : { specVerified }),
    }));
    const missing = notBegun.map(() => ({ status: 'errored', reason: 'browser.start' }) as const);
    const exitCode = signal.aborted ? INTERRUPTED : exitCodeOf([...ended, ...missing]);
    return { runs, notBegun, notReached: notReached(), exitCode, startedAt };
  } catch (error) {
    if (signal.aborted) return { runs, notBegun: [], notReached: notReached(), exitCode: INTERRUPTED, startedAt };
    // Without its server no scenario begins: whoever reads the results has to find each of them.
    if (!(error instanceof UitestError) || error.reason !== 'server.start' || began.size > 0) throw error;
    const { reason, message } = error;
    const notBegun = scenarios.map(({ name, file }) => ({ scenario: name, file, reason, message }));
    return { runs, notBegun, notReached: [], exitCode: ERRORED, startedAt };
  } finally {
    await job.cancel();
    await servers.stop();
    following.close();
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
