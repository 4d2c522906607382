/** A replay against its own spec under plain Playwright, and that against one written by hand: whole commands, in turn. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDemo } from '../demo/server.ts';
import { emptyFolder, ROOT, uitest } from '../test/support/cli.ts';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const QUESTIONS = 120;

const byHand = (url: string) => `import { expect, test } from '@playwright/test';

test('Answer 120 questions', async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('${url}questionnaire');
  await page.getByRole('link', { name: 'Start' }).click();
  for (let number = 1; number <= ${QUESTIONS}; number++) {
    await expect(page.getByText(\`Question \${number} of ${QUESTIONS}\`)).toBeVisible();
    await page.getByLabel('Answer').fill(\`Answer number \${number}\`);
    await page.getByRole('button', { name: 'Next' }).click();
  }
  await expect(page).toHaveTitle('Thank you - Lamp & Wire');
  await expect(page.getByText('You answered ${QUESTIONS} of ${QUESTIONS} questions.')).toBeVisible();
});
`;

test('replay', async ({ launchOptions }) => {
  const demo = await startDemo({ port: 0 });
  // Inside the project, so that a spec finds `@playwright/test`; outside the tests.
  const dir = emptyFolder();
  const specs = test.info().outputPath('specs');
  const text = readFileSync(path.join(ROOT, 'scenarios/questionnaire.yaml'), 'utf8');
  const file = path.join(dir, 'questionnaire.yaml');
  writeFileSync(file, text.replaceAll('http://127.0.0.1:4173/', demo.url).replace(/^server:.*\n/m, ''));
  const out = path.join(dir, 'out');
  const recorded = await uitest(['run', file, '--out', out, '--export', specs]);
  expect(recorded.code, recorded.text).toBe(0);
  writeFileSync(path.join(specs, 'byHand.spec.ts'), byHand(demo.url));
  cpSync(path.join(specs, 'questionnaire.spec.ts'), path.join(specs, 'compiled.spec.ts'));
  const config = path.join(specs, 'playwright.config.cjs');
  const executable = launchOptions.executablePath;
  // Where nothing is said, Playwright empties the `test-results` of the project, in which these specs lie.
  const places = { testDir: specs, outputDir: path.join(specs, 'results'), respectGitIgnore: false };
  writeFileSync(
    config,
    `module.exports = ${JSON.stringify({ ...places, workers: 1, reporter: 'line', use: { actionTimeout: 10_000, ...(executable === undefined ? {} : { launchOptions: { executablePath: executable } }) } })};\n`,
  );

  const times: Record<string, number[]> = { replay: [], spec: [], 'by hand': [] };
  for (let round = 0; round < ROUNDS; round++) {
    times['replay']?.push(
      await timed(process.execPath, [path.join(ROOT, 'dist/src/cli/main.js'), 'run', file, '--out', out, '--frozen']),
    );
    times['spec']?.push(await timed('npx', ['playwright', 'test', '-c', config, 'compiled']));
    times['by hand']?.push(await timed('npx', ['playwright', 'test', '-c', config, 'byHand']));
  }
  await demo.close();

  const median = (name: string) => times[name]?.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  console.table([
    {
      what: 'replay (uitest run --frozen)',
      s: seconds(median('replay')),
      'of the spec': (median('replay') / median('spec')).toFixed(2),
    },
    {
      what: 'the compiled spec (playwright test)',
      s: seconds(median('spec')),
      'of one by hand': (median('spec') / median('by hand')).toFixed(2),
    },
    { what: 'a spec by hand (playwright test)', s: seconds(median('by hand')) },
  ]);
});

/** Milliseconds of a command that has to succeed. */
async function timed(command: string, args: string[]): Promise<number> {
  const start = performance.now();
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, CI: '' } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  expect(code, `${command} ${args.join(' ')}\n${text}`).toBe(0);
  return performance.now() - start;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
