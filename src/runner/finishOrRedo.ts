/** What follows the run of one scenario; where its spec does not hold, the model may do the step that it failed at once more. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../core/error.ts';
import { redactor } from '../core/redact.ts';
import type { Scenario } from '../core/scenario.ts';
import { renderRecording } from '../replay/recording.ts';
import { BUILTIN } from './chooseModel.ts';
import { secretsOf } from './environment.ts';
import { finishRun, type FinishedRun } from './finishRun.ts';
import { follow, type Following } from './follow.ts';
import { createJobFolder, removeJobFolder, runsOf, type Executables } from './job.ts';
import { redoOf } from './redo.ts';
import { runJob, type Prepared } from './runJob.ts';
import type { RunOptions } from './runOptions.ts';
import type { Servers } from './servers.ts';
import { writeWhole } from './writeWhole.ts';

/** How often a step is done once more whose spec did not hold. */
const MAX_REDOS = 2;

/** A spec that does not hold is the model's to mend, in the step that it did. What it cannot mend is delivered as it was. */
export async function finishOrRedo(
  dir: string,
  scenario: Scenario,
  prepared: Prepared,
  servers: Servers,
  following: Following,
  options: RunOptions,
): Promise<FinishedRun> {
  const { say, signal, frozen } = options;
  const finished = await finish(dir, scenario, prepared.executables, servers, options);
  following.catchUp();
  if (frozen || prepared.model === BUILTIN) return finished;
  let latest = finished;
  for (let tries = 0; tries < MAX_REDOS && !signal.aborted; tries++) {
    const { run, specFile } = latest;
    const redo =
      specFile === undefined || latest.specVerified ? undefined : redoOf(run, readFileSync(specFile, 'utf8'));
    if (!redo) return latest;
    say(`the spec does not hold: step ${redo.stepId} is done once more`);
    const folder = createJobFolder();
    const again = await follow(folder, options.listener);
    try {
      const recording = path.join(folder, 'redo.recording.json');
      writeWhole(recording, renderRecording(run, ''));
      await servers.restart(scenario);
      await runJob(
        [scenario],
        { ...prepared, folder, redo: { ...redo, recording } },
        { ...options, shard: undefined, grep: undefined },
      );
      again.catchUp();
      const [redone] = runsOf(folder);
      const next = redone && (await finish(redone.dir, scenario, prepared.executables, servers, options));
      again.catchUp();
      if (next?.run.outcome?.status !== 'passed') return latest;
      latest = next;
    } catch (error) {
      // Its server did not start again: what was passed before is not lost for it.
      say(`step ${redo.stepId} was not done once more: ${messageOf(error)}`);
      return latest;
    } finally {
      again.close();
      removeJobFolder(folder);
    }
  }
  return latest;
}

async function finish(
  dir: string,
  scenario: Scenario,
  executables: Executables,
  servers: Servers,
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
    doing: (what) => options.listener.doing?.(what),
    signal,
    restartServer: () => servers.restart(scenario),
  });
}
