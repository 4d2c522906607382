/** The one test file that Playwright Test is given: a test for each scenario of the job. */
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Browser } from 'playwright';
import { launchBrowser } from '../browser/launch.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Scenario, Use } from '../core/scenario.ts';
import { loadScenario } from '../scenario/load.ts';
import { readRecording, recordingFileOf } from '../replay/recording.ts';
import { bellOf, type Bell } from './bell.ts';
import { createModel } from './chooseModel.ts';
import { environmentOf, secretsOf } from './environment.ts';
import { BEGUN, handBack, JOB_VARIABLE, readJob, SCENARIO } from './job.ts';
import { interruption } from './interruption.ts';
import { openToolbox } from './openToolbox.ts';
import { performRun } from './performRun.ts';
import { spokenWords } from './spokenWords.ts';
import { stepMirror } from './stepMirror.ts';
import { withOptions } from './withOptions.ts';

const folder = process.env[JOB_VARIABLE] ?? '';
const job = readJob(folder);

/**
 * Playwright Test keeps every call of its API, with its stack, until the test is over: for its trace and its own report,
 * some 60 kB a turn. Where no trace is wanted nobody reads it, so its fixture that listens to the calls is replaced by
 * one that does nothing. (Should a later version call it otherwise, a long run takes more memory again, and that is all.)
 */
const watched =
  job.trace === 'off'
    ? base.extend<{ _setupArtifacts: undefined }>({ _setupArtifacts: async ({}, use) => use(undefined) })
    : base;

/** One browser of each kind a worker, started when the first scenario asks for it. */
const test = watched.extend<object, { launch: (use: Use) => Promise<Browser> }>({
  launch: [
    async ({}, use) => {
      const started = new Map<Use['browser'], Promise<Browser>>();
      await use(({ browser }) => {
        const executable = job.executables[browser];
        const running =
          started.get(browser) ??
          launchBrowser({
            browser,
            headed: job.headed,
            sandbox: job.sandbox,
            ...(executable === undefined ? {} : { executable }),
            ...(job.connect === undefined ? {} : { connect: job.connect }),
          });
        started.set(browser, running);
        return running;
      });
      for (const running of started.values()) await running.then((browser) => browser.close()).catch(() => undefined);
    },
    { scope: 'worker' },
  ],
});

/** Playwright Test reads this file in other processes too: only one that runs scenarios has something to tell. */
let bell: Bell | undefined;
const bellInWorker = () => (bell ??= bellOf(folder));

for (const [index, file] of job.scenarios.entries()) {
  const scenario = withOptions(loadScenario(file), job);
  test.describe(path.relative(process.cwd(), file), () => {
    test(scenario.name, { annotation: { type: SCENARIO, description: String(index) } }, async ({ launch }, info) => {
      const secrets = secretsOf(scenario, job.envFile);
      const model = createModel(job.model, job, environmentOf(scenario, job.envFile));
      const { redo } = job;
      const recording = redo || !job.fresh ? readRecording(redo?.recording ?? recordingFileOf(file)) : undefined;
      const { ring } = bellInWorker();
      let run = '';
      let events = 0;
      const spoken = job.verbose ? spokenWords(secrets, (words) => ring({ run, events, words })) : undefined;
      const mirror = stepMirror(test, scenario);
      const { dir: runDir, outcome } = await performRun({
        scenario,
        secrets,
        browser: await launch(scenario.use),
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
    });
  });
}

/** Playwright Test has to know that it failed, for retries and traces. What people read is made from the journal. */
function asTestError({ status, reason, message, location }: Outcome, scenario: Scenario): Error {
  const { file, line, column } = location ?? { file: scenario.file, line: 1, column: 1 };
  const error = new Error(`${status} (${reason}): ${message}`);
  error.stack = `Error: ${error.message}\n    at step (${file}:${line}:${column})`;
  return error;
}
