/** The package as it is published: installed into an empty project, it does its main job. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { emptyFolder, freePort, ROOT } from '../support/cli.ts';

test.describe.configure({ timeout: 600_000 });

/** Typed, and also what a project of plain JavaScript would write. */
const TOOL = `import { defineTool, z } from 'uitest-agent';

export const pickWord = defineTool({
  name: 'pick_word',
  description: 'Picks a word.',
  input: z.object({ length: z.number().default(4) }),
  run: ({ length }) => ({ word: 'lamp'.slice(0, length) }),
});
`;
const STRICT = '--strict --noEmit --target es2022 --module nodenext --ignoreConfig';

test('npm pack gives a package that works in an empty project', async () => {
  const project = emptyFolder();
  const { npm_config_local_prefix: _, INIT_CWD: __, CI: ___, ...env } = process.env;
  const sh = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: project, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const packed = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
  writeFileSync(path.join(project, 'package.json'), JSON.stringify({ name: 'a-project', private: true }));

  sh('npm', 'install', '--silent', path.join(project, packed));
  const init = sh('npx', 'uitest', 'init');
  const port = await freePort();
  const scenario = path.join(project, 'scenarios/login.yaml');
  writeFileSync(scenario, readFileSync(scenario, 'utf8').replaceAll('4173', String(port)));
  const run = sh('npx', 'uitest', 'run', 'scenarios/login.yaml');
  mkdirSync(path.join(project, 'scenarios/tools'));
  writeFileSync(path.join(project, 'scenarios/tools/word.mjs'), TOOL);
  writeFileSync(path.join(project, 'word.mts'), `${TOOL}const { word } = await pickWord.run({});\nword.trim();\n`);
  const steps = '  - call: pick_word\n  - still: { text: "{{word}}" }\n';
  writeFileSync(scenario, `${readFileSync(scenario, 'utf8').trimEnd()}\n${steps}tools: ./tools/word.mjs\n`);
  const withTool = sh('npx', 'uitest', 'run', 'scenarios/login.yaml', '--fresh');
  const complaints = sh(path.join(ROOT, 'node_modules/.bin/tsc'), ...STRICT.split(' '), 'word.mts');

  expect(init).toContain('wrote scenarios/login.yaml');
  expect(run).toContain('(verified)');
  // This project is none of modules: there a spec loads what it imports with require.
  expect(withTool).toContain('(verified)');
  expect(complaints).toBe('');
  expect(readdirSync(path.join(project, 'scenarios'))).toContain('login.recording.json');
  expect(readFileSync(path.join(project, '.gitignore'), 'utf8')).toContain('reports/');
  expect(readFileSync(scenario, 'utf8')).toContain('node_modules/uitest-agent/scenario.schema.json');
});
