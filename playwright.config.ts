import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';

/** Playwright finds only its own download; the suite also runs where Chromium came from elsewhere. */
const places = [
  process.env['UITEST_CHROMIUM'] ?? '',
  chromium.executablePath(),
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
];
const executablePath = places.find((place) => place !== '' && existsSync(place));

export default defineConfig({
  testDir: 'test',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  // The machines of CI are small and shared: a test that was starved gets a second chance, and the report says so.
  retries: process.env['CI'] ? 1 : 0,
  reporter: [
    ['list'],
    ['./test/support/gradesReporter.ts'],
    ...(process.env['CI'] ? [['junit', { outputFile: 'test-results/junit.xml' }] as const] : []),
  ],
  outputDir: 'test-results',
  use: executablePath === undefined ? {} : { launchOptions: { executablePath } },
});
