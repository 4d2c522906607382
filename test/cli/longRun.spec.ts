/**
 * A long run as a person would start it: what it holds in memory and what it sends stay as they were.
 * `UITEST_LONG=1 npx playwright test test/cli/longRun.spec.ts` makes it a thousand turns.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, startUitest } from '../support/cli.ts';
import { startKimiServer } from '../support/kimiServer.ts';
import { startLocalServer } from '../support/localServer.ts';
import { fillsIn, questionnaire } from '../support/questionnaire.ts';

const PAGES = process.env['UITEST_LONG'] === undefined ? 120 : 500;
const TURNS = 2 * PAGES;

test('memory and requests at the end of a long run are those of turn 100', async () => {
  test.skip(process.platform !== 'linux', 'reads memory from /proc');
  test.setTimeout(1_800_000);
  const site = await startLocalServer(questionnaire);
  const memory: number[] = [];
  const sizes: number[] = [];
  let worker = 0;
  const answer = fillsIn({ wholePages: false, pages: PAGES });
  const server = await startKimiServer({
    reply: (request) => {
      server.requests.length = 0;
      sizes.push(request.raw.length);
      worker ||= workerUnder(command.pid);
      memory.push(memoryOf(worker));
      return answer(request);
    },
  });
  const dir = emptyFolder();
  const results = path.join(dir, 'results.json');
  const scenario = {
    name: 'Questionnaire',
    url: `${site.origin}/`,
    goal: `Answer each of the ${PAGES} pages of the questionnaire with "answer" and its number, and press Next`,
    use: { viewport: { width: 400, height: 300 } },
    limits: { turns: 2_000, tokens: 100_000_000, minutes: 60 },
  };
  writeFileSync(path.join(dir, 'questionnaire.yaml'), JSON.stringify(scenario));

  const command = startUitest(
    ['run', 'questionnaire.yaml', '--host', 'moonshot', '--base-url', server.baseURL, '--model', 'kimi-k2.5'].concat([
      '--verify',
      '0',
      '--reporter',
      `json=${results}`,
    ]),
    { cwd: dir },
  );
  await command.ended;
  await server.close();
  await site.close();

  const [run] = JSON.parse(readFileSync(results, 'utf8')).runs;
  expect(run).toMatchObject({ outcome: { status: 'passed' }, turns: TURNS + 1 });
  expect(server.refused).toEqual([]);
  expect(leastOf(memory, TURNS - 50, TURNS)).toBeLessThan(1.15 * leastOf(memory, 75, 125));
  expect(Math.max(...sizes.slice(TURNS - 100))).toBeLessThan(1.1 * Math.max(...sizes.slice(50, 150)));
});

/** Garbage that nobody has collected yet comes and goes: the least of some turns is what is held. */
function leastOf(memory: readonly number[], from: number, to: number): number {
  return Math.min(...memory.slice(from, to));
}

/** The process in which the scenario runs. */
function workerUnder(pid: number): number {
  for (const child of childrenOf(pid)) {
    if (readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('workerProcessEntry')) return child;
    const below = workerUnder(child);
    if (below !== 0) return below;
  }
  return 0;
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
  );
}

/** Resident bytes. */
function memoryOf(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
