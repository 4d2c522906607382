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
  /** `inherit` shows what it prints; `ignore` hides it; `keep` hands it back. */
  output: 'inherit' | 'ignore' | 'keep';
  /** Folder of `@playwright/test`; default: ours. */
  runner?: string;
}

/** Variables of the caller that would change how Playwright Test runs. */
const NOT_PASSED_ON = [
  'FORCE_COLOR',
  'DEBUG_COLORS',
  'PLAYWRIGHT_FORCE_TTY',
  'NODE_OPTIONS',
  'PWTEST_SKIP_TEST_OUTPUT',
];

const KEPT_OUTPUT = 20_000;

export interface StartedRun {
  pid: number | undefined;
  done: Promise<{ code: number; /** What it printed, cut, where it was to be kept. */ text: string }>;
}

export function startPlaywrightTest({ args, env, cwd, output, runner }: PlaywrightRun): StartedRun {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name)));
  const stream = output === 'keep' ? 'pipe' : output;
  const child = spawn(process.execPath, [path.join(runner ?? playwrightTestFolder(), 'cli.js'), 'test', ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', stream, stream],
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(0, KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const done = new Promise<{ code: number; text: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  });
  return { pid: child.pid, done };
}
