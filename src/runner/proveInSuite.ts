/** An exported spec is run where it lies, by its suite, as often as it is asked for; the application is put back before each run. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { messageOf } from '../core/error.ts';
import type { Scenario } from '../core/scenario.ts';
import { runHooks } from './hooks.ts';
import { PERTURBATION_VARIABLE, PLAIN, type Perturbation, type PerturbationOrder } from './perturbations.ts';
import { playwrightTestFolder } from './playwrightTest.ts';
import { prove } from './prove.ts';
import { assertPortIsFree, startServer, type RunningServer } from './server.ts';
import { runSpec, type SpecFailure } from './specRun.ts';
import { suiteRunner, type Suite } from './suite.ts';

export interface SuiteProof {
  scenario: Scenario;
  /** Absolute path of the exported spec, and what stands in it. */
  file: string;
  text: string;
  /** Absent: the spec stands alone and is proved in a folder of its own. */
  suite: Suite | undefined;
  project: string | undefined;
  executable: string | undefined;
  /** One for each run. */
  perturbations: readonly Perturbation[];
  seed: number;
  /** Values of the secrets, by the names of their variables. */
  env: Record<string, string>;
  signal: AbortSignal;
  say(line: string): void;
}

export interface SuiteRun {
  perturbation: string;
  /** Absent: it passed. */
  failure?: SpecFailure;
}

export async function proveInSuite(proof: SuiteProof): Promise<SuiteRun[]> {
  const runs: SuiteRun[] = [];
  const ours = await startsServer(proof);
  for (const [index, perturbation] of proof.perturbations.entries()) {
    if (proof.signal.aborted) break;
    const failure = await runOnce(proof, perturbation, index, ours);
    runs.push({ perturbation: perturbation.name, ...(failure ? { failure } : {}) });
    proof.say(
      `run ${index + 1} of ${proof.perturbations.length}, ${perturbation.name}: ${failure ? 'failed' : 'passed'}`,
    );
  }
  return runs;
}

/** Whether the scenario's server is for us to start: not where the suite starts one, nor where something answers already. */
async function startsServer({ scenario, suite, say }: SuiteProof): Promise<boolean> {
  if (!scenario.server || suite?.webServer) return false;
  try {
    await assertPortIsFree(scenario.server);
    return true;
  } catch {
    say(
      `note: something answers at ${scenario.server.url} already: it is used as it is, and not put back between runs`,
    );
    return false;
  }
}

async function runOnce(
  proof: SuiteProof,
  perturbation: Perturbation,
  index: number,
  ours: boolean,
): Promise<SpecFailure | undefined> {
  const { scenario, suite, seed } = proof;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'uitest-verify-'));
  let server: RunningServer | undefined;
  try {
    if (ours && scenario.server) server = await startServer(scenario.server);
    // Where the suite starts the application there is nobody yet to answer a request; the spec sends these itself.
    await runHooks(suite?.webServer ? scenario.before.filter(({ kind }) => kind === 'command') : scenario.before);
    const mark = path.join(folder, 'perturbed');
    const runner = suite ? suiteRunner(suite.config) : playwrightTestFolder();
    const isPlain = perturbation === PLAIN;
    const order = { ...perturbation, seed: `${seed}/${index}`, runner, mark };
    const failure = await run(proof, folder, isPlain ? {} : orderFor(order));
    if (failure || isPlain || existsSync(mark)) return failure;
    return {
      message: 'the browser of this suite could not be perturbed: it is not launched by Playwright Test itself',
    };
  } catch (error) {
    return { message: messageOf(error) };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function orderFor(order: PerturbationOrder): Record<string, string> {
  return {
    NODE_OPTIONS: `--import ${new URL('./perturb.js', import.meta.url).href}`,
    [PERTURBATION_VARIABLE]: JSON.stringify(order),
  };
}

async function run(proof: SuiteProof, folder: string, order: Record<string, string>): Promise<SpecFailure | undefined> {
  const { file, text, suite, project, executable, signal } = proof;
  const env = { ...proof.env, ...order };
  if (!suite) {
    const result = await prove({ spec: text, file, executable, env, signal });
    return result.passed ? undefined : result;
  }
  return runSpec({
    args: [
      '-c',
      suite.config,
      '--workers=1',
      '--retries=0',
      `--output=${path.join(folder, 'out')}`,
      ...(project === undefined ? [] : [`--project=${project}`]),
      `${file.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`,
    ],
    env,
    cwd: path.dirname(suite.config),
    runner: suiteRunner(suite.config),
    resultsFile: path.join(folder, 'results.json'),
    spec: { ran: file, shown: file },
    signal,
  });
}
