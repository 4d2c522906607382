/**
 * What people see. The baselines lie beside this file and were looked at; `npx playwright test test/report/looks
 * --update-snapshots` makes them anew. They are of the Liberation fonts, which every Linux has or can have: without them
 * pictures are not compared.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { renderIndex } from '../../src/report/renderIndex.ts';
import { axeFindings } from '../support/axe.ts';
import { SPEC } from './demoRun.ts';
import { ENDINGS, runThat } from './fiveRuns.ts';
import { manyRuns } from './manyRuns.ts';
import { test } from './reportPage.ts';

const SIZES = [
  ['wide', 1280],
  ['small', 390],
] as const;

for (const ending of ENDINGS)
  test(`a run that ${ending === 'healed' ? 'was healed' : ending} looks as it did, and axe finds nothing`, async ({
    page,
    camera,
    show,
  }) => {
    const story = await runThat(ending, camera);
    await show(story, ending === 'passed' ? { spec: SPEC } : {});

    await expectLooks(page, ending);
  });

test('the index looks as it did, and axe finds nothing', async ({ page, dir }) => {
  const file = join(dir, 'index.html');
  writeFileSync(file, renderIndex(manyRuns(40, 5)));
  await page.goto(pathToFileURL(file).href);

  await expectLooks(page, 'index');
});

async function expectLooks(page: Page, name: string): Promise<void> {
  const comparable = await liberate(page);
  for (const colorScheme of ['light', 'dark'] as const)
    for (const [size, width] of SIZES) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await everyPicture(page);
      if (comparable)
        await expect.soft(page).toHaveScreenshot(`${name}-${colorScheme}-${size}.png`, {
          fullPage: true,
          maxDiffPixels: 200,
        });
      expect.soft(await axeFindings(page), `${colorScheme}, ${size}`).toEqual([]);
    }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

/** The same letters on every machine; false where these fonts are not there. */
function liberate(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const root = document.documentElement.style;
    root.setProperty('--sans', '"Liberation Sans"');
    root.setProperty('--mono', '"Liberation Mono"');
    const pen = document.createElement('canvas').getContext('2d');
    const widths = ['Liberation Sans', 'Liberation Mono'].map((font) =>
      ['serif', 'sans-serif', 'cursive'].map((other) => {
        if (!pen) return 0;
        pen.font = `20px "${font}", ${other}`;
        return pen.measureText('The quick brown fox, 0123456789').width;
      }),
    );
    return widths.every((each) => new Set(each).size === 1);
  });
}

/** Lazy pictures are loaded, and the page stands at its top. */
async function everyPicture(page: Page): Promise<void> {
  for (const image of await page.locator('img').all()) await image.scrollIntoViewIfNeeded();
  await page.evaluate(async () => {
    scrollTo(0, 0);
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}
