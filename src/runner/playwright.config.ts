/** How Playwright Test runs scenarios: each is a test, so that workers, retries, shards and traces are the ones that people know. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { JOB_VARIABLE, readJob } from './job.ts';

const folder = process.env[JOB_VARIABLE] ?? '';
const job = readJob(folder);
const here = path.dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  testDir: here,
  testMatch: 'scenarios.spec.js',
  outputDir: path.join(job.outDir, '.playwright'),
  fullyParallel: true,
  // The limits of a scenario end it; Playwright's own clock must not.
  timeout: 0,
  retries: job.retries,
  ...(job.workers === undefined ? {} : { workers: job.workers }),
  reporter: [[path.join(here, 'reporter.js')]],
  use: { trace: job.trace },
});
