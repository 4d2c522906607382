/** Starts `playwright test` as people do: as a command. Its programmatic runner is private. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { atExit } from './atExit.ts';

const require = createRequire(import.meta.url);

/** The Playwright Test that this package uses, also when another one lies nearer to the scenario. */
export function playwrightTestFolder(): string {
  return path.dirname(require.resolve('@playwright/test/package.json'));
}

export interface PlaywrightRun {
  args: string[];
  env: Record<string, string>;
  cwd: string;
  /** `ignore` hides what it prints; `keep` hands it back; else each line is told as it comes. */
  output: 'ignore' | 'keep' | ((line: string, to: 'out' | 'error') => void);
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

/** Playwright Test ends its workers in order when it is interrupted; what takes longer is ended for it. */
const ENDS_WITHIN_MS = 400;

export interface StartedRun {
  /** As Ctrl-C does; what has not ended soon after is killed. */
  interrupt(): void;
  kill(): void;
  done: Promise<{ code: number; /** What it printed, cut, where it was to be kept. */ text: string }>;
}

export function startPlaywrightTest({ args, env, cwd, output, runner }: PlaywrightRun): StartedRun {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name)));
  const stream = output === 'ignore' ? 'ignore' : 'pipe';
  const child = spawn(process.execPath, [path.join(runner ?? playwrightTestFolder(), 'cli.js'), 'test', ...args], {
    cwd,
    env: { ...inherited, ...env },
    stdio: ['ignore', stream, stream],
  });
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(0, KEPT_OUTPUT);
  };
  if (typeof output === 'function') {
    linesOf(child.stdout, (line) => output(line, 'out'));
    linesOf(child.stderr, (line) => output(line, 'error'));
  } else {
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
  }
  // Who is ended at once leaves nobody behind: its workers end when it is gone.
  const kill = () => void child.kill('SIGKILL');
  const forget = atExit(kill);
  let patience: NodeJS.Timeout | undefined;
  const done = new Promise<{ code: number; text: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, text }));
  }).finally(() => {
    forget();
    clearTimeout(patience);
  });
  const interrupt = () => {
    child.kill('SIGINT');
    patience ??= setTimeout(kill, ENDS_WITHIN_MS);
  };
  return { interrupt, kill, done };
}

function linesOf(input: Readable | null, tell: (line: string) => void): void {
  if (input) createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }).on('line', tell);
}
