import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import type { Scenario } from '../../src/core/scenario.ts';
import { checkScenario, type Checked } from '../../src/scenario/load.ts';
import type { Problem } from '../../src/scenario/problem.ts';

export const HEAD = 'name: A test\nurl: http://127.0.0.1:4173/\n';

/** Writes files into a folder of the running test; the folder's absolute path. */
export function folder(files: Record<string, string | Buffer>): string {
  // Titles that differ in signs only share an output folder: each call has its own in it.
  const root = test.info().outputPath();
  mkdirSync(root, { recursive: true });
  const dir = mkdtempSync(join(root, 'scenarios-'));
  for (const [name, content] of Object.entries(files)) {
    const file = join(dir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return realpathSync(dir);
}

export function check(yaml: string | Buffer, others: Record<string, string> = {}): Checked {
  return checkScenario(join(folder({ 'a.yaml': yaml, ...others }), 'a.yaml'));
}

/** `line:column: message`; of another file than the scenario with its name. */
export function lines(problems: Problem[]): string[] {
  return problems.map(({ location: { file, line, column }, message }) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    return `${name === 'a.yaml' ? '' : `${name}:`}${line}:${column}: ${message}`;
  });
}

export function load(yaml: string, others: Record<string, string> = {}): Scenario {
  const { scenario, problems } = check(yaml, others);
  if (!scenario) throw new Error(lines(problems).join('\n'));
  return scenario;
}
