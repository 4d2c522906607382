/** What `uitest run` shows: on a terminal, to a CI, to another program. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRun } from '../../src/journal/read.ts';
import { JOURNAL_FILE, RECORD } from '../../src/journal/write.ts';
import { emptyFolder, ROOT, runsIn, startUitest, uitest } from '../support/cli.ts';
import { startLocalServer, type LocalServer } from '../support/localServer.ts';
import { Screen } from '../support/screen.ts';

/** A scenario may hold no control characters; a page may. */
const EVIL = '::error::x ##vso[x]';
const PAGE = String.raw`<title>Lamp</title><h1>Lamp</h1>`;
const WORSE = String.raw`<script>throw new Error('\r\n::endgroup::\n::error::x\u001b[2J\u001b]52;c;AA\u0007')</script>`;

/** A folder with one scenario that passes and one that fails at once, on hostile pages. */
async function two(): Promise<{ dir: string; out: string }> {
  const dir = emptyFolder();
  pages = await startLocalServer({ '/good': PAGE, '/bad': PAGE + WORSE });
  mkdirSync(path.join(dir, 'all'));
  const scenario = (name: string, page: string) =>
    `name: "${name}"\nurl: ${pages?.origin}/${page}\nsteps:\n  - expect: { text: Lamp }\n`;
  writeFileSync(path.join(dir, 'all/bad.yaml'), scenario('Bad', 'bad'));
  writeFileSync(path.join(dir, 'all/good.yaml'), scenario(`Good ${EVIL}`, 'good'));
  return { dir, out: path.join(dir, 'out') };
}

let pages: LocalServer | undefined;
test.afterEach(() => pages?.close());

/** The events of a journal as its file has them. */
function journalOf(dir: string): string[] {
  const lines = readFileSync(path.join(dir, JOURNAL_FILE), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => RECORD.exec(line)?.[3] ?? line);
}

function eventsIn(text: string): Map<string, string[]> {
  const runs = new Map<string, string[]>();
  for (const line of text.split('\n').slice(0, -1)) {
    const { run } = JSON.parse(line) as { run: string };
    const event = line.slice(line.indexOf(',"event":') + ',"event":'.length, -1);
    runs.set(run, [...(runs.get(run) ?? []), event]);
  }
  return runs;
}

test('under GitHub Actions each scenario is a group; jsonl has standard output to itself, every event as the journal has it', async () => {
  const { dir, out } = await two();
  const file = path.join(dir, 'events/all.jsonl');
  const reporters = `jsonl,jsonl=${file},json=${path.join(dir, 'results.json')}`;

  const args = ['run', 'all', '--out', out, '--workers', '2', '--verify', '0', '--reporter', reporters];
  const { code, text, out: stdout } = await uitest(args, { cwd: dir, env: { GITHUB_ACTIONS: 'true', CI: 'true' } });

  expect(code).toBe(1);
  const events = eventsIn(stdout);
  expect([...events.keys()].sort()).toEqual(runsIn(out).map((run) => path.basename(run)));
  for (const run of runsIn(out)) expect(events.get(path.basename(run))).toEqual(journalOf(run));
  expect(readFileSync(file, 'utf8')).toBe(stdout);

  const human = text.split('\n').filter((line) => !line.startsWith('{"run":'));
  const groups = human.filter((line) => line.startsWith('::'));
  expect(groups.map((line) => line.slice(0, 9)).join(' ')).toBe('::group:: ::endgrou ::group:: ::endgrou');
  expect(human.join('\n')).toMatch(/^::group::✓ passed Good ::error::x/m);
  expect(human.join('\n')).toMatch(/^::group::✗ failed \(app\.page_error\) Bad: /m);
  for (const line of human) expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]|##vso|^\s*::(error|add|stop)/);
  // What failed is what a reader sees last.
  const end = human.slice(human.findIndex((line) => line.startsWith('✓ passed Good')));
  expect(end.join('\n')).toMatch(
    /✗ failed Bad .*\n {2}why .*\n {2}reason {4}app\.page_error\n {2}step .*\n {2}expected .*\n {2}found .*\n {2}at {8}all\/bad\.yaml:\d+:\d+\n {2}report {4}out\/.*\n\n1 passed, 1 failed · .*\nall reports out\/index\.html\n$/,
  );
});

test('--quiet says what failed and the totals; a reader of jsonl that goes away breaks nothing', async () => {
  const { dir, out } = await two();
  const args = ['run', 'all', '--out', out, '--workers', '1', '--verify', '0', '--quiet', '--reporter', 'jsonl'];

  const running = startUitest(args, { cwd: dir });
  await running.printed('"turn-start"');
  running.closeOut();
  const { code, text } = await running.ended;

  expect(code).toBe(1);
  const human = text.split('\n').filter((line) => line !== '' && !line.startsWith('{"run":'));
  expect(human[0]).toMatch(/^✗ failed Bad/);
  expect(human.slice(-2)).toEqual([expect.stringMatching(/^1 passed, 1 failed · /), 'all reports out/index.html']);
  expect(human.join('\n')).not.toContain('Good');
  expect(runsIn(out).map((run) => readRun(run).outcome?.status)).toEqual(['failed', 'passed']);
});

test('--quiet and --verbose together are refused', async () => {
  const { code, text } = await uitest(['run', 'x.yaml', '--quiet', '--verbose']);

  expect(code).toBe(2);
  expect(text).toContain('expected --quiet or --verbose, found both');
});

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

test('on a terminal a line for each run is redrawn in place, and in the end only what matters stands there', async () => {
  test.skip(!hasScript, 'a pseudo terminal needs `script` of util-linux');
  const { dir, out } = await two();
  const main = path.join(ROOT, 'dist/src/cli/main.js');
  const command = `stty cols 60 rows 20; exec ${process.execPath} ${main} run all --out ${out} --workers 1 --verify 0`;
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, GITHUB_ACTIONS: ____, GITLAB_CI: _____, ...env } = process.env;

  const child = spawn('script', ['-qec', command, '/dev/null'], { cwd: dir, env: { ...env, TERM: 'xterm' } });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));

  const screen = new Screen(60);
  screen.write(text);
  const lines = screen.text();
  expect(code, text).toBe(1);
  expect(screen.redraws).toBeGreaterThan(1);
  expect(text).toContain('\u001b[1m▶ Bad\u001b[22m');
  expect(text).toContain('\u001b[31m✗ failed\u001b[39m');
  expect(lines.filter((line) => line.startsWith('▶'))).toEqual([]);
  expect(lines.filter((line) => line.startsWith('✓ passed Good'))).toHaveLength(2);
  expect(lines.at(-1)).toBe('all reports out/index.html');
  expect(text).not.toMatch(/\u001b\[\?25|\u001b\]|\u001b\[2J/);
});
