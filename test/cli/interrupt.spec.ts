/** Ctrl-C at awkward moments: it ends soon, says what was kept, and leaves no process behind. */
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRun } from '../../src/journal/read.ts';
import { emptyFolder, freePort, runsIn, scenarioCopy, startUitest, type Running } from '../support/cli.ts';
import { startLocalServer } from '../support/localServer.ts';

test.skip(process.platform === 'win32', 'signals of POSIX');

/** Generous: on a machine that does nothing else it is a second at most. What is ended here would take a minute by itself. */
const ENDS_WITHIN_MS = 8_000;

/** Ctrl-C, and what was printed in the end. */
async function interrupted(running: Running): Promise<string> {
  const started = performance.now();
  process.kill(running.pid, 'SIGINT');
  const { code, text } = await running.ended;
  expect(performance.now() - started).toBeLessThan(ENDS_WITHIN_MS);
  expect(code, text).toBe(130);
  return text;
}

/** A server that writes its process id down and, whatever it is told, does not end for a minute. */
function stubbornServer(dir: string, port: number): { command: string; pid: string } {
  const file = path.join(dir, 'stubborn.mjs');
  const pid = path.join(dir, 'pid');
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
process.on('SIGTERM', () => {});
process.on('SIGINT', () => {});
const ready = () => writeFileSync(${JSON.stringify(pid)}, String(process.pid));
createServer((_, response) => response.end('<h1>Here</h1>')).listen(${port}, '127.0.0.1', ready);
setTimeout(() => process.exit(), 60_000);
`,
  );
  return { command: `${process.execPath} ${file}`, pid };
}

/** `file` holds a process id. */
function isThere(file: string): boolean {
  return existsSync(file) && isRunning(Number(readFileSync(file, 'utf8')));
}

test('Ctrl-C ends with 130, and the journal says that the run was interrupted', async () => {
  const { dir, file } = await scenarioCopy('questionnaire');
  const running = startUitest(['run', file, '--out', path.join(dir, 'out')]);
  await running.printed('Answer number 3');

  const text = await interrupted(running);

  expect(text).toMatch(
    / {2}journal {3}.*journal\.jsonl\n\ninterrupted: kept 1 run.*\n {2}npx uitest report \d{8}-\d{6}-questionnaire-/,
  );
  expect(text).toContain('no spec and no recording of Answer 120 questions');
  expect(readRun(runsIn(path.join(dir, 'out'))[0] ?? '').outcome).toMatchObject({
    status: 'stopped',
    reason: 'run.interrupted',
  });
});

test('Ctrl-C while a spec is proved ends the proof: no proof is claimed, nothing is recorded, and what is kept is said', async () => {
  const { dir, file } = await scenarioCopy('login');
  const out = path.join(dir, 'out');
  const running = startUitest(['run', file, '--out', out], { cwd: dir });
  await running.printed('proving the spec of Log in');

  const text = await interrupted(running);

  const [run = ''] = runsIn(out);
  expect(text).toContain(`interrupted: kept 1 run`);
  expect(text).toContain(
    `  npx uitest report ${path.basename(run)} --out out\n  no recording of Log in: the spec was not proved`,
  );
  expect(readRun(run)).toMatchObject({ outcome: { status: 'passed' } });
  expect(readRun(run).proof).toBeUndefined();
  expect(readdirSync(dir)).not.toContain('login.recording.json');
});

test('during a hook: the hook ends with it, and the journal says that somebody ended the run', async () => {
  const dir = emptyFolder();
  const pages = await startLocalServer({ '/': '<h1>Here</h1>' });
  const pid = path.join(dir, 'pid');
  const file = path.join(dir, 'hook.yaml');
  writeFileSync(
    file,
    `name: Hook\nurl: ${pages.origin}/\nbefore:\n  - 'env > env; echo $$ > ${pid}; sleep 60'\nsteps:\n  - expect: { text: Here }\n`,
  );
  const running = startUitest(['run', file, '--out', path.join(dir, 'out')], { cwd: dir });
  await expect.poll(() => isThere(pid), { timeout: 60_000 }).toBe(true);

  await interrupted(running);

  expect(isThere(pid)).toBe(false);
  // A hook that runs Playwright Test itself finds it as it is.
  expect(readFileSync(path.join(dir, 'env'), 'utf8')).not.toMatch(/^PW_/m);
  expect(readRun(runsIn(path.join(dir, 'out'))[0] ?? '').outcome).toMatchObject({ reason: 'run.interrupted' });
  await pages.close();
});

test('with a server that does not listen: it is ended all the same', async () => {
  const dir = emptyFolder();
  const port = await freePort();
  const { command, pid } = stubbornServer(dir, port);
  const file = path.join(dir, 'server.yaml');
  writeFileSync(
    file,
    `name: Server\nserver: { command: '${command}', url: 'http://127.0.0.1:${port}/' }\nurl: http://127.0.0.1:${port}/\nbefore:\n  - sleep 60\nsteps:\n  - expect: { text: Here }\n`,
  );
  const running = startUitest(['run', file, '--out', path.join(dir, 'out')], { cwd: dir });
  await running.printed('Server');

  await interrupted(running);

  expect(isThere(pid)).toBe(false);
});

test('twice: it ends at once, leaves neither server nor browser behind, and what was written can be read', async () => {
  test.skip(process.platform !== 'linux', 'reads /proc');
  const { dir, file } = await scenarioCopy('questionnaire');
  const running = startUitest(['run', file, '--out', path.join(dir, 'out')], { cwd: dir });
  await running.printed('Answer number 3');
  const children = childrenOf(running.pid);

  process.kill(running.pid, 'SIGINT');
  await running.printed('once more ends at once');
  process.kill(running.pid, 'SIGINT');
  const { code, text } = await running.ended;

  expect(code, text).toBe(130);
  expect(children.length).toBeGreaterThan(2);
  await expect.poll(() => children.filter(isRunning)).toEqual([]);
  expect(readRun(runsIn(path.join(dir, 'out'))[0] ?? '').scenario.name).toBe('Answer 120 questions');
});

test('before the last of several scenarios: those that were not reached are named', async () => {
  const dir = emptyFolder();
  const pages = await startLocalServer({ '/': '<h1>Here</h1>' });
  const scenario = (name: string) =>
    `name: ${name}\nurl: ${pages.origin}/\nbefore:\n  - sleep 60\nsteps:\n  - expect: { text: Here }\n`;
  const files = ['first', 'second'].map((name) => {
    const file = path.join(dir, `${name}.yaml`);
    writeFileSync(file, scenario(name));
    return file;
  });
  const running = startUitest(['run', ...files, '--workers', '1', '--out', path.join(dir, 'out')], { cwd: dir });
  await running.printed('▶ first');

  const text = await interrupted(running);

  expect(text).toContain('interrupted: kept 1 run');
  expect(text).toMatch(/second: interrupted before it began/);
  await pages.close();
});

for (const signal of ['SIGINT', 'SIGKILL'] as const)
  test(`${signal} while a server comes up: no worker waits for it any longer`, async () => {
    test.skip(process.platform !== 'linux', 'reads /proc');
    const dir = emptyFolder();
    const file = path.join(dir, 'server.yaml');
    const port = await freePort();
    writeFileSync(
      file,
      `name: Server\nserver: { command: 'sleep 30', url: 'http://127.0.0.1:${port}/' }\nurl: http://127.0.0.1:${port}/\nsteps:\n  - still: { text: Here }\n`,
    );
    const running = startUitest(['run', file, '--out', path.join(dir, 'out')], { cwd: dir });
    await running.printed('server: sleep 30');
    // The command's server, Playwright Test and its worker.
    await expect.poll(() => childrenOf(running.pid).length, { timeout: 60_000 }).toBeGreaterThan(3);
    const workers = childrenOf(running.pid).filter(isNode);

    process.kill(running.pid, signal);
    const { text } = await running.ended;

    // Nothing of what kept them waiting is told as a fault.
    expect(text).not.toMatch(/^(uitest|Server): /m);
    expect(workers.length).toBeGreaterThan(1);
    await expect.poll(() => workers.filter(isRunning), { timeout: 30_000 }).toEqual([]);
  });

/** Process ids of all that `pid` has started, also what those have. */
function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const own = existsSync(file) ? readFileSync(file, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number) : [];
  return own.flatMap((child) => [child, ...childrenOf(child)]);
}

function isRunning(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  try {
    // One that has ended stays as a zombie until somebody asks for its exit code.
    return process.kill(pid, 0) && !(existsSync(stat) && /^\d+ \(.*\) Z/.test(readFileSync(stat, 'utf8')));
  } catch {
    return false;
  }
}

function isNode(pid: number): boolean {
  return existsSync(`/proc/${pid}/exe`) && realpathSync(`/proc/${pid}/exe`) === realpathSync(process.execPath);
}
