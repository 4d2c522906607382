/** `uitest export` into a suite as a person has one: the suite's own Playwright Test finds, and runs, what is put into it. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { uitest } from '../support/cli.ts';
import { runToExport, suiteIn } from '../support/exportSuite.ts';
import { lintSpecs } from '../support/lintSpecs.ts';

test.describe.configure({ timeout: 300_000 });

test('a spec becomes one of the suite: its names, its base URL, its fixtures; a changed file is not overwritten', async ({}, info) => {
  const { dir, file, port } = await runToExport();
  suiteIn(dir, port, info.project.use.launchOptions?.executablePath);
  const placed = path.join(dir, 'e2e/login.test.ts');
  const args = ['export', file, '--out', 'e2e', '--fixture', 'e2e/support/fixtures.ts#visitor'];

  const dry = await uitest([...args, '--dry-run'], { cwd: dir });
  expect(dry.code).toBe(0);
  expect(readdirSync(path.join(dir, 'e2e'))).not.toContain('login.test.ts');

  const first = await uitest(args, { cwd: dir });

  expect(first).toMatchObject({ code: 0, text: expect.stringContaining('--project desktop') });
  expect(first.text).toContain('run it: npx playwright test e2e/login.test.ts');
  const spec = readFileSync(placed, 'utf8');
  expect(spec).toContain('\n// Verified before it was exported: it passed 1 of 1 runs in a fresh browser.\n');
  expect(dry.text).toContain(spec);
  expect(spec).toContain("import { visitor as test } from './support/fixtures';");
  expect(spec).toContain("await page.goto('/');");
  expect(spec).toContain("await page.goto('/login');");
  expect(spec).not.toContain('127.0.0.1');
  // The suite's own, or of no use to it.
  expect(spec).not.toContain('testIdAttribute');
  expect(await lintSpecs({ 'login.test.ts': spec })).toEqual([]);

  writeFileSync(placed, readFileSync(placed, 'utf8').replace("'You are logged out.'", "'Bye'"));

  const changed = await uitest(args, { cwd: dir });

  expect(changed.code).toBe(2);
  expect(changed.text).toMatch(/^-.*'Bye'.*\n\+.*'You are logged out\.'/m);
  expect(readFileSync(placed, 'utf8')).toContain("'Bye'");
});

test('a spec is run where it lies, plain and perturbed, and its flake score is told; one that fails is exit 5 with its line', async ({}, info) => {
  const good = await runToExport();
  suiteIn(good.dir, good.port, info.project.use.launchOptions?.executablePath);
  const bad = await runToExport('Welcome back, Bob', false);
  suiteIn(bad.dir, bad.port, info.project.use.launchOptions?.executablePath);

  const unverified = await uitest(['export', bad.file, '--out', 'e2e', '--verify', '1'], { cwd: bad.dir });
  const [passed, failed] = await Promise.all([
    uitest(['export', good.file, '--out', 'e2e', '--page-objects', '--verify', '2', '--perturb', '--seed', '7'], {
      cwd: good.dir,
    }),
    uitest(['export', bad.file, '--out', 'e2e', '--verify', '1', '--force'], { cwd: bad.dir }),
  ]);

  expect(passed.text).toMatch(/none +1 of 1\nlatency 50–400 ms +1 of 1\n/);
  expect(passed.text).toContain('flake score of login.test.ts: 2 of 2 (seed 7)');
  expect(passed.code).toBe(0);
  const verified = readFileSync(path.join(good.dir, 'e2e/login.test.ts'), 'utf8');
  expect(verified).toContain('\n// Verified: it passed 2 of 2 runs after its export.\n');
  const page = readFileSync(path.join(good.dir, 'e2e/pages/homePage.ts'), 'utf8');
  expect(page).toContain("this.logInButton = page.getByRole('button', { name: 'Log in' });");
  expect(verified).toContain('homePage.logInButton.click();');
  expect(unverified).toMatchObject({ code: 2, text: expect.stringContaining('is not verified') });
  const spec = readFileSync(path.join(bad.dir, 'e2e/login.test.ts'), 'utf8').split('\n');
  const line = spec.findIndex((each) => each.includes("toContainText('Welcome back, Bob')")) + 1;
  expect(failed.text).toContain(`login.test.ts:${line}: ${spec[line - 1]?.trim()}`);
  expect(failed.text).toContain('Received string:');
  expect(failed.text).toContain('flake score of login.test.ts: 0 of 1');
  expect(failed.code).toBe(5);
  expect(failed.text).not.toContain('wonderland-42');
});

test('a configuration that cannot be read is said so, and the spec stands alone', async () => {
  const { dir, file } = await runToExport();
  writeFileSync(path.join(dir, 'playwright.config.js'), `throw new Error('no such luck');`);

  const broken = await uitest(['export', file, '--out', 'e2e'], { cwd: dir });
  const alone = await uitest(['export', file, '--out', 'e2e', '--perturb'], { cwd: dir });

  expect(broken.text).toContain('no such luck');
  expect(broken.code).toBe(0);
  expect(readFileSync(path.join(dir, 'e2e/login.spec.ts'), 'utf8')).toMatch(/goto\('http:\/\/127\.0\.0\.1:\d+\/'\)/);
  expect(alone).toMatchObject({ code: 2, text: expect.stringContaining('expected --verify N') });
});
