/** A spec that fails when it is run again says where: in its header, in the journal, in the terminal and in results.json. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { openJournal } from '../../src/journal/write.ts';
import { describeOutcome } from '../../src/report/describeOutcome.ts';
import { resultsOf } from '../../src/report/results.ts';
import { summaryOf } from '../../src/report/summary.ts';
import { finishRun } from '../../src/runner/finishRun.ts';
import { emptyFolder, freePort } from '../support/cli.ts';
import { click, eventsByHand, the } from '../support/runByHand.ts';
import { scenarioOf } from '../support/runStart.ts';

test('the line that failed is the line that a reader finds there, with its text and what Playwright said', async ({}, info) => {
  const dir = emptyFolder();
  // Nobody listens there.
  const url = `http://127.0.0.1:${await freePort()}/`;
  const scenario = scenarioOf(['Save'], { url, file: path.join(dir, 'a.yaml'), name: 'Saves' });
  const runDir = path.join(dir, 'run');
  const journal = openJournal(runDir);
  for (const event of eventsByHand(scenario, { '1': [click(the('button', 'Save'))] })) journal.append(event);
  journal.close();

  const finished = await finishRun(runDir, {
    verify: 1,
    executable: info.project.use.launchOptions?.executablePath,
    env: {},
    redact: (text) => text,
    mayRecord: true,
    acceptHealed: false,
    restartServer: async () => undefined,
    say: () => undefined,
    signal: new AbortController().signal,
  });

  const { proof } = finished.run;
  const lines = readFileSync(finished.specFile ?? '', 'utf8').split('\n');
  const line = lines.findIndex((each) => each.includes('page.goto(')) + 1;
  expect(proof).toMatchObject({ runs: 1, passed: 0, line });
  expect(proof?.message).toContain(`a.spec.ts:${line}: await page.goto('${url}');\n`);
  expect(proof?.message).toContain('ERR_CONNECTION_REFUSED');
  expect(lines[1]).toBe(`// Not verified: when it was run again, line ${line} failed.`);
  const [result] = resultsOf({ runs: [finished], notBegun: [], startedAt: '', exitCode: 5 }).runs;
  expect(result?.spec).toMatchObject({ verified: false, line, message: proof?.message });
  expect(describeOutcome(summaryOf(finished.run), {}).join('\n')).toContain(`a.spec.ts:${line}: await page.goto(`);
  expect(readFileSync(finished.reportFile ?? '', 'utf8')).toContain(`a.spec.ts:${line}: await page.goto(`);
});
