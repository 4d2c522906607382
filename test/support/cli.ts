/** The command as a person runs it: the built one, in a process of its own, with nothing of the caller's environment that matters to it. */
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');
const MAIN = path.join(ROOT, 'dist/src/cli/main.js');

export interface Ended {
  code: number | null;
  /** Standard output and error as they came. */
  text: string;
  /** Standard output alone. */
  out: string;
}

export interface Running {
  pid: number;
  /** Nobody reads its standard output any more. */
  closeOut(): void;
  /** Resolves when the text has been printed. */
  printed(text: string): Promise<void>;
  /** What has been printed until now. */
  soFar(): string;
  ended: Promise<Ended>;
}

const NOT_PASSED_ON =
  /^(UITEST_|MOONSHOT_|TOGETHER_|OPENROUTER_|DEMO_|TEST_|PLAYWRIGHT_|PWTEST_|PW_|FORCE_COLOR|DEBUG|CI$|GITHUB_|GITLAB_)/;

export function startUitest(
  args: string[],
  { cwd = ROOT, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): Running {
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.test(name)));
  const keep = process.env['UITEST_CHROMIUM'];
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { ...clean, NO_COLOR: '1', ...(keep ? { UITEST_CHROMIUM: keep } : {}), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const waiting: { wanted: string; resolve: () => void }[] = [];
  const take = (chunk: Buffer) => {
    text += chunk.toString();
    for (const { wanted, resolve } of waiting) if (text.includes(wanted)) resolve();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text, out }));
  });
  return {
    pid: child.pid ?? 0,
    closeOut: () => void child.stdout.destroy(),
    ended,
    soFar: () => text,
    printed: (wanted) =>
      new Promise((resolve, reject) => {
        if (text.includes(wanted)) resolve();
        waiting.push({ wanted, resolve });
        ended.then(() => reject(new Error(`ended without printing ${wanted}:\n${text}`)), reject);
      }),
  };
}

export function uitest(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<Ended> {
  return startUitest(args, options).ended;
}

/** A folder outside the project, without a link in its path. */
export function emptyFolder(): string {
  return realpathSync(mkdtempSync(path.join(os.tmpdir(), 'uitest-test-')));
}

/** The folders of the runs in a folder of reports, oldest first. */
export function runsIn(out: string): string[] {
  return readdirSync(out)
    .filter((name) => /^\d{8}-/.test(name))
    .sort()
    .map((name) => path.join(out, name));
}

export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return address !== null && typeof address === 'object' ? address.port : 0;
}

/** A shipped scenario in a folder of its own, on a port of its own, as a user's copy would be. `change` edits its text. */
export async function scenarioCopy(
  name: string,
  change: (text: string) => string = (text) => text,
): Promise<{ dir: string; file: string; port: number }> {
  const dir = emptyFolder();
  const port = await freePort();
  cpSync(path.join(ROOT, 'scenarios/.env'), path.join(dir, '.env'));
  cpSync(path.join(ROOT, 'scenarios/files'), path.join(dir, 'files'), { recursive: true });
  const text = readFileSync(path.join(ROOT, `scenarios/${name}.yaml`), 'utf8');
  const file = path.join(dir, `${name}.yaml`);
  writeFileSync(file, change(text.replaceAll('4173', String(port))));
  return { dir, file, port };
}

/** The same copy with a bug planted in the application. */
export function withBug(bug: string): (text: string) => string {
  return (text) => text.replace(/(npx uitest demo --port \d+)/, `$1 --bug ${bug}`);
}
