/** A report written to disk and opened from there, as a person would. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test as base } from '@playwright/test';
import { renderReport, type ReportExtra } from '../../src/report/renderReport.ts';
import { Camera } from './camera.ts';
import type { Story } from './story.ts';

export const test = base.extend<{
  dir: string;
  show: (story: Story, extra?: ReportExtra) => Promise<void>;
  camera: Camera;
}>({
  // oxlint-disable-next-line no-empty-pattern
  dir: async ({}, use) => {
    const dir = mkdtempSync(join(tmpdir(), 'uitest-report-'));
    await use(dir);
    rmSync(dir, { recursive: true });
  },
  camera: async ({ page, dir }, use) => use(new Camera(page, dir)),
  show: async ({ page, dir }, use) => {
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    await use(async (story, extra = {}) => {
      const file = join(dir, 'index.html');
      writeFileSync(file, renderReport(story.run(dir), extra));
      await page.goto(pathToFileURL(file).href);
    });
    expect(broken).toEqual([]);
  },
});
