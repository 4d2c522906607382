/** What a long scenario costs on the wire: the strict server reads the requests, the pictures are those of the page. */
import v8 from 'node:v8';
import vm from 'node:vm';
import { createKimi } from '../../src/model/kimi/kimi.ts';
import { test, expect } from '../support/drive.ts';
import { startKimiServer } from '../support/kimiServer.ts';
import { PromptMeter } from '../support/promptMeter.ts';
import { fillsIn, questionnaire } from '../support/questionnaire.ts';

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc') as () => void;

const PAGES = 120;
const ACTIONS = 2 * PAGES;
const GOAL = `Answer each of the ${PAGES} pages of the questionnaire with "answer" and its number, and press Next`;

for (const { name, wholePages, most } of [
  { name: 'one action a reply', wholePages: false, most: { calls: 1.01, fresh: 1_900, weighted: 2_700 } },
  { name: 'a whole page in one reply', wholePages: true, most: { calls: 0.6, fresh: 950, weighted: 1_250 } },
])
  test(`240 actions, ${name}: what is new and what is weighed stays low and flat`, async ({ drive }) => {
    test.setTimeout(600_000);
    const meter = new PromptMeter();
    const answer = fillsIn({ wholePages, pages: PAGES });
    const server = await startKimiServer({
      reply: (request) => {
        meter.add(request.body, request.raw.length);
        server.requests.length = 0;
        return answer(request);
      },
    });

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
    console.log(
      `${name}: ${JSON.stringify(all, (_, value: unknown) => (typeof value === 'number' ? +value.toFixed(2) : value))}`,
    );
    expect(all.calls).toBeLessThanOrEqual(most.calls);
    expect(all.fresh).toBeLessThanOrEqual(most.fresh);
    expect(all.weighted).toBeLessThanOrEqual(most.weighted);
    expect(Math.max(...meter.requests.map(({ prompt }) => prompt))).toBeLessThan(16_000);

    const perCall = ACTIONS / meter.requests.length;
    const early = part(meter, 20, 80, perCall);
    const late = part(meter, ACTIONS - 60, ACTIONS, perCall);
    expect(late / early).toBeLessThan(1.05);
  });

test('1,000 turns: memory and requests at the end are those of turn 100', async ({ drive }) => {
  test.setTimeout(1_200_000);
  const memory = new Map<number, number>();
  const sizes: number[] = [];
  const answer = fillsIn({ wholePages: false, pages: 500 });
  const server = await startKimiServer({
    reply: (request) => {
      server.requests.length = 0;
      sizes.push(request.raw.length);
      if (sizes.length % 100 === 0) memory.set(sizes.length, usedMemory());
      return answer(request);
    },
  });

  const { outcome, run } = await drive({
    page: questionnaire,
    steps: 'Answer each of the 500 pages of the questionnaire with "answer" and its number, and press Next',
    model: createKimi({ model: 'kimi-k2.5', host: 'moonshot', baseURL: server.baseURL }),
    scenario: {
      use: { viewport: { width: 640, height: 400 } },
      limits: { turns: 2_000, tokens: 100_000_000, minutes: 60 },
    },
  });
  await server.close();

  expect(outcome).toMatchObject({ status: 'passed' });
  expect(run.totals.turns).toBe(1_001);
  console.log([...memory].map(([turn, bytes]) => `${turn}: ${(bytes / 1e6).toFixed(1)} MB`).join(', '));
  expect(memory.get(1_000) ?? 0).toBeLessThan(1.2 * (memory.get(100) ?? 0));
  expect(Math.max(...sizes.slice(900))).toBeLessThan(1.1 * Math.max(...sizes.slice(50, 150)));
});

/** Heap and buffers of this process (driver and server), without what nobody holds any more. */
function usedMemory(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Weighted tokens an action, from one action to another. */
function part(meter: PromptMeter, from: number, to: number, perCall: number): number {
  const some = new PromptMeter();
  some.requests.push(...meter.requests.slice(Math.round(from / perCall), Math.round(to / perCall)));
  return some.perAction(to - from).weighted;
}
