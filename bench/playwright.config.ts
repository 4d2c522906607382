/** `npm run bench`: as the tests run, one at a time, nothing tried twice. */
import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.ts';

export default defineConfig(tests, {
  testDir: '.',
  testMatch: '*.bench.ts',
  outputDir: '../test-results/bench',
  workers: 1,
  retries: 0,
  timeout: 1_800_000,
  reporter: [['dot']],
});
