import { existsSync } from 'node:fs';
import { chromium, defineConfig } from '@playwright/test';

/** Playwright finds only its own download; the suite also runs where Chromium came from elsewhere. */
const places = [process.env['UITEST_CHROMIUM'] ?? '', chromium.executablePath(), '/usr/bin/chromium', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => place !== '' && existsSync(place));

export default defineConfig({
  testDir: 'test',
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  reporter: process.env['CI'] ? [['list'], ['junit', { outputFile: 'test-results/junit.xml' }]] : [['list']],
  outputDir: 'test-results',
  use: executablePath === undefined ? {} : { launchOptions: { executablePath } },
});
