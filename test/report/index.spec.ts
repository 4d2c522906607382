import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { indexEntryOf, type IndexEntry } from '../../src/report/indexEntry.ts';
import { renderIndex } from '../../src/report/renderIndex.ts';
import { trendsOf } from '../../src/report/trends.ts';
import { axeFindings } from '../support/axe.ts';
import { listed, manyRuns } from './manyRuns.ts';
import { test } from './reportPage.ts';
import { PASSED, prose, Story } from './story.ts';

const entry = (startedAt: string, story: (empty: Story) => Story): IndexEntry => {
  const empty = new Story([prose('1', 'Log in')], {
    model: 'kimi-k2.5',
    startedAt,
    scenario: { name: `Run of ${startedAt.slice(0, 10)}` },
  });
  return { ...indexEntryOf(story(empty).run()), href: `${startedAt.slice(0, 10)}/index.html` };
};

const textsOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim()));

test('the index lists all runs, newest first, with outcome, mode, model, duration, cost and a link', async ({
  page,
}) => {
  const entries = [
    entry('2026-03-01T08:00:00.000Z', (story) =>
      story.turn('1').reply({ model: 'kimi-k2.5', usd: 0.5 }).end(PASSED, 'driven', 4000),
    ),
    entry('2026-03-03T08:00:00.000Z', (story) =>
      story
        .turn('1')
        .reply({ model: 'kimi-k2.5' })
        .end({ status: 'failed', reason: 'app.expectation', message: 'No dashboard' }),
    ),
    entry('2026-03-02T08:00:00.000Z', (story) => story.turn('1')),
    entry('2026-02-28T08:00:00.000Z', (story) => story.turn('1', undefined, true).end(PASSED, 'replayed', 900)),
  ];

  await page.setContent(renderIndex(entries));

  const cells = await page
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())),
    );
  expect(cells).toEqual([
    [
      'Failed',
      'Run of 2026-03-03 No dashboard',
      'driven',
      'kimi-k2.5',
      '8.4 s',
      'price unknown',
      'not proved',
      '2026-03-03 08:00 UTC',
    ],
    [
      'Unfinished',
      'Run of 2026-03-02 No outcome: it died, or is going on.',
      'driven',
      'kimi-k2.5',
      '–',
      '–',
      'not proved',
      '2026-03-02 08:00 UTC',
    ],
    ['Passed', 'Run of 2026-03-01', 'driven', 'kimi-k2.5', '4.0 s', '$0.50', 'not proved', '2026-03-01 08:00 UTC'],
    ['Passed', 'Run of 2026-02-28', 'replayed', 'kimi-k2.5', '900 ms', '–', 'not proved', '2026-02-28 08:00 UTC'],
  ]);
  await expect(page.getByRole('row').getByRole('link', { name: 'Run of 2026-03-01' })).toHaveAttribute(
    'href',
    './2026-03-01/index.html',
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /Runs\s+2 of 4 runs passed; 0 of 1 scenario passed last time/,
  );
});

test('an index without runs says how to get one', async ({ page }) => {
  await page.setContent(renderIndex([]));

  await expect(page.getByText('Run a scenario with uitest run')).toBeVisible();
});

test('a run is flaky when it passed only at another attempt, or its spec only sometimes', () => {
  const proof = { type: 'spec-proved', file: 'a.spec.ts', runs: 3 } as const;
  const told = (attempt: number, passed?: number, failed = false) => {
    const story = new Story([prose('1', 'Log in')], { attempt });
    story.end(failed ? { status: 'failed', reason: 'app.expectation', message: 'No' } : PASSED);
    return indexEntryOf((passed === undefined ? story : story.emit({ ...proof, passed, vacuous: [] })).run()).flaky;
  };

  expect([told(0), told(1), told(1, undefined, true)]).toEqual([undefined, 'retry', undefined]);
  expect([told(0, 3), told(0, 2), told(0, 0)]).toEqual([undefined, 'spec', undefined]);
});

test('a trend counts what became of the runs of a scenario, what they cost, and how long they took', () => {
  const runs = [
    listed({ durationMs: 9000, modelCalls: 3, usd: 0.02 }),
    listed({ durationMs: 1000, mode: 'healed', modelCalls: 1, usd: 0.01 }),
    listed({ durationMs: 2000, flaky: 'retry' }),
    listed({ durationMs: 4000, status: 'failed', message: 'No' }),
    listed({ durationMs: 0, status: 'unfinished', modelCalls: 1 }),
    listed({ file: '/project/scenarios/other.yaml', status: 'failed', message: 'No' }),
  ].map(({ usd, ...run }) => (run.status === 'unfinished' ? run : { ...run, usd: usd ?? 0 }));

  const [bad, mine] = trendsOf(runs);

  expect(bad).toMatchObject({ runs: [{ file: '/project/scenarios/other.yaml' }] });
  expect(mine).toMatchObject({
    passed: 3,
    counts: { failed: 1, unfinished: 1, flaky: 1, healed: 1, passed: 1, errored: 0, stopped: 0 },
    unpriced: 1,
    medianMs: 3000,
  });
  expect(mine?.usd).toBeCloseTo(0.03);
});

const shown = test.extend<{ open: (entries: IndexEntry[], javaScript?: boolean) => Promise<void> }>({
  open: async ({ page, dir }, use) => {
    const broken: string[] = [];
    page.on('pageerror', (error) => broken.push(error.message));
    page.on('console', (message) => broken.push(message.text()));
    await use(async (entries) => {
      const file = join(dir, 'index.html');
      writeFileSync(file, renderIndex(entries));
      await page.goto(pathToFileURL(file).href);
    });
    expect(broken).toEqual([]);
  },
});

shown('each scenario has a card, what failed first, with a strip of its last 20 runs', async ({ page, open }) => {
  const old = Array.from({ length: 24 }, (_, at) =>
    listed({ startedAt: `2026-03-${String(at + 1).padStart(2, '0')}T08:00:00.000Z`, modelCalls: 1, usd: 0.25 }),
  );
  const newest = { status: 'failed', message: 'The total is wrong', startedAt: '2026-04-01T08:00:00.000Z' } as const;
  const fine = { file: '/project/scenarios/fine.yaml', scenario: 'Fine', startedAt: '2026-04-02T08:00:00.000Z' };

  await open([...old, listed(newest), listed(fine), listed({ ...fine, flaky: 'spec', startedAt: '2026-03-30' })]);

  expect(await textsOf(page, '.trend h3')).toEqual(['Buy the cheapest lamp', 'Fine']);
  const [bad, good] = [page.locator('.trend').first(), page.locator('.trend').last()];
  await expect(bad.locator('.why')).toHaveText('The total is wrong');
  await expect(bad.locator('.counts')).toHaveText(
    /lamp\.yaml\s+24 of 25 runs passed\s+1 failed\s+median 2\.0 s\s+\$6\.00 in all, newest \$0/,
  );
  await expect(bad.getByRole('group').getByRole('link')).toHaveCount(20);
  await expect(bad.getByRole('link', { name: 'Failed, 2026-04-01 08:00 UTC' })).toHaveAttribute(
    'href',
    './20260401080000-lamp/index.html',
  );
  await expect(bad.getByRole('group').getByRole('link').last()).toHaveAccessibleName(/^Failed/);
  await expect(good.getByRole('group').getByRole('link').first()).toHaveAccessibleName(/^Flaky/);
});

shown('runs are filtered by outcome and by words, and the page says how many are left', async ({ page, open }) => {
  await open(manyRuns(60, 4));
  const rows = page.locator('tbody tr:visible');
  const status = page.getByRole('search').getByRole('status');

  await expect(rows).toHaveCount(60);
  await page.getByRole('button', { name: /^failed/ }).click();
  const failed = await rows.count();
  expect(failed).toBeGreaterThan(0);
  await expect(page.locator('tbody .pill:visible').filter({ hasNotText: 'Failed' })).toHaveCount(0);
  await expect(status).toHaveText(`${failed} of 60 runs shown`);
  await page.keyboard.press('/');
  await page.keyboard.type('SHOP-1 no-such-word');
  await expect(rows).toHaveCount(0);
  await expect(page.getByText('No run is like that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(failed);
  await page.getByRole('button', { name: /^All/ }).click();
  await page.getByRole('searchbox').fill('invoice shop-2');
  await expect(rows).toHaveCount(15);
  await expect(page.locator('.trend:visible')).toHaveCount(1);
});

shown('1,000 runs of 40 scenarios: below 1.5 MB, there at once, filtered at once', async ({ page, open }) => {
  const entries = manyRuns(1000, 40);
  expect(Buffer.byteLength(renderIndex(entries))).toBeLessThan(1_500_000);

  const started = performance.now();
  await open(entries);
  await expect(page.getByRole('searchbox')).toBeVisible();
  expect(performance.now() - started).toBeLessThan(10_000);

  await expect(page.locator('.trend')).toHaveCount(40);
  await page.getByRole('searchbox').fill('lamp shop-17');
  await expect(page.locator('tbody tr:visible')).toHaveCount(25);
});

for (const [width, scheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  shown(
    `at ${width} pixels, ${scheme}, nothing of the index is wider than the page, and axe finds nothing`,
    async ({ page, open }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: scheme });
      await open(manyRuns(60, 4));

      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      // Nor is its table, which might be scrolled sideways.
      expect(await page.locator('.table').evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
      const cut = (all: Element[]) =>
        all.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent);
      expect(await page.locator('.trend > *, .trend p').evaluateAll(cut)).toEqual([]);
      expect(await axeFindings(page)).toEqual([]);
    },
  );

test('without its script the index is whole, and offers no filter', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();

  await page.setContent(renderIndex(manyRuns(30, 3)));

  await expect(page.locator('tbody tr:visible')).toHaveCount(30);
  await expect(page.getByRole('search')).toHaveCount(0);
  await context.close();
});
