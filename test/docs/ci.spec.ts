/** The files of docs/ci.md: they are read as CI reads them, and their shell lines are run, against a bare repository and a `gh` of ours. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { GITHUB_WORKFLOW } from '../../src/cli/githubWorkflow.ts';
import { readReporters } from '../../src/cli/reporters.ts';
import { keepAll } from '../../src/core/redact.ts';
import { openJournal } from '../../src/journal/write.ts';
import { PASSED, prose, Story } from '../report/story.ts';
import { emptyFolder, uitest } from '../support/cli.ts';
import { fences, read } from './page.ts';

const page = read('docs/ci.md');
const files = fences(page, 'yaml');
const [script = ''] = fences(page, 'sh');

const steps = z.object({
  jobs: z.record(
    z.string(),
    z.object({ steps: z.array(z.object({ name: z.string().optional(), run: z.string().optional() })) }),
  ),
});

function stepsOf(workflow: string): { name?: string | undefined; run?: string | undefined }[] {
  return Object.values(steps.parse(parse(workflow)).jobs).flatMap((job) => job.steps);
}

test('the files are YAML with jobs; pull requests replay, schedules update, and nothing else drives', () => {
  expect(files).toHaveLength(4);
  const [replay = '', parts = '', update = '', gitlab = ''] = files;

  for (const github of [replay, parts, update]) expect(stepsOf(github).length).toBeGreaterThan(5);
  expect(parse(gitlab)).toMatchObject({ uitest: { extends: '.uitest' }, 'uitest-update': { extends: '.uitest' } });
  expect([...page.matchAll(/uitest run .*--frozen/g)].length).toBe(5);
  for (const line of page.match(/uitest run .*/g) ?? [])
    expect(line.includes('--frozen')).toBe(!line.includes('--update'));
  expect(parse(update)).toMatchObject({
    on: { schedule: [{}] },
    permissions: { contents: 'write', 'pull-requests': 'write' },
  });
});

test('the reporters that the files name are reporters', () => {
  const named = [...page.matchAll(/--reporter ([^\s'`]+)/g)].map(([, value = '']) => value);

  expect(named.length).toBeGreaterThan(6);
  for (const value of named) expect(readReporters([value])).toHaveProperty('github');
});

test('uitest init writes the file for GitHub that the page shows', () => {
  expect(files[0]).toBe(GITHUB_WORKFLOW);
});

/** A project with one recording, a bare repository that notes what it is pushed, and a `gh` that notes what it is asked. */
function project(): { dir: string; bare: string; git: (...args: string[]) => string; sh: (line: string) => string } {
  const root = emptyFolder();
  const [dir, bare, bin] = [path.join(root, 'shop'), path.join(root, 'shop.git'), path.join(root, 'bin')];
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: root,
    GIT_CONFIG_NOSYSTEM: '1',
    ROOT: root,
    BASE: 'main',
    CI_DEFAULT_BRANCH: 'main',
  };
  const run = (command: string, args: string[], cwd: string) =>
    execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  for (const folder of [bin, path.join(dir, 'scenarios/shop'), path.join(dir, 'ci')])
    mkdirSync(folder, { recursive: true });
  run('git', ['init', '--quiet', '--bare', '-b', 'main', bare], root);
  run('git', ['config', 'receive.advertisePushOptions', 'true'], bare);
  executable(path.join(bare, 'hooks/post-receive'), 'env | grep ^GIT_PUSH_OPTION | sort > "$ROOT/options"');
  // As gh does: a branch has one pull request.
  executable(
    path.join(bin, 'gh'),
    'echo "gh $*" >> "$ROOT/gh"\nif [ "$2" = create ]; then [ ! -f "$ROOT/open" ] && touch "$ROOT/open"; fi',
  );
  writeFileSync(path.join(dir, '.gitignore'), 'reports/\n');
  writeFileSync(path.join(dir, 'ci/push-recordings.sh'), script);
  writeFileSync(path.join(dir, 'scenarios/login.recording.json'), '{ "locator": "Log in" }\n');
  const git = (...args: string[]) => run('git', args, dir);
  git('init', '--quiet', '-b', 'main');
  git('add', '-A');
  git('-c', 'user.name=me', '-c', 'user.email=me@localhost', 'commit', '--quiet', '-m', 'Begin');
  git('remote', 'add', 'origin', bare);
  git('push', '--quiet', 'origin', 'main');
  return { dir, bare, git, sh: (line) => run('bash', ['-e', '-o', 'pipefail', '-c', line], dir) };
}

function executable(file: string, text: string): void {
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

const OPEN = stepsOf(files[2] ?? '').find(({ name }) => name === 'Open a pull request')?.run ?? '';

test('on GitHub nothing is opened where no recording changed', () => {
  const { dir, git, sh } = project();
  writeFileSync(path.join(dir, 'scenarios/login.yaml'), 'name: not a recording\n');

  expect(sh(OPEN)).toContain('No recording changed.');

  expect(existsSync(path.join(dir, '../gh'))).toBe(false);
  expect(git('ls-remote', '--heads', 'origin').trim().split('\n')).toHaveLength(1);
});

test('on GitHub healed and new recordings become one pull request with their diff, and the same one the next night', () => {
  const { dir, git, sh } = project();
  const recording = path.join(dir, 'scenarios/login.recording.json');
  writeFileSync(recording, '{ "locator": "Sign in é" }\n');
  writeFileSync(path.join(dir, 'scenarios/shop/pay.recording.json'), '{}\n');
  writeFileSync(path.join(dir, 'scenarios/login.yaml'), 'name: not a recording\n');

  sh(OPEN);
  const body = readFileSync(path.join(dir, 'reports/recordings.md'), 'utf8');
  const pushed = git('show', '--stat', '--format=%s', 'origin/uitest/recordings');
  git('reset', '--quiet', '--hard', 'origin/main');
  writeFileSync(recording, `{ "locator": "${'Enter é '.repeat(20_000)}" }\n`);
  sh(OPEN);

  expect(body).toMatch(/^~~~diff$[^]*^-\{ "locator": "Log in" \}$[^]*^\+\{ "locator": "Sign in é" \}$[^]*^~~~$/m);
  expect(body).toContain('scenarios/shop/pay.recording.json');
  expect(pushed).toContain('Update the recordings of the scenarios');
  expect(pushed).toContain('2 files changed');
  const asked = readFileSync(path.join(dir, '../gh'), 'utf8').trim().split('\n');
  const create =
    'gh pr create --base main --head uitest/recordings --title Update the recordings --body-file reports/recordings.md';
  expect(asked).toEqual([create, create, 'gh pr edit uitest/recordings --body-file reports/recordings.md']);
  // GitHub takes 65,536 characters.
  const second = readFileSync(path.join(dir, 'reports/recordings.md'), 'utf8');
  expect(second.length).toBeLessThan(65_536);
  expect(second.isWellFormed() && !second.includes('\ufffd')).toBe(true);
  expect(git('diff', '--name-only', 'origin/main', 'origin/uitest/recordings').trim()).toBe(
    'scenarios/login.recording.json',
  );
});

test('on GitLab the branch is pushed with the options that open a merge request, and the job ends as the run did', () => {
  const { dir, bare, git, sh } = project();
  writeFileSync(path.join(dir, 'scenarios/login.recording.json'), '{ "locator": "Sign in" }\n');
  const gitlab = z.object({ 'uitest-update': z.object({ script: z.array(z.string()) }) }).parse(parse(files[3] ?? ''));
  const lines = gitlab['uitest-update'].script.join('\n');
  const script = lines.replace(/npx uitest run .*(?= \|\|)/, '(exit 3)').replace(/"https:\S+"/, `"${bare}"`);
  expect(script).not.toBe(lines);

  expect(() => sh(script)).toThrow(expect.objectContaining({ status: 3 }));

  expect(readFileSync(path.join(dir, '../options'), 'utf8').trim().split('\n').slice(0, 3)).toEqual([
    'GIT_PUSH_OPTION_0=merge_request.create',
    'GIT_PUSH_OPTION_1=merge_request.target=main',
    'GIT_PUSH_OPTION_2=merge_request.remove_source_branch',
  ]);
  git('fetch', '--quiet', 'origin');
  expect(git('log', '-1', '--format=%B', 'origin/uitest/recordings')).toMatch(
    /^Update the recordings[^]*\+\{ "locator": "Sign in" \}/,
  );
});

test('the reports of several machines get one index', async () => {
  const dir = emptyFolder();
  for (const id of ['20261126-010101-login-aaaa', '20261126-010102-cart-bbbb']) {
    const story = new Story([prose('1', 'Go')], { id, scenario: { name: `Scenario ${id}` } }).turn('1').done('1');
    const journal = openJournal(path.join(dir, 'reports', id), keepAll);
    for (const event of story.end(PASSED).events) journal.append(event);
    journal.close();
  }
  const line = stepsOf(files[1] ?? '').find(({ run }) => run?.includes('uitest report'))?.run ?? '';

  const { code, text } = await uitest(line.replace('npx uitest ', '').split(' '), { cwd: dir, env: { CI: '1' } });

  expect(code, text).toBe(0);
  const index = readFileSync(path.join(dir, 'reports/index.html'), 'utf8');
  expect(index).toContain('Scenario 20261126-010101-login-aaaa');
  expect(index).toContain('Scenario 20261126-010102-cart-bbbb');
});
