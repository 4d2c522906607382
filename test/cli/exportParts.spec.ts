/** The parts of `uitest export` that need neither a browser nor a suite that runs. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { fixtureOf, specifierTo } from '../../src/cli/exportFixture.ts';
import { tableOf } from '../../src/cli/exportVerify.ts';
import { markedSpec, stateOf } from '../../src/cli/exportedFile.ts';
import { mannerOf, projectsOf, styleOf } from '../../src/cli/suiteStyleOf.ts';
import { unifiedDiff } from '../../src/cli/unifiedDiff.ts';
import { noPaint } from '../../src/report/paint.ts';
import { numberFor, perturbationsFor } from '../../src/runner/perturbations.ts';
import type { Suite } from '../../src/runner/suite.ts';
import { matches } from '../../src/runner/suiteFacts.ts';
import { emptyFolder } from '../support/cli.ts';
import { Random } from '../support/random.ts';

test('a diff is one that patch accepts: applied to the old text it gives the new one', () => {
  const folder = emptyFolder();
  const random = new Random(5);
  const text = () => `${Array.from({ length: random.below(30) }, () => 'abcd'[random.below(4)]).join('\n')}\n`;
  const pairs = [['a\nb\n', 'a\nb\n'], ['a\n', 'a\nb\n'], ...Array.from({ length: 15 }, () => [text(), text()])];

  for (const [before = '', after = ''] of pairs) {
    const diff = unifiedDiff(before, after, ['a/x', 'b/x'], noPaint);
    writeFileSync(path.join(folder, 'x'), before);
    writeFileSync(path.join(folder, 'd'), `${diff}\n`);
    if (diff !== '') execFileSync('git', ['apply', '--whitespace=nowarn', 'd'], { cwd: folder });
    const now = readFileSync(path.join(folder, 'x'), 'utf8');

    expect(now, diff).toBe(after);
  }
});

test('a file that was exported is known again until somebody changes it', () => {
  const file = path.join(emptyFolder(), 'a.spec.ts');
  const spec = (body: string) => markedSpec(`// Compiled by uitest.\n// Verified.\n${body}`);

  const absent = stateOf(file, spec('one();\n'));
  writeFileSync(file, spec('one();\n'));
  const same = stateOf(file, spec('one();\n'));
  const ours = stateOf(file, spec('two();\n'));
  writeFileSync(file, spec('one();\n').replace('one', 'mine'));
  const changed = stateOf(file, spec('two();\n'));
  writeFileSync(file, 'one();\n');

  expect([absent, same, ours, changed, stateOf(file, spec('one();\n'))]).toEqual([
    'absent',
    'same',
    'ours',
    'changed',
    'changed',
  ]);
});

for (const [pattern, yes, no] of [
  ['**/*.@(spec|test).?(c|m)[jt]s?(x)', '/s/e2e/a.spec.ts', '/s/e2e/a.setup.ts'],
  ['**/*.@(spec|test).?(c|m)[jt]s?(x)', '/s/e2e/deep/a.test.mjs', '/s/e2e/aspec.ts'],
  ['*.e2e.{ts,js}', '/s/a.e2e.js', '/s/a.e2e.tsx'],
  ['tests/**', '/s/tests/deep/a.ts', '/s/other/a.ts'],
] as const)
  test(`${pattern} is ${yes} and not ${no}`, () => {
    expect([matches(yes, [pattern]), matches(no, [pattern])]).toEqual([true, false]);
    expect(matches(yes, [{ source: 'nothing', flags: '' }])).toBe(false);
  });

function suiteOf(files: Record<string, string>, projects: Partial<Suite['projects'][number]>[] = [{}]): Suite {
  const dir = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    writeFileSync(path.join(dir, name), text);
  }
  return {
    config: path.join(dir, 'playwright.config.ts'),
    webServer: false,
    errors: [],
    tests: Object.keys(files).map((name) => ({ file: path.join(dir, name), project: '' })),
    projects: projects.map((more) => ({ name: '', testDir: dir, testMatch: ['**/*.spec.ts'], use: {}, ...more })),
  };
}

for (const [name, files, manner] of [
  ['no file yet', {}, { suffix: '.spec.ts', importExtension: '' }],
  [
    'files in JavaScript',
    { 'a.test.js': '', 'b.test.js': '', 'c.spec.ts': '' },
    { suffix: '.test.js', importExtension: '' },
  ],
  ['a name of its own', { 'a.e2e.ts': `import x from './x.js';` }, { suffix: '.e2e.ts', importExtension: 'js' }],
  [
    'imports with their extension',
    { 'a.spec.ts': `import x from "../x.ts";` },
    { suffix: '.spec.ts', importExtension: 'same' },
  ],
] as const)
  test(`a suite with ${name} is written for as ${manner.suffix}`, () => {
    expect(mannerOf(suiteOf(files))).toEqual(manner);
  });

test('only what every project that runs the spec sets alike is left out of it', () => {
  const suite = suiteOf({}, [
    { name: 'setup', testMatch: [{ source: '\\.setup\\.ts$', flags: '' }], use: { locale: 'fr-FR' } },
    { name: 'one', use: { locale: 'de-DE', colorScheme: 'dark', storageState: 'state.json' } },
    { name: 'two', use: { locale: 'de-DE', colorScheme: 'light' } },
  ]);
  const file = path.join(path.dirname(suite.config), 'a.spec.ts');

  const style = styleOf(suite, file, undefined);

  expect(projectsOf(suite, file).map(({ name }) => name)).toEqual(['one', 'two']);
  // One of them logs in: the spec must not.
  expect(style.use).toEqual({ locale: 'de-DE', storageState: path.join(path.dirname(suite.config), 'state.json') });
});

for (const [code, name, found] of [
  ['export const test = base.extend({});', 'test', true],
  ['export { admin as test, expect };', 'test', true],
  ['module.exports = { test, expect };', 'test', true],
  [`export * from './other';`, 'test', true],
  ['export const admin = base.extend({});', 'admin', true],
  ['// export const test = 1;\nexport const admin = 1;', 'test', false],
  ['export type { test };', 'x-y', false],
] as const)
  test(`a fixture file that holds ${JSON.stringify(code)} ${found ? 'has' : 'has no'} ${name}`, () => {
    const file = path.join(emptyFolder(), 'fixtures.ts');
    writeFileSync(file, code);

    const look = () => fixtureOf(`${file}#${name}`, path.dirname(file), '');

    if (found) expect(look()).toMatchObject({ specifier: './fixtures', test: name });
    else expect(look).toThrow(/expected .* to export .* Export it there, or name another/);
  });

test('an import is written as the suite writes its own', () => {
  expect(specifierTo('/s/support/fixtures.ts', '/s/e2e', '')).toBe('../support/fixtures');
  expect(specifierTo('/s/support/fixtures.ts', '/s/e2e', 'js')).toBe('../support/fixtures.js');
  expect(specifierTo('/s/support/fixtures.mts', '/s', '')).toBe('./support/fixtures.mjs');
  expect(specifierTo('/s/support/fixtures.ts', '/s', 'same')).toBe('./support/fixtures.ts');
});

test('a run is perturbed in one way, then in another, then in all; the first is plain, and only Chromium is slowed', () => {
  expect(perturbationsFor(7, 'chromium').map(({ name }) => name)).toEqual([
    'none',
    'latency 50–400 ms',
    'CPU ×4 slower',
    'reduced motion',
    'viewport ±10 %',
    'all together',
    'latency 50–400 ms',
  ]);
  expect(perturbationsFor(9, 'firefox').some(({ cpu }) => cpu)).toBe(false);
  expect(perturbationsFor(6, 'chromium').at(-1)).toMatchObject({ latency: true, cpu: true, reducedMotion: true });
});

test('the same seed gives the same numbers, another seed others, and all of the range', () => {
  const numbers = (seed: string) =>
    Array.from({ length: 2_000 }, (_, index) => numberFor(seed, `GET /${index}`, 50, 400));

  expect(numbers('1')).toEqual(numbers('1'));
  expect(numbers('1')).not.toEqual(numbers('2'));
  expect(Math.min(...numbers('1'))).toBeLessThan(55);
  expect(Math.max(...numbers('1'))).toBeGreaterThan(395);
  expect(Math.min(...numbers('1'))).toBeGreaterThanOrEqual(50);
  expect(Math.max(...numbers('1'))).toBeLessThanOrEqual(400);
});

test('the table has a row for each perturbation, with the first line that failed', () => {
  const message = 'a.spec.ts:9: await expect(page).toHaveTitle();\nError: no';

  const table = tableOf([
    { perturbation: 'none' },
    { perturbation: 'latency', failure: { line: 9, message } },
    { perturbation: 'latency' },
  ]);

  expect(table).toEqual([
    'perturbation  passed  first failing line',
    'none          1 of 1',
    'latency       1 of 2  a.spec.ts:9: await expect(page).toHaveTitle();',
  ]);
});
