/** `npm run mutants`: what the specs of the shipped scenarios find, and what they put up with. */
import { defineConfig } from '@playwright/test';
import tests from '../../playwright.config.ts';

export default defineConfig(tests, {
  testDir: '.',
  testMatch: '*.mutants.ts',
  outputDir: '../../test-results/mutants',
  workers: 1,
  retries: 0,
  timeout: 3_600_000,
  reporter: [['dot']],
});
