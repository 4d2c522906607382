import { expect, test } from '@playwright/test';
import { renderIndex } from '../../src/report/renderIndex.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { PASSED, prose, Story } from './story.ts';

const entry = (startedAt: string, story: (empty: Story) => Story) => {
  const empty = new Story([prose('1', 'Log in')], {
    model: 'kimi-k2.5',
    startedAt,
    scenario: { name: `Run of ${startedAt.slice(0, 10)}` },
  });
  return { ...summaryOf(story(empty).run()), href: `${startedAt.slice(0, 10)}/index.html` };
};

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
      'Run of 2026-03-03No dashboard',
      'driven',
      'kimi-k2.5',
      '8.4 s',
      'price unknown',
      'not proved',
      '2026-03-03 08:00 UTC',
    ],
    [
      'Unfinished',
      'Run of 2026-03-02This run ended without an outcome (it died at turn 1).',
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
  await expect(page.getByRole('link', { name: 'Run of 2026-03-01' })).toHaveAttribute(
    'href',
    './2026-03-01/index.html',
  );
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Runs\s+2 of 4 runs passed/);
});

test('an index without runs says how to get one', async ({ page }) => {
  await page.setContent(renderIndex([]));

  await expect(page.getByText('Run a scenario with uitest run')).toBeVisible();
});
