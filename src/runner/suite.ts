/** An existing suite, asked through its own Playwright Test: the only one that knows what its configuration means. */
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf } from '../core/error.ts';
import { playwrightTestFolder, startPlaywrightTest } from './playwrightTest.ts';
import { SUITE_VARIABLE, suiteFacts, type SuiteFacts } from './suiteFacts.ts';

export interface Suite extends SuiteFacts {
  /** Absolute path of its `playwright.config`. */
  config: string;
}

const CONFIG_NAMES = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'].map((extension) => `playwright.config.${extension}`);

/** The nearest configuration, from the folder upwards. The folder need not be there yet. */
export function findConfig(folder: string): string | undefined {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = CONFIG_NAMES.map((name) => path.join(at, name)).find((file) => existsSync(file));
    if (found !== undefined) return realpathSync(found);
    if (path.dirname(at) === at) return undefined;
  }
}

/** Lists the suite's tests; loads them, runs none. A configuration that cannot be read gives the reason instead. */
export async function readSuite(config: string): Promise<Suite | { problem: string }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'uitest-suite-'));
  const file = path.join(folder, 'suite.json');
  const reporter = fileURLToPath(new URL('./suiteReporter.js', import.meta.url));
  try {
    const { done } = startPlaywrightTest({
      args: ['--list', '--pass-with-no-tests', `--reporter=${reporter}`, '-c', config],
      env: { [SUITE_VARIABLE]: file },
      cwd: path.dirname(config),
      output: 'keep',
      runner: suiteRunner(config),
    });
    const { text } = await done;
    if (!existsSync(file)) return { problem: firstLines(text) };
    return { ...suiteFacts.parse(JSON.parse(readFileSync(file, 'utf8'))), config };
  } catch (error) {
    return { problem: messageOf(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The suite's own Playwright Test: two copies in one process refuse each other. Without one there is ours. */
export function suiteRunner(config: string): string {
  try {
    return path.dirname(createRequire(config).resolve('@playwright/test/package.json'));
  } catch {
    return playwrightTestFolder();
  }
}

function firstLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Listing tests'));
  return lines.slice(0, 4).join('\n') || 'Playwright Test said nothing';
}
