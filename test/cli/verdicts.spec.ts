/** What the command says when the application is broken, when it is stopped, and when it drifted. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { readRun } from '../../src/journal/read.ts';
import { runsIn, scenarioCopy, uitest, withBug } from '../support/cli.ts';

test.describe.configure({ timeout: 300_000 });

test('a planted bug fails the run with expected, found, the line of the scenario, and the place on the last picture', async () => {
  const { dir, file } = await scenarioCopy('login', (text) =>
    withBug('wrong-greeting')(text).replace('the dashboard greets Alice', '{ text: Alice, in: "Welcome back, Bob" }'),
  );
  const junit = path.join(dir, 'junit.xml');

  const { code, text } = await uitest(['run', file, '--out', path.join(dir, 'out'), '--reporter', `junit=${junit}`], {
    cwd: dir,
  });

  expect(code).toBe(1);
  expect(text).toMatch(/expected .*Alice/);
  expect(text).toMatch(/login\.yaml:\d+/);
  expect(readFileSync(junit, 'utf8')).toMatch(/<failure type="app.expectation" message="[^"]*Alice/);
  const [picture = ''] = /(?<=\[\[ATTACHMENT\|).*(?=\]\])/.exec(readFileSync(junit, 'utf8')) ?? [];
  expect(existsSync(path.join(dir, picture))).toBe(true);
  const place = readRun(runsIn(path.join(dir, 'out')).at(-1) ?? '').finalScreenshot?.place;
  expect(place?.width).toBeGreaterThan(50);
  expect(readdirSync(dir)).not.toContain('login.recording.json');
});

test('a bug that came after the recording is a regression, found without a planner', async () => {
  const { dir, file } = await scenarioCopy('login');
  const recorded = await uitest(['run', file, '--out', path.join(dir, 'out')]);
  expect(recorded.code).toBe(0);
  writeFileSync(file, withBug('wrong-greeting')(readFileSync(file, 'utf8')));

  const { code, text } = await uitest(['run', file, '--out', path.join(dir, 'out')]);

  expect(code).toBe(1);
  const last = readRun(runsIn(path.join(dir, 'out')).at(-1) ?? '');
  expect(last).toMatchObject({ mode: 'replayed', outcome: { status: 'failed', reason: 'app.regression' } });
  expect(text).toContain('expected');
});

test('a recorded locator that finds nothing is drift: with --frozen failed, else redone by the planner and proposed', async () => {
  const { dir, file } = await scenarioCopy('login');
  await uitest(['run', file, '--out', path.join(dir, 'out')]);
  const recording = path.join(dir, 'login.recording.json');
  const drifted = readFileSync(recording, 'utf8').replace("{ name: 'Log in' }", "{ name: 'Enter the shop' }");
  writeFileSync(recording, drifted);

  const frozen = await uitest(['run', file, '--out', path.join(dir, 'out'), '--frozen']);
  const healed = await uitest(['run', file, '--out', path.join(dir, 'out')]);

  expect(frozen.code).toBe(1);
  expect(frozen.text).toContain('drift');
  expect(healed.code).toBe(0);
  expect(healed.text).toContain('accept it with --update');
  expect(readRun(runsIn(path.join(dir, 'out')).at(-1) ?? '').mode).toBe('healed');
  expect(readFileSync(recording, 'utf8')).toBe(drifted);
});

test('an expectation that held before its steps is found when the spec is proved: exit 5, with its line, and no recording', async () => {
  const { dir, file } = await scenarioCopy('login', (text) =>
    text.replace(
      '  - Click "Log out"',
      '  - Click "Catalogue"\n  - expect: { hidden: Out of order }\n  - Click "Log out"',
    ),
  );

  const junit = path.join(dir, 'junit.xml');

  const { code, text } = await uitest(['run', file, '--out', path.join(dir, 'out'), '--reporter', `junit=${junit}`]);

  expect(code).toBe(5);
  expect(readFileSync(junit, 'utf8')).toMatch(
    /<failure type="spec.unverified" message="[^"]*what it expects held already/,
  );
  expect(text).toMatch(/login\.yaml:\d+:\d+: step 4: what it expects held already/);
  expect(readdirSync(dir)).not.toContain('login.recording.json');
  const last = readRun(runsIn(path.join(dir, 'out')).at(-1) ?? '');
  expect(last.proof).toMatchObject({ passed: 1, vacuous: [{ stepId: '4', index: 0 }] });
});

test('a browser that does not start is an error on a shard too: exit 4, told for CI, and its words are no command', async () => {
  const { dir, file } = await scenarioCopy('login');
  const browser = path.join(dir, 'browser');
  writeFileSync(browser, '#!/bin/sh\nprintf "::error::x\\n\\033[31m##vso[x]" >&2\nexit 3\n', { mode: 0o755 });
  const [junit, json] = [path.join(dir, 'junit.xml'), path.join(dir, 'results.json')];
  const args = ['--out', path.join(dir, 'out'), '--shard', '1/1', '--reporter', `github,junit=${junit},json=${json}`];

  const { code, text } = await uitest(['run', file, ...args], { env: { UITEST_CHROMIUM: browser } });

  expect(code).toBe(4);
  expect(text).toMatch(/^::error file=\S+login\.yaml,line=1,col=1,title=Log in%3A not begun::could not start/m);
  expect(text).not.toMatch(/^\s*::error::|\u001b|##vso\[/m);
  expect(readFileSync(junit, 'utf8')).toMatch(/<error type="browser.start" message="could not start/);
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    outcome: 'errored',
    runs: [],
    notBegun: [{ scenario: 'Log in', file, message: expect.stringContaining('could not start') }],
  });
});

test('a limit stops the run: exit 3, never a pass', async () => {
  const { dir, file } = await scenarioCopy('login');

  const { code, text } = await uitest(['run', file, '--out', path.join(dir, 'out'), '--max-turns', '2']);

  expect(code).toBe(3);
  expect(text).toContain('2 turns were used up');
});

test('scenario and reports may lie anywhere, and a spec is exported where it is wanted', async () => {
  const { dir, file } = await scenarioCopy('wrong-password');
  const suite = path.join(dir, 'suite');

  const { code } = await uitest(['run', file, '--out', path.join(dir, 'out'), '--export', suite], { cwd: dir });
  const again = await uitest(['export', file, '--runs', path.join(dir, 'out'), '--out', suite], { cwd: dir });
  writeFileSync(path.join(suite, 'wrong-password.spec.ts'), '// mine\n');
  const refused = await uitest(['export', file, '--runs', path.join(dir, 'out'), '--out', suite], { cwd: dir });
  const replayed = await uitest(['run', file, '--out', path.join(dir, 'out'), '--export', suite], { cwd: dir });
  const [, run = ''] = runsIn(path.join(dir, 'out'));

  expect(code).toBe(0);
  expect(again.code).toBe(0);
  expect(refused).toMatchObject({ code: 2, text: expect.stringContaining('--force') });
  // Somebody's work is not overwritten, and the run is no worse for it.
  expect(replayed.code).toBe(0);
  expect(replayed.text).toContain(
    `suite/wrong-password.spec.ts is not as uitest wrote it and was not overwritten: \`uitest export out/${path.basename(run)} --out suite\` shows the difference`,
  );
  expect(replayed.text).toMatch(/spec {6}out\/.*wrong-password\.spec\.ts \(verified\)/);
  expect(readFileSync(path.join(suite, 'wrong-password.spec.ts'), 'utf8')).toBe('// mine\n');
});
