/** The job summary as GitHub shows it: blocks of HTML, in which every text of others is text. */
import { expect, test } from '@playwright/test';
import type { Outcome } from '../../src/core/outcome.ts';
import { renderJobSummary } from '../../src/report/jobSummary.ts';
import type { Written, WrittenRun } from '../../src/report/results.ts';
import { HOSTILE, UNPRINTABLE } from '../support/hostileStrings.ts';
import { tale } from './hostileTale.ts';
import { expectation, PASSED, prose, Story } from './story.ts';

const PLACES = { root: '/project', runUrl: 'https://github.com/me/shop/actions/runs/7' };
const FAILED: Outcome = {
  status: 'failed',
  reason: 'app.expectation',
  message: 'The total is wrong',
  expected: '34.00',
  found: '43.00',
  stepId: '2',
};

function story(name: string): Story {
  const steps = [prose('1', 'Log in'), expectation('2', 'expect the total')];
  return new Story(steps, { model: 'kimi-k2.5', scenario: { name } })
    .turn('1')
    .reply({ model: 'kimi-k2.5', usd: 0.25 })
    .done('1');
}

function all(runs: WrittenRun[], notBegun: Written['notBegun'] = []): Written {
  return { runs, notBegun, startedAt: '', exitCode: 0 };
}

test('it has a row for each scenario, then what failed with expected, found, place and report', async ({ page }) => {
  const passed = story('Log in').end(PASSED, 'replayed', 1200).run();
  const failed = story('Buy the lamp').end(FAILED, 'driven', 5000).run();
  const notBegun = [{ scenario: 'Pay', file: '/project/scenarios/pay.yaml', message: 'no browser' }];

  const written = all(
    [
      { run: passed, attempts: 2 },
      { run: failed, reportFile: '/project/reports/r1/index.html' },
    ],
    notBegun,
  );
  await page.setContent(renderJobSummary(written, PLACES));

  await expect(page.getByRole('heading').first()).toHaveText('uitest: 1 not begun, 1 passed, 1 failed');
  const rows = page.getByRole('table').first().getByRole('row');
  await expect(rows.nth(1)).toHaveText('⚠️ not begunPayscenarios/pay.yaml––––');
  await expect(rows.nth(2)).toHaveText('✅ passed (attempt 2)Log inscenarios/lamp.yaml1.2 sreplayed$0.25–');
  await expect(rows.nth(3)).toHaveText('❌ failedBuy the lampscenarios/lamp.yaml5.0 sdriven$0.25–');
  await expect(page.getByRole('heading', { level: 4 })).toHaveText(['Pay not begun', 'Buy the lamp failed']);
  await expect(page.getByRole('table').nth(1)).toHaveText('expected34.00 found43.00');
  await expect(page.locator('p').nth(2)).toHaveText(
    'at scenarios/lamp.yaml:8:5, step 2 expect the total (app.expectation)report in the artefact: reports/r1/index.html',
  );
  await expect(page.getByRole('link')).toHaveAttribute('href', `${PLACES.runUrl}#artifacts`);
});

test('texts of others are text in code, in blocks of HTML without a blank line', async ({ page }) => {
  const runs = HOSTILE.flatMap((text) =>
    (['failed', 'unproved', 'errored'] as const).map((how) => ({ run: tale(text, how).run(), reportFile: text })),
  );
  const notBegun = HOSTILE.map((text) => ({ scenario: text, file: text, message: text }));

  const summary = renderJobSummary(all(runs, notBegun), PLACES);

  expect(UNPRINTABLE.exec(summary)).toBeNull();
  const lines = summary.trimEnd().split('\n');
  expect(lines.filter((line) => !/^<(h3|h4|p|table|tr)\b|^<\/tbody><\/table>$/.test(line))).toEqual([]);
  await page.setContent(summary);
  const seen = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const loose = new Set<string>();
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('code')) loose.add((node.textContent ?? '').replace(/\d[\d.,]*/g, '0').trim());
    return {
      ran: 'ran' in window,
      elements: [...new Set([...document.body.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      attributes: [...document.body.querySelectorAll('*')].flatMap(({ attributes }) =>
        [...attributes].map(({ value }) => value),
      ),
      loose: [...loose],
      nested: document.querySelectorAll('code *').length,
    };
  });
  expect(seen).toMatchObject({ ran: false, nested: 0, attributes: [`${PLACES.runUrl}#artifacts`] });
  expect(seen.elements).toEqual('a br code h3 h4 p table tbody td th thead tr'.split(' '));
  // Ours alone: some thirty words, whatever the texts are.
  expect(seen.loose.filter((text) => /[@#`|<*[\]]|:\/\//.test(text))).toEqual([]);
  expect(seen.loose.length).toBeLessThan(40);
});

test('it stays below the size that GitHub takes, keeps what failed, and says what it left out', () => {
  const failed = story('x'.repeat(500))
    .end({ ...FAILED, message: '&'.repeat(600), expected: '<'.repeat(600) })
    .run();
  const passed = story('Log in').end(PASSED).run();
  const written = all([
    ...Array.from({ length: 900 }, () => ({ run: passed })),
    ...Array.from({ length: 900 }, () => ({ run: failed })),
  ]);

  const whole = renderJobSummary(written, PLACES);
  const small = renderJobSummary(written, PLACES, 20_000);

  expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(1024 * 1024);
  expect(Buffer.byteLength(small)).toBeLessThanOrEqual(20_000);
  expect(small).toContain('uitest: 900 passed, 900 failed');
  expect(small).toMatch(/<p>… [\d,]+ more failures: the reports have them all\.<\/p>/);
  expect(small).toMatch(/<p>… [\d,]+ more scenarios/);
  expect(renderJobSummary(written, PLACES, 100)).toBe('');
});
