/** What a long scenario costs on the wire: the strict server reads the requests, the pictures are those of the page. */
import { createKimi } from '../../src/model/kimi/kimi.ts';
import { test, expect } from '../support/drive.ts';
import { PromptMeter } from '../support/promptMeter.ts';
import { questionnaire, startMetered } from '../support/questionnaire.ts';

const PAGES = 80;
const ACTIONS = 2 * PAGES;
const GOAL = `Answer each of the ${PAGES} pages of the questionnaire with "answer" and its number, and press Next`;

for (const { name, wholePages, most } of [
  { name: 'one action a reply', wholePages: false, most: { calls: 1.01, fresh: 1_900, weighted: 2_700 } },
  { name: 'a whole page in one reply', wholePages: true, most: { calls: 0.6, fresh: 950, weighted: 1_250 } },
])
  test(`${ACTIONS} actions, ${name}: what is new and what is weighed stays low and flat`, async ({ drive }) => {
    test.setTimeout(600_000);
    const { server, meter } = await startMetered({ wholePages, pages: PAGES });

    const { outcome, run } = await drive({
      page: questionnaire,
      steps: GOAL,
      model: createKimi({ model: 'kimi-k2.5', host: 'moonshot', baseURL: server.baseURL }),
      scenario: {
        use: { viewport: { width: 1280, height: 720 } },
        limits: { turns: 1_000, tokens: 10_000_000, minutes: 30 },
      },
    });
    await server.close();

    expect(outcome).toMatchObject({ status: 'passed' });
    expect(server.refused).toEqual([]);
    expect(run.totals.actions).toBe(ACTIONS + 1);
    const all = meter.perAction(ACTIONS);
    expect(all.calls).toBeLessThanOrEqual(most.calls);
    expect(all.fresh).toBeLessThanOrEqual(most.fresh);
    expect(all.weighted).toBeLessThanOrEqual(most.weighted);
    expect(Math.max(...meter.requests.map(({ prompt }) => prompt))).toBeLessThan(16_000);

    const perCall = ACTIONS / meter.requests.length;
    const early = part(meter, 20, 80, perCall);
    const late = part(meter, ACTIONS - 60, ACTIONS, perCall);
    expect(late / early).toBeLessThan(1.05);
  });

/** Weighted tokens an action, from one action to another. */
function part(meter: PromptMeter, from: number, to: number, perCall: number): number {
  const some = new PromptMeter();
  some.requests.push(...meter.requests.slice(Math.round(from / perCall), Math.round(to / perCall)));
  return some.perAction(to - from).weighted;
}
