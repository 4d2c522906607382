import type { Browser } from '@playwright/test';
import { createKimi } from '../src/model/kimi/kimi.ts';
import { test, expect } from '../test/support/drive.ts';
import { PromptMeter } from '../test/support/promptMeter.ts';
import { questionnaire, startMetered } from '../test/support/questionnaire.ts';

const ACTIONS = Number(process.env['BENCH_ACTIONS'] ?? 240);
const PAGES = ACTIONS / 2;
const VIEWPORT = { width: 1280, height: 720 };

test('questionnaire', async ({ chromium, serve, drive }) => {
  const site = await serve(questionnaire);
  const bareMs = await bareLoop(chromium, site.origin);
  const rows: Record<string, string | number>[] = [];

  for (const wholePages of [false, true]) {
    const { server, meter } = await startMetered({ wholePages, pages: PAGES });
    const started = performance.now();
    const { outcome, run } = await drive({
      page: questionnaire,
      steps: `Answer each of the ${PAGES} pages with "answer" and its number, and press Next`,
      model: createKimi({ model: 'kimi-k2.5', host: 'moonshot', baseURL: server.baseURL }),
      scenario: { use: { viewport: VIEWPORT }, limits: { turns: 100_000, tokens: 1_000_000_000, minutes: 60 } },
    });
    const ms = (performance.now() - started - run.totals.modelMs) / ACTIONS;
    await server.close();
    expect(outcome.status).toBe('passed');

    const { calls, prompt, fresh, weighted } = meter.perAction(ACTIONS);
    const tenth = new PromptMeter();
    tenth.requests.push(...meter.requests.slice(-Math.ceil(meter.requests.length / 10)));
    const last = tenth.perAction((tenth.requests.length / meter.requests.length) * ACTIONS).weighted;
    rows.push({
      mode: wholePages ? 'a whole page in one reply' : 'one action a reply',
      calls: calls.toFixed(2),
      prompt: round(prompt),
      new: round(fresh),
      weighted: round(weighted),
      'last tenth': (last / weighted).toFixed(2),
      ms: round(ms),
      'of bare': (ms / bareMs).toFixed(2),
    });
  }
  console.table([...rows, { mode: 'bare Playwright', ms: round(bareMs) }]);
});

/** Milliseconds an action: what any loop with a picture for each action has to do. */
async function bareLoop(browser: Browser, origin: string): Promise<number> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(origin);
  const started = performance.now();
  for (let action = 0; action < ACTIONS; action++) {
    if (action % 2 === 0) await page.getByRole('textbox').fill(`answer ${action / 2 + 1}`);
    else {
      await page.getByRole('button').click();
      await page.waitForURL(`**page=${(action + 1) / 2 + 1}*`);
    }
    await page.screenshot({ type: 'jpeg', quality: 80, caret: 'initial', scale: 'css' });
  }
  const ms = (performance.now() - started) / ACTIONS;
  await page.close();
  return ms;
}

function round(value: number): number {
  return Math.round(value);
}
