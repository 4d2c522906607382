/**
 * The one test file that Playwright Test is given: a test for each scenario of the job. Its first process reads this file only to
 * list the tests: what a run needs is loaded where it runs, while the browser starts.
 */
import path from 'node:path';
import { test as base } from '@playwright/test';
import type { Browser } from 'playwright';
import { launchBrowser, type BrowserName } from '../browser/launch.ts';
import { executablesOf, gate, JOB_VARIABLE, readJob, SCENARIO } from './job.ts';

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
const test = watched.extend<object, { launch: (browser: BrowserName) => Promise<Browser> }>({
  launch: [
    async ({}, use) => {
      const started = new Map<BrowserName, Promise<Browser>>();
      const start = async (browser: BrowserName) => {
        const { [browser]: executable } = await executablesOf(folder, job);
        return launchBrowser({
          browser,
          headed: job.headed,
          sandbox: job.sandbox,
          ...(executable === undefined ? {} : { executable }),
          ...(job.connect === undefined ? {} : { connect: job.connect }),
        });
      };
      await use((browser) => {
        const running = started.get(browser) ?? start(browser);
        started.set(browser, running);
        return running;
      });
      for (const running of started.values()) await running.then((browser) => browser.close()).catch(() => undefined);
    },
    { scope: 'worker' },
  ],
});

for (const [index, { file, name, browser }] of job.scenarios.entries())
  test.describe(path.relative(process.cwd(), file), () => {
    test(name, { annotation: { type: SCENARIO, description: String(index) } }, async ({ launch }, info) => {
      const [running, { runInWorker }] = await Promise.all([
        launch(browser),
        import('./runInWorker.ts'),
        gate(folder, job),
      ]);
      await runInWorker({ folder, job, index, browser: running, test, info });
    });
  });
