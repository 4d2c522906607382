/** One scenario of a job, run in a worker of Playwright Test, from its file to its verdict. */
import type { test, TestInfo } from '@playwright/test';
import type { Browser } from 'playwright';
import type { Outcome } from '../core/outcome.ts';
import type { Scenario } from '../core/scenario.ts';
import { loadScenario } from '../scenario/load.ts';
import { readRecording, recordingFileOf } from '../replay/recording.ts';
import { bellOf, type Bell } from './bell.ts';
import { createModel } from './chooseModel.ts';
import { environmentOf, secretsOf } from './environment.ts';
import { BEGUN, handBack, LOADER_VARIABLE, type Job } from './job.ts';
import { interruption } from './interruption.ts';
import { openToolbox } from './openToolbox.ts';
import { performRun } from './performRun.ts';
import { spokenWords } from './spokenWords.ts';
import { stepMirror } from './stepMirror.ts';
import { withOptions } from './withOptions.ts';

export interface WorkerRun {
  /** Of the job. */
  folder: string;
  job: Job;
  /** Of the scenario in the job. */
  index: number;
  browser: Browser;
  test: Pick<typeof test, 'step'>;
  info: TestInfo;
}

delete process.env[LOADER_VARIABLE];

/** One for all runs of a worker. */
let bell: Bell | undefined;

/** Throws unless the scenario passed: Playwright Test has to know, for retries and traces. */
export async function runInWorker({ folder, job, index, browser, test, info }: WorkerRun): Promise<void> {
  const { file = '' } = job.scenarios[index] ?? {};
  const scenario = withOptions(loadScenario(file), job);
  const secrets = secretsOf(scenario, job.envFile);
  const model = createModel(job.model, job, environmentOf(scenario, job.envFile));
  const { redo } = job;
  const recording = redo || !job.fresh ? readRecording(redo?.recording ?? recordingFileOf(file)) : undefined;
  const { ring } = (bell ??= bellOf(folder));
  let run = '';
  let events = 0;
  const spoken = job.verbose ? spokenWords(secrets, (words) => ring({ run, events, words })) : undefined;
  const mirror = stepMirror(test, scenario);
  const { dir: runDir, outcome } = await performRun({
    scenario,
    secrets,
    browser,
    quality: job.screenshotQuality,
    outDir: job.outDir,
    model,
    toolbox: await openToolbox(scenario),
    recording,
    frozen: job.frozen,
    redo,
    warnings: job.warnings,
    attempt: info.retry,
    signal: interruption(),
    ...(spoken ? { watch: spoken.watch } : {}),
    listen(event) {
      spoken?.event(event);
      ring({ run, events: ++events });
      mirror(event);
    },
    began: (dir) => (run = handBack(folder, { scenario: index, attempt: info.retry, dir, pid: process.pid })),
  });
  info.annotations.push({ type: BEGUN, description: runDir });
  if (outcome.status !== 'passed') throw asTestError(outcome, scenario);
}

/** What people read is made from the journal. */
function asTestError({ status, reason, message, location }: Outcome, scenario: Scenario): Error {
  const { file, line, column } = location ?? { file: scenario.file, line: 1, column: 1 };
  const error = new Error(`${status} (${reason}): ${message}`);
  error.stack = `Error: ${error.message}\n    at step (${file}:${line}:${column})`;
  return error;
}
