/** A run of the login scenario as it would lie in `reports`, and a small suite of somebody's, both in a folder of their own. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { renderHeader, renderSpec } from '../../src/codegen/spec.ts';
import { runOf } from '../../src/journal/run.ts';
import { openJournal } from '../../src/journal/write.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { ROOT, scenarioCopy } from './cli.ts';
import { click, eventsByHand, the, typed, verified } from './runByHand.ts';

/** `greeting` is what the run says it saw; `proved`: whether its spec passed when it was run again. */
export async function runToExport(greeting = 'Welcome back, Alice', proved = true) {
  const { dir, file, port } = await scenarioCopy('login');
  const scenario = loadScenario(file);
  const runDir = path.join(dir, 'reports/20260101-000000-login-ab12');
  const specFile = path.join(runDir, 'login.spec.ts');
  const events = eventsByHand(
    scenario,
    {
      '1': [
        typed('{{user}}', the('textbox', 'Username')),
        typed('{{secret:password}}', the('textbox', 'Password')),
        // Twice: with page classes it becomes a member of one.
        { kind: 'hover', target: the('button', 'Log in') },
        click(the('button', 'Log in')),
      ],
      '2': [
        verified({
          check: 'text',
          text: greeting,
          target: { locator: "getByRole('heading', { level: 1 })" },
          exact: false,
        }),
      ],
      '3': [click(the('button', 'Log out'))],
      '4': [verified({ check: 'visible-text', text: 'You are logged out.' }), { kind: 'navigate', url: '/login' }],
    },
    'builtin',
  );
  const journal = openJournal(runDir);
  for (const event of events) journal.append(event);
  if (proved) journal.append({ type: 'spec-proved', file: specFile, runs: 1, passed: 1, vacuous: [] });
  journal.close();
  const run = runOf(events, runDir);
  const proof = proved ? ({ verified: true, runs: 1 } as const) : ({ verified: false, reason: 'failed' } as const);
  writeFileSync(specFile, renderHeader(run, proof) + renderSpec(run, { uploads: {} }));
  return { dir, file, port };
}

const CHROMIUM = process.env['UITEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** `playwright.config.ts`, `e2e/greeting.test.ts`, `e2e/support/fixtures.ts`; the browser is the one that this suite uses. */
export function suiteIn(dir: string, port: number, executablePath = chromium.executablePath()): void {
  mkdirSync(path.join(dir, 'e2e/support'), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(dir, 'node_modules'));
  const files = {
    'package.json': '{}',
    'playwright.config.ts': `import { defineConfig, devices } from '@playwright/test';
export default defineConfig({
  testDir: './e2e',
  use: {
    baseURL: 'http://127.0.0.1:${port}/',
    testIdAttribute: 'data-qa',
    launchOptions: { executablePath: ${JSON.stringify(executablePath || CHROMIUM)} },
  },
  projects: [
    { name: 'setup', testMatch: /.*\\.setup\\.ts/ },
    { name: 'phone', use: { ...devices['iPhone 15'] } },
    { name: 'desktop', use: { ...devices['Desktop Chrome'] } },
  ],
});
`,
    'e2e/greeting.test.ts': `import { test } from './support/fixtures';
test('greets', () => {});
`,
    'e2e/support/fixtures.ts': `import { test as base } from '@playwright/test';
export const visitor = base.extend<{ name: string }>({ name: 'Alice' });
export const test = visitor;
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(dir, name), text);
}
