import { Worker } from 'node:worker_threads';
import { messageOf, UitestError } from '../core/error.ts';
import type { Scenario } from '../core/scenario.ts';
import { invalidScenario, type Problem } from '../scenario/problem.ts';

/** Longer than one module may take by itself: this ends what never yields. */
const CHECK_MS = 60_000;

/**
 * All that is wrong with the tools of any scenario, at once. Found in a thread that ends with the check: what a module
 * leaves open, a connection or a timer, must not keep the command from ending, nor may a module end the command.
 */
export async function checkToolboxes(scenarios: readonly Scenario[]): Promise<void> {
  const withTools = scenarios.filter(({ tools = [] }) => tools.length > 0);
  if (withTools.length === 0) return;
  const thread = new Worker(new URL('./toolCheck.js', import.meta.url), { workerData: withTools });
  try {
    const problems = await new Promise<Problem[]>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
      thread.once('exit', () => reject(new Error('one of them ended the process')));
      setTimeout(() => reject(new Error(`they were not ready after ${CHECK_MS / 1_000} s`)), CHECK_MS).unref();
    });
    if (problems.length > 0) throw invalidScenario(problems);
  } catch (cause) {
    if (cause instanceof UitestError) throw cause;
    const listed = withTools.flatMap(({ tools = [] }) => tools.map(({ location }) => location));
    throw invalidScenario(
      listed.map((location) => ({ location, message: `tools: could not be loaded: ${messageOf(cause)}` })),
    );
  } finally {
    await thread.terminate();
  }
}
