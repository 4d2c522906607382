/** The application under test as a command: started before the runs, waited for, stopped after them. */
import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { UitestError } from '../core/error.ts';
import type { Scenario, ServerCommand } from '../core/scenario.ts';
import { atExit } from './atExit.ts';
import { ownCommand } from './ownCommand.ts';

export interface RunningServer {
  command: ServerCommand;
  /** `withinMs`: how long it may take to end in order. */
  stop(withinMs?: number): Promise<void>;
}

const POLL_MS = 50;
const STOP_MS = 5_000;
/** For the children of a server that has ended itself. */
const REST_MS = 1_000;
/** Somebody waits at the terminal. */
export const HURRY_MS = 200;
const KEPT_OUTPUT = 2_000;

/** Each distinct server of the scenarios once. */
export function serversOf(scenarios: readonly Scenario[]): ServerCommand[] {
  const all = scenarios.flatMap(({ server }) => (server ? [server] : []));
  return [...new Map(all.map((server) => [`${server.cwd}\n${server.command}\n${server.url}`, server])).values()];
}

/**
 * Throws `server.port` where two commands want one port: the second would not come up, and its scenarios would meet the first. (The
 * same command in another folder may well be the same application.)
 */
export function assertOwnPorts(servers: readonly ServerCommand[]): void {
  const byPort = new Map<number, ServerCommand>();
  for (const server of servers) {
    const port = portOf(server.url);
    const other = byPort.get(port) ?? server;
    byPort.set(port, other);
    if (other.command !== server.command)
      throw new UitestError(
        'server.port',
        `${placeOf(server)}: expected port ${port} for one server, found \`${other.command}\` (${placeOf(other)}) and \`${server.command}\` there. Give one of them another port, or run their scenarios one after the other`,
      );
  }
}

function portOf(url: string): number {
  const { port, protocol } = new URL(url);
  return Number(port || (protocol === 'https:' ? 443 : 80));
}

function placeOf({ location }: ServerCommand): string {
  return `${location.file}:${location.line}:${location.column}`;
}

/** Throws `server.port` when something answers there already. */
export async function assertPortIsFree(server: ServerCommand): Promise<void> {
  const { hostname } = new URL(server.url);
  const number = portOf(server.url);
  const taken = await new Promise<boolean>((resolve) => {
    const socket = net.connect(number, hostname.replace(/^\[(.*)\]$/, '$1'));
    socket.setTimeout(1_000);
    const answer = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
  if (taken)
    throw new UitestError(
      'server.port',
      `${placeOf(server)}: expected port ${number} to be free for the server, found something that listens there already. Stop it, choose another port, or leave \`server:\` out to test what is running`,
    );
}

/** Resolves when `url` answers with anything below 500. Throws `server.start`, also when it is not to be waited for any longer. */
export async function startServer(command: ServerCommand, signal?: AbortSignal): Promise<RunningServer> {
  const [file, args] = ownCommand(command.command) ?? [command.command, undefined];
  const child = args
    ? spawn(file, args, { cwd: command.cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn(file, { cwd: command.cwd, detached: true, shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  let ended: string | undefined;
  child.on('error', (error) => {
    ended = error.message;
  });
  child.on('exit', (code, signal) => {
    ended ??= `it ended with ${signal ?? `exit code ${code}`}`;
  });

  const deadline = performance.now() + command.timeoutMs;
  while (!(await answers(command.url, signal))) {
    const why =
      ended ??
      (signal?.aborted ? 'interrupted' : undefined) ??
      (performance.now() > deadline ? `${command.url} did not answer within ${command.timeoutMs / 1000} s` : undefined);
    if (why !== undefined) {
      await stop(child, signal?.aborted ? HURRY_MS : STOP_MS);
      const said = output.trim() === '' ? 'It printed nothing.' : `It printed:\n${output.trim()}`;
      throw new UitestError(
        'server.start',
        `${placeOf(command)}: could not start the server \`${command.command}\`: ${why}. ${said}`,
      );
    }
    await pause(POLL_MS);
  }
  // Who is ended at once leaves no server behind.
  const forget = atExit(() => signalGroup(child.pid, 'SIGKILL'));
  return {
    command,
    stop: (withinMs = STOP_MS) => {
      forget();
      return stop(child, withinMs);
    },
  };
}

async function answers(url: string, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    const limits = [AbortSignal.timeout(2_000), ...(signal ? [signal] : [])];
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.any(limits) });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false; // Not up yet.
  }
}

/** Ends the whole process group: a shell's or npx's child is the real server. */
async function stop(child: ChildProcess, withinMs: number): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), withinMs);
  await gone;
  clearTimeout(timer);
  // A shell goes at the first word; what it started may take longer, or not listen.
  const deadline = performance.now() + Math.min(withinMs, REST_MS);
  while (isGroupThere(pid) && performance.now() < deadline) await pause(POLL_MS);
  signalGroup(pid, 'SIGKILL');
}

function isGroupThere(pid: number): boolean {
  try {
    return process.platform !== 'win32' && process.kill(-pid, 0);
  } catch {
    return false; // All of it is gone.
  }
}

function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch {
    // Already gone.
  }
}
