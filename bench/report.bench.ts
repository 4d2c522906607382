/** A report of a thousand turns: how large its folder is, how soon it can be used, how smoothly it scrolls. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from '@playwright/test';
import { startDemo } from '../demo/server.ts';
import type { Action } from '../src/core/action.ts';
import { parseElements } from '../src/core/elementList.ts';
import { openJournal } from '../src/journal/write.ts';
import { renderReport } from '../src/report/renderReport.ts';
import { PASSED, prose, Story } from '../test/report/story.ts';
import { emptyFolder } from '../test/support/cli.ts';
import { expect, test } from '../test/support/session.ts';

const TURNS = Number(process.env['BENCH_TURNS'] ?? 1_000);
const PATHS = ['catalogue', 'catalogue?q=lamp', 'products/desk-lamp-otto', 'help', 'cart', 'activity', 'questionnaire'];
const REASONING =
  'The page shows what the step asks for, so the next thing to do is to press the button beside it. '.repeat(6);

test('report', async ({ visit, page }) => {
  const demo = await startDemo({ port: 0 });
  const { session } = await visit('<p>start', { alsoAllowed: [new URL(demo.url).origin] });
  const dir = emptyFolder();
  const story = new Story([prose('1', 'Look at everything in the shop')], { model: 'kimi-k2.5' });
  const journal = openJournal(dir);
  for (let turn = 1; turn <= TURNS; turn++) {
    await session.page.goto(demo.url + PATHS[turn % PATHS.length]);
    // Every picture is another one, as in a run that gets somewhere.
    await session.page.evaluate((text) => document.querySelector('main')?.prepend(text), `Turn ${turn}`);
    const { screenshot, ...seen } = await session.observe({ picture: true });
    const [element] = parseElements(seen.elements).filter(({ ref, role }) => ref && role === 'link');
    story
      .turn('1', { ...seen, ...(screenshot ? { screenshot: journal.keepScreenshot(screenshot) } : {}) })
      .reply({ model: 'kimi-k2.5', text: 'I go on to the next page.', reasoning: REASONING, usd: 0.001 })
      .act('click', { ref: element?.ref }, clickOn(element?.name ?? ''))
      .act('verify_text', { text: 'Lamp' }, verify);
  }
  story.done('1').end(PASSED, 'driven', 1_200_000);
  for (const event of story.events) journal.append(event);
  journal.close();
  await demo.close();

  const started = performance.now();
  const text = renderReport(story.run(dir));
  const rendered = performance.now() - started;
  const file = path.join(dir, 'index.html');
  writeFileSync(file, text);
  const opened: number[] = [];
  for (let round = 0; round < 3; round++) opened.push(await usable(page, file));
  console.table([
    {
      turns: TURNS,
      'folder MB': megabytes(sizeOf(dir)),
      'pictures MB': megabytes(sizeOf(path.join(dir, 'shots'))),
      'page MB': megabytes(Buffer.byteLength(text)),
      'rendered ms': Math.round(rendered),
      'usable ms': Math.round(opened.sort((a, b) => a - b)[1] ?? Number.NaN),
      'longest frame ms': Math.round(await longestFrame(page)),
    },
  ]);
});

/** Milliseconds until the page has been parsed and has answered a key. */
async function usable(page: Page, file: string): Promise<number> {
  await page.goto('about:blank');
  const started = performance.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'domcontentloaded' });
  await page.keyboard.press('j');
  await expect(page.locator('.turn:focus')).toHaveCount(1);
  return performance.now() - started;
}

/** Of a scroll through the whole page, 400 pixels a frame. */
function longestFrame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let longest = 0;
    let before = performance.now();
    for (let top = 0; top < document.documentElement.scrollHeight && top < 80_000; top += 400) {
      scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const now = performance.now();
      longest = Math.max(longest, now - before);
      before = now;
    }
    return longest;
  });
}

function clickOn(name: string): Action {
  const target = { locator: `getByRole('link', { name: ${JSON.stringify(name)} })`, role: 'link', name };
  return { kind: 'click', target, button: 'left', count: 1, modifiers: [] };
}

const verify: Action = { kind: 'verify', check: 'visible-text', text: 'Lamp', held: 'after', found: 'Lamp & Wire' };

function sizeOf(folder: string): number {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(path.join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
