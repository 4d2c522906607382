/** `--verify N` of `uitest export`: how often the spec passes where it now lies, as a table. */
import path from 'node:path';
import { redactor } from '../core/redact.ts';
import { findChromium } from '../browser/finder.ts';
import { secretsOf } from '../runner/environment.ts';
import { perturbationsFor, PLAIN } from '../runner/perturbations.ts';
import { isRoot } from '../runner/preflight.ts';
import { proveInSuite, type SuiteRun } from '../runner/proveInSuite.ts';
import type { Suite } from '../runner/suite.ts';
import type { Rendered } from './renderExport.ts';

export interface Verification {
  times: number;
  perturb: boolean;
  seed: number;
  envFile: string | undefined;
}

/** Throws `scenario.secret` where a value is missing: asked before anything is written. */
export function environmentFor({ source }: Rendered, { envFile }: Verification): Record<string, string> {
  const { scenario } = source.run;
  const values = secretsOf(scenario, envFile);
  return Object.fromEntries(Object.entries(scenario.secrets).map(([name, { env }]) => [env, values[name] ?? '']));
}

/** Resolves to how often it passed. */
export async function verifyExport(
  rendered: Rendered,
  suite: Suite | undefined,
  asked: Verification,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<{ passed: number; runs: number }> {
  const { scenario } = rendered.source.run;
  const { times, perturb, seed } = asked;
  const { browser } = scenario.use;
  const redact = redactor(secretsOf(scenario, asked.envFile));
  // A suite knows its own browser.
  const found =
    suite || browser !== 'chromium'
      ? undefined
      : await findChromium({ env: process.env, say, install: true, root: isRoot() });
  const runs = await proveInSuite({
    scenario,
    file: rendered.file,
    text: rendered.text,
    suite,
    project: rendered.project,
    executable: found?.executable,
    perturbations: perturb ? perturbationsFor(times, browser) : Array.from({ length: times }, () => PLAIN),
    seed,
    env: environmentFor(rendered, asked),
    signal,
    say,
  });
  const failed = runs.find(({ failure }) => failure);
  if (failed?.failure) say(redact(failed.failure.message));
  for (const line of tableOf(runs)) say(redact(line));
  const passed = runs.filter(({ failure }) => !failure).length;
  say(`flake score of ${path.basename(rendered.file)}: ${passed} of ${runs.length}${perturb ? ` (seed ${seed})` : ''}`);
  return { passed, runs: runs.length };
}

/** A row for each perturbation, in the order in which they came. */
export function tableOf(runs: readonly SuiteRun[]): string[] {
  const names = [...new Set(runs.map(({ perturbation }) => perturbation))];
  const rows = names.map((name) => {
    const mine = runs.filter(({ perturbation }) => perturbation === name);
    const failures = mine.flatMap(({ failure }) => failure ?? []);
    const [where = ''] = (failures[0]?.message ?? '').split('\n');
    return [name, `${mine.length - failures.length} of ${mine.length}`, cut(where)];
  });
  const all = [['perturbation', 'passed', 'first failing line'], ...rows];
  const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map(([name = '', passed = '', where = '']) =>
    `${name.padEnd(widths[0] ?? 0)}  ${passed.padEnd(widths[1] ?? 0)}  ${where}`.trimEnd(),
  );
}

const LONGEST = 160;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
