/** A run that passed only when it was tried again is a flake: the index says so, and each attempt has its report. */
import { readdirSync, readFileSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { readRun } from '../../src/journal/read.ts';
import { emptyFolder, uitest } from '../support/cli.ts';
import { startLocalServer } from '../support/localServer.ts';

test('with --retries both attempts are listed, and what passed the second time is flaky', async ({ page }) => {
  let asked = 0;
  const site = await startLocalServer({
    '/': `<title>Shop</title><h1>Open</h1><script>fetch('/stock')</script>`,
    '/stock': (_, response) => {
      response.statusCode = asked++ === 0 ? 500 : 200;
      response.end('[]');
    },
  });
  const dir = emptyFolder();
  const [file, out] = [path.join(dir, 'shop.yaml'), path.join(dir, 'out')];
  writeFileSync(file, `name: Shop\nurl: ${site.origin}/\nsteps:\n  - expect: { text: Open }\n`);

  const ended = await uitest(['run', file, '--out', out, '--model', 'builtin', '--retries', '1', '--verify', '0']);
  await site.close();

  expect(ended.code, ended.text).toBe(0);
  const runs = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const dirs = runs
    .map(({ name }) => path.join(out, name))
    .filter((each) => existsSync(path.join(each, 'journal.jsonl')))
    .sort();
  expect(dirs.map((each) => [readRun(each).attempt, readRun(each).outcome?.status])).toEqual([
    [0, 'failed'],
    [1, 'passed'],
  ]);
  for (const each of dirs)
    expect(JSON.parse(readFileSync(path.join(each, 'summary.json'), 'utf8'))).toMatchObject({ version: 1 });
  await page.goto(pathToFileURL(path.join(out, 'index.html')).href);
  await expect(page.locator('.trend .tick').last()).toHaveAccessibleName(/^Flaky/);
  await expect(page.locator('.counts')).toContainText('1 of 2 runs passed');
  await page.locator('.trend .tick').first().click();
  await expect(page.locator('.status')).toContainText('Failed');
});
