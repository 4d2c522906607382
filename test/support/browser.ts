/** Chromium as a run starts it, once a worker. */
import { test as base } from '@playwright/test';
import type { Browser } from 'playwright';
import { findChromium } from '../../src/browser/finder.ts';
import { launchBrowser } from '../../src/browser/launch.ts';

export const test = base.extend<object, { chromium: Browser }>({
  chromium: [
    // Playwright reads the names of the fixtures that a fixture needs from this pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { executable } = await findChromium({
        env: process.env,
        say: () => undefined,
        install: false,
        root: false,
      });
      const browser = await launchBrowser({
        browser: 'chromium',
        executable,
        headed: false,
        sandbox: process.getuid?.() !== 0,
      });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});
