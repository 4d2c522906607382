/** `before:` and `after:`: commands and requests that put the application into a known state. */
import { spawn, type StdioOptions } from 'node:child_process';
import { UitestError, messageOf } from '../core/error.ts';
import type { Hook } from '../core/scenario.ts';

const TIMEOUT_MS = 60_000;
const KEPT_OUTPUT = 1_000;

/** Throws `hook.failed` that names the line of the scenario, also when `signal` ends one that is under way. */
export async function runHooks(hooks: readonly Hook[], signal?: AbortSignal): Promise<void> {
  for (const hook of hooks) {
    const { file, line, column } = hook.location;
    try {
      await (hook.kind === 'command' ? runCommand(hook, signal) : sendRequest(hook, signal));
    } catch (cause) {
      const what = hook.kind === 'command' ? `\`${hook.command}\`` : `${hook.method} ${hook.url}`;
      throw new UitestError('hook.failed', `${file}:${line}:${column}: ${what} failed: ${messageOf(cause)}`, { cause });
    }
  }
}

async function runCommand(
  { command, cwd }: Extract<Hook, { kind: 'command' }>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // A group of its own: what the shell started ends with it.
    const group = process.platform !== 'win32';
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, { cwd, shell: true, stdio, timeout: TIMEOUT_MS, detached: group });
    const end = () => {
      if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
      else child.kill();
    };
    signal?.addEventListener('abort', end, { once: true });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code, killed) => {
      signal?.removeEventListener('abort', end);
      if (code === 0) resolve();
      else reject(new Error(`expected exit code 0, found ${killed ?? code}. ${output.trim()}`));
    });
  });
}

async function sendRequest(
  { method, url, body, headers }: Extract<Hook, { kind: 'request' }>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const response = await fetch(url, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal ? [signal] : [])]),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`expected a status of 2xx, found ${response.status}`);
}
