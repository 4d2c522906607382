/** Everything that can be refused before anything runs: scenarios, secrets, recordings, model, sentences, folders, browsers. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { findChromium, findOther } from '../browser/finder.ts';
import { UitestError, messageOf } from '../core/error.ts';
import { unroll, type Scenario } from '../core/scenario.ts';
import { checkSteps } from '../model/builtin/checkSteps.ts';
import { unseenPictures } from '../model/builtin/unseenPictures.ts';
import { chooseHost } from '../model/kimi/chooseHost.ts';
import { Lookup, readRecording, recordingFileOf } from '../replay/recording.ts';
import { loadScenario } from '../scenario/load.ts';
import { renderProblem } from '../scenario/problem.ts';
import { BUILTIN, createModel } from './chooseModel.ts';
import { environmentOf, secretsOf } from './environment.ts';
import { findScenarios } from './findScenarios.ts';
import type { Executables } from './job.ts';
import type { RunOptions } from './runOptions.ts';
import { withOptions } from './withOptions.ts';

/** All scenarios as they are to run, with all that is wrong with any of them at once. */
export function loadAll({ paths, ...options }: RunOptions): Scenario[] {
  const wrong: string[] = [];
  const scenarios = findScenarios(paths).flatMap((file) => {
    try {
      return [withOptions(loadScenario(file), options)];
    } catch (error) {
      if (!(error instanceof UitestError)) throw error;
      wrong.push(error.message);
      return [];
    }
  });
  if (wrong.length > 0) throw new UitestError('scenario.invalid', wrong.join('\n'));
  return scenarios;
}

/**
 * Secrets are there, the recording is one, the model can be made, and `builtin` understands every sentence that it may be asked.
 * Returns what the report should warn of.
 */
export function preflight(scenario: Scenario, model: string, options: RunOptions): string[] {
  secretsOf(scenario, options.envFile);
  const env = environmentOf(scenario, options.envFile);
  createModel(model, options, env);
  const recording = options.fresh ? undefined : readRecording(recordingFileOf(scenario.file));
  if (options.frozen && !recording)
    throw new UitestError(
      'usage.invalid',
      `--frozen replays recordings only, and ${recordingFileOf(scenario.file)} is not there. Run once without --frozen to record it`,
    );
  if (model !== BUILTIN) return chooseHost({ ...options, env }).warnings;
  const lookup = new Lookup(recording, scenario);
  const open = unroll(scenario.steps).filter((instance) => !lookup.find(instance));
  if (open.length === 0) return [];
  const problems = checkSteps(scenario.steps);
  // A step that is replayed asks nobody.
  if (problems.length === 0) return unseenPictures(open.map(({ step }) => step)).map(renderProblem);
  const lines = problems.map(
    ({ location, message }) => `${location.file}:${location.line}:${location.column}: ${message}`,
  );
  throw new UitestError(
    'scenario.invalid',
    `builtin, the planner of rules, does not understand ${problems.length === 1 ? 'one step' : `${problems.length} steps`}:\n${lines.join('\n')}`,
  );
}

/** Throws `scenario.invalid` for a device that Playwright does not know. */
export async function checkDevices(scenarios: readonly Scenario[]): Promise<void> {
  const named = scenarios.filter(({ use }) => use.device !== undefined);
  if (named.length === 0) return;
  const { devices } = await import('playwright');
  for (const { file, use } of named)
    if (!Object.hasOwn(devices, use.device ?? ''))
      throw new UitestError(
        'scenario.invalid',
        `${file}: use.device: expected a device that Playwright knows, found ${JSON.stringify(use.device)}`,
      );
}

export function assertWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new UitestError(
      'usage.invalid',
      `expected a folder for reports that can be written, found ${folder}: ${messageOf(cause)}`,
      { cause },
    );
  }
}

export async function browsersFor(
  scenarios: readonly Scenario[],
  { say, connect, headed }: RunOptions,
): Promise<Executables> {
  if (connect !== undefined) return {};
  const executables: Executables = {};
  for (const browser of new Set(scenarios.map(({ use }) => use.browser))) {
    const found =
      browser === 'chromium'
        ? await findChromium({ env: process.env, say, install: true, root: isRoot(), headed })
        : await findOther(browser);
    say(`browser: ${found.executable} (${found.origin})`);
    executables[browser] = found.executable;
  }
  return executables;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
