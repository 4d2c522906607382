/** What is loaded beside Playwright Test reaches the page of a spec that knows nothing of it. */
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { PERTURBATION_VARIABLE, type PerturbationOrder } from '../../src/runner/perturbations.ts';
import { playwrightTestFolder } from '../../src/runner/playwrightTest.ts';
import { runSpec } from '../../src/runner/specRun.ts';
import { emptyFolder, ROOT } from '../support/cli.ts';

const PROBE = `import { test, expect } from '@playwright/test';
import http from 'node:http';
test.use({ viewport: { width: 1000, height: 500 } });
test('probe', async ({ page }) => {
  const asked = [];
  const server = http.createServer((_, response) => {
    asked.push(performance.now());
    response.end('<p>hi');
  }).listen(0);
  const began = performance.now();
  await page.goto('http://127.0.0.1:' + server.address().port);
  const seen = {
    size: page.viewportSize(),
    reduced: await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches),
    late: asked[0] - began > 50,
  };
  server.close();
  expect(seen).toEqual(JSON.parse(process.env.WANTED));
});
`;

test('latency, reduced motion and another viewport reach the page, and that they did is marked', async ({}, info) => {
  const folder = emptyFolder();
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(path.join(ROOT, 'node_modules/@playwright'), path.join(folder, 'node_modules/@playwright'));
  const ran = path.join(folder, 'probe.spec.js');
  writeFileSync(ran, PROBE);
  const executablePath = info.project.use.launchOptions?.executablePath;
  writeFileSync(
    path.join(folder, 'playwright.config.cjs'),
    `module.exports = ${JSON.stringify({ use: { launchOptions: { executablePath } } })};`,
  );
  const mark = path.join(folder, 'mark');
  const order: PerturbationOrder = {
    name: 'all',
    latency: true,
    cpu: true,
    reducedMotion: true,
    viewport: true,
    // With these two numbers neither side stays as it is.
    seed: '1',
    runner: playwrightTestFolder(),
    mark,
  };
  const wanted = { size: { width: 1010, height: 450 }, reduced: true, late: true };

  const failure = await runSpec({
    args: ['-c', path.join(folder, 'playwright.config.cjs')],
    env: {
      NODE_OPTIONS: `--import ${pathToFileURL(path.join(ROOT, 'dist/src/runner/perturb.js')).href}`,
      [PERTURBATION_VARIABLE]: JSON.stringify(order),
      WANTED: JSON.stringify(wanted),
    },
    cwd: folder,
    resultsFile: path.join(folder, 'results.json'),
    spec: { ran, shown: 'probe.spec.js' },
    signal: new AbortController().signal,
  });

  expect(failure?.message).toBeUndefined();
  expect(existsSync(mark)).toBe(true);
});
