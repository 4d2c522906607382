/** Starts `playwright test` as people do: as a command. Its programmatic runner is private. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/** The Playwright Test that this package uses, also when another one lies nearer to the scenario. */
export function playwrightTestFolder(): string {
  return path.dirname(require.resolve('@playwright/test/package.json'));
}

export interface PlaywrightRun {
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** `inherit` shows what it prints; `ignore` hides it. */
  output: 'inherit' | 'ignore';
}

/** Variables of the caller that would change how Playwright Test runs. */
const NOT_PASSED_ON = [
  'FORCE_COLOR',
  'DEBUG_COLORS',
  'PLAYWRIGHT_FORCE_TTY',
  'NODE_OPTIONS',
  'PWTEST_SKIP_TEST_OUTPUT',
];

export interface StartedRun {
  pid: number | undefined;
  done: Promise<number>;
}

/** `done` is its exit code. */
export function startPlaywrightTest({ args, env, cwd, output }: PlaywrightRun): StartedRun {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name)));
  const child = spawn(process.execPath, [path.join(playwrightTestFolder(), 'cli.js'), 'test', ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', output, output],
  });
  const done = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
  return { pid: child.pid, done };
}
