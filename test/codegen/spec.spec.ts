import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { test, expect } from '@playwright/test';
import type { Action } from '../../src/core/action.ts';
import { literal } from '../../src/core/locatorText.ts';
import { movedSpec } from '../../src/codegen/imports.ts';
import { renderHeader, renderSpec } from '../../src/codegen/spec.ts';
import { readRun } from '../../src/journal/read.ts';
import { openJournal } from '../../src/journal/write.ts';
import { eventsByHand, runByHand, click, the, typed, verified } from '../support/runByHand.ts';
import { lintSpecs } from '../support/lintSpecs.ts';
import { scenarioOf } from '../support/runStart.ts';
import { CASES, NASTY_TEXTS, runOfCase } from './cases.ts';
import { withPages } from './withPages.ts';

const specs = Object.entries(CASES).map(([name, each]) => {
  const run = runOfCase(each);
  const body = renderSpec(run, { uploads: each.uploads ?? {} });
  return { name, run, body, text: renderHeader(run, { verified: true, runs: 1 }) + body };
});

for (const { name, text } of specs)
  test(`the spec of ${name} is what was read and approved`, () => {
    // `UPDATE=1 npx playwright test test/codegen` writes them anew: read the diff before it is committed.
    const file = path.join(import.meta.dirname, 'golden', `${name}.txt`);
    if (process.env['UPDATE']) writeFileSync(file, text);

    expect(existsSync(file) ? readFileSync(file, 'utf8') : '').toBe(text);
  });

test('every spec type-checks under --strict and imports nothing but @playwright/test and the tools of its scenario', ({}, info) => {
  const folder = info.outputPath('specs');
  mkdirSync(folder, { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  for (const { name, text } of specs) writeFileSync(path.join(folder, `${name}.spec.ts`), text);
  const paged = specs.map(({ name, run }) => ({ name, ...withPages(run, CASES[name]?.uploads ?? {}) }));
  for (const { name, spec, pages } of paged)
    for (const [file, text] of Object.entries({
      [`${name}.spec.ts`]: spec.replace(/'(\.\/pages\/\w+)'/g, "'$1.js'"),
      ...pages,
    })) {
      mkdirSync(path.join(folder, name, 'pages'), { recursive: true });
      writeFileSync(path.join(folder, name, file), text);
    }
  const files = specs.flatMap(({ name }) => [`${name}.spec.ts`, `${name}/${name}.spec.ts`]);
  const flags =
    '--strict --noEmit --noUnusedLocals --target es2022 --module nodenext --moduleResolution nodenext --types node --skipLibCheck --ignoreConfig';

  const complaints = said(() =>
    execFileSync(path.resolve('node_modules/.bin/tsc'), [...flags.split(' '), ...files], { cwd: folder }),
  );

  expect(complaints).toBe('');
  for (const { body } of specs) {
    const imports = body.split('\n').filter((line) => /^\s*import\b/.test(line) || /^[^'"`]*\brequire\(/.test(line));
    const own = imports.filter((line) => !/^import \{ .* \} from '(\.\.\/){2}scenarios\/tools\/[^']*';$/.test(line));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatch(/ from '@playwright\/test';$/);
  }
});

test('every spec is as the rules that Playwright’s ESLint plugin recommends want it, without a warning', async () => {
  const texts = Object.fromEntries(specs.map(({ name, text }) => [`${name}.spec.ts`, text]));
  const bad = "import { test } from '@playwright/test';\ntest('x', async ({ page }) => page.waitForTimeout(5));\n";

  const complaints = await lintSpecs({ ...texts, 'bad.spec.ts': bad });

  // One that breaks them shows that they are looked at.
  expect(complaints.filter((line) => !line.startsWith('bad.spec.ts'))).toEqual([]);
  expect(complaints.join('\n')).toContain('playwright/no-wait-for-timeout');
});

const TOOL = 'export const seedUser = { run: async (_) => undefined };\n';
const WITH_TYPES: { name: string; files: Record<string, string>; flags: string[]; says: string }[] = [
  { name: 'a module without types', files: {}, flags: [], says: '' },
  {
    name: 'a module with a declaration beside it: a wrong input is an error',
    files: { 'mailbox.d.mts': 'export const seedUser: { run(input: { user: number }): Promise<void> };\n' },
    flags: [],
    says: "Type 'string' is not assignable to type 'number'",
  },
  { name: 'a module that TypeScript reads itself', files: {}, flags: ['--allowJs'], says: '' },
];
for (const { name, files, flags, says } of WITH_TYPES)
  test(`a spec that calls a tool type-checks with ${name}`, ({}, info) => {
    const folder = info.outputPath('project');
    const scenario = scenarioOf(['Seed'], { file: `${folder}/a.yaml` });
    const action: Action = {
      kind: 'tool',
      module: 'tools/mailbox.mjs',
      export: 'seedUser',
      tool: 'seed_user',
      input: { user: 'alice' },
      gives: [],
      timeoutMs: 30_000,
    };
    const run = {
      ...runByHand(scenario, { '1': [action, verified({ check: 'visible-text', text: 'Seeded' })] }),
      dir: `${folder}/reports/run-1`,
    };
    mkdirSync(path.join(folder, 'tools'), { recursive: true });
    mkdirSync(run.dir, { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'));
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    for (const [file, text] of Object.entries({ 'mailbox.mjs': TOOL, ...files }))
      writeFileSync(path.join(folder, 'tools', file), text);
    writeFileSync(path.join(run.dir, 'a.spec.ts'), renderSpec(run, { uploads: {} }));
    const strict =
      '--strict --noEmit --noUnusedLocals --target es2022 --module nodenext --types node --skipLibCheck --ignoreConfig';

    const complaints = said(() =>
      execFileSync(path.resolve('node_modules/.bin/tsc'), [...strict.split(' '), ...flags, `${run.dir}/a.spec.ts`]),
    );

    if (says === '') expect(complaints).toBe('');
    else expect(complaints).toContain(says);
  });

test('a spec that is put into another folder imports the same module', () => {
  const { body } = specs.find(({ name }) => name === 'tools') ?? { body: '' };

  const beside = movedSpec(body, '/reports/run-1', '/scenarios');
  const deep = movedSpec(body, '/reports/run-1', '/suite/e2e/shop');

  expect(beside).toContain(`seedUser } from './tools/mailbox.mjs';`);
  expect(deep).toContain(`from '../../../scenarios/tools/it%27s %231.mjs';`);
  expect(movedSpec(deep, '/suite/e2e/shop', '/reports/run-1')).toBe(body);
});

test('the same run gives the same bytes, also when it is read back from its journal', ({}, info) => {
  for (const [name, { scenario, done, uploads = {} }] of Object.entries(CASES)) {
    const journal = openJournal(info.outputPath(name));
    for (const event of eventsByHand(scenario, done)) journal.append(event);
    journal.close();

    const again = renderSpec({ ...readRun(info.outputPath(name)), dir: '/reports/run-1' }, { uploads });

    expect(again).toBe(specs.find((each) => each.name === name)?.body);
  }
});

test.describe('a hostile text', () => {
  for (const text of NASTY_TEXTS)
    test(`comes back from its literal as it went in: ${JSON.stringify(text)}`, () => {
      const code = literal(text);

      expect(vm.runInNewContext(`(${code})`)).toBe(text);
      expect(code).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udbff]*$|😀/);
    });

  test('comes back from the whole spec: what is called with it is what the run did', async () => {
    const { done, scenario } = CASES['hostile'] ?? { done: {}, scenario: scenarioOf([]) };
    const heard = await calledBy(renderSpec(runByHand(scenario, done), { uploads: {} }));
    const user = scenario.vars['user'] ?? '';

    for (const text of NASTY_TEXTS) {
      expect(heard).toContainEqual(['getByRole', 'button', { name: text }]);
      expect(heard).toContainEqual(['fill', text]);
      expect(heard).toContainEqual(['fill', `${user} ${text}`]);
      expect(heard).toContainEqual(['selectOption', [text, text]]);
    }
    expect(heard[0]).toEqual(['test', NASTY_TEXTS.join(' ').replace(/\s+/g, ' ')]);
  });

  test('is in no comment', () => {
    for (const { text } of specs) {
      const comments = text.split('\n').filter((line) => line.trimStart().startsWith('//'));
      const known =
        /^\/\/ (Compiled by uitest 0\.1\.0 from what really ran; planned by scripted\.|Verified: it passed 1 of 1 runs in a fresh browser\.|This locator is fragile: (nothing better names the element|found by CSS: it has no role with a name, label, text or test id)\.|@ts-ignore: this module may come without types\.|This step is optional, and there was nothing to do when it was recorded\.|This closes its own window, which may be gone before it is over\.|eslint-disable-next-line playwright\/no-conditional-(in-test|expect) -- this step is optional: it may be there or not\.)$/;
      for (const comment of comments) expect(comment.trim()).toMatch(known);
    }
  });

  test('of a megabyte is cut in a title', () => {
    const run = runByHand(scenarioOf(['x'.repeat(1_000_000)], { name: 'y'.repeat(1_000_000) }), { '1': [typed('a')] });

    const spec = renderSpec(run, { uploads: {} });

    expect(spec.length).toBeLessThan(1_000);
    expect(spec).toContain(`${'x'.repeat(199)}…`);
  });

  test('as the name of a model or a version leaves the header one', () => {
    const run = runByHand(scenarioOf(['Look']), {}, `evil\u2028*/ process.exit(7) //`);

    const header = renderHeader({ ...run, uitest: '1\nprocess.exit(7)' }, { verified: false, reason: 'failed' });

    expect(header.split(/[\n\u2028\u2029]/)).toHaveLength(3);
    expect(header).toContain('Not verified: when it was run again, it did not pass.');
  });

  test('that looks like a selector stays an argument', () => {
    const run = runByHand(scenarioOf(['Click']), { '1': [click(the('button', 'x >> internal:control=enter-frame'))] });

    const spec = renderSpec(run, { uploads: {} });

    expect(spec).toContain(`page.getByRole('button', { name: 'x >> internal:control=enter-frame' }).click()`);
    expect(spec).not.toContain('.locator(');
  });
});

test('a secret’s value is read from the environment and its absence is said in words', () => {
  const { body } = specs.find(({ name }) => name === 'values') ?? { body: '' };

  expect(body).toContain(`const password = process.env['SHOP_PASSWORD'] ?? '';`);
  expect(body).toContain(`expect(password, 'SHOP_PASSWORD must be set').not.toBe('');`);
  expect(body).not.toContain('UNUSED');
});

function said(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

/** Runs a spec with stand-ins for Playwright that only note what they are called with. */
async function calledBy(spec: string): Promise<unknown[][]> {
  const heard: unknown[][] = [];
  const recorder = (): unknown =>
    new Proxy(() => undefined, {
      get: (_, name) =>
        name === 'then'
          ? undefined
          : name === 'not'
            ? recorder()
            : (...args: unknown[]) => {
                heard.push([name, ...args]);
                if (name === 'innerText') return 'text';
                return recorder();
              },
      apply: () => recorder(),
    });
  const page = recorder();
  const run = Object.assign(
    async (title: string, body: (fixtures: object) => Promise<void>) => {
      heard.push(['test', title]);
      await body({ page });
    },
    { step: (_: string, body: () => Promise<void>) => body(), use: () => undefined, setTimeout: () => undefined },
  );
  const [, ...lines] = spec.replaceAll(/^import .*$/gm, '').split('\n');
  const script = lines.join('\n').replace(/^test\(/m, 'done = test(');
  const sandbox = { test: run, expect: recorder(), done: Promise.resolve(), process: { env: {} }, Date };
  vm.runInNewContext(script, sandbox);
  await sandbox.done;
  return heard;
}
