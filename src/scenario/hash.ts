/** What a scenario says, as a hash: it stays the same when the file moves, is reformatted or gets other limits. */
import { createHash } from 'node:crypto';
import { dirname, relative } from 'node:path';
import type { Hook, Scenario, ScenarioStep } from '../core/scenario.ts';

export function hashScenario(scenario: Scenario): string {
  const { name, url, server, secrets, vars, origins, steps, allow, use, files, headers, before, after } = scenario;
  const { storageState, ...browser } = use;
  return sha256({
    name,
    url,
    secrets,
    vars,
    origins,
    allow,
    headers,
    server: server && { command: server.command, url: server.url },
    steps: steps.map((step) => wording(step, true)),
    use: { ...browser, storageState: storageState && relative(dirname(scenario.file), storageState) },
    files: Object.keys(files).sort(),
    hooks: [before, after].map((hooks) => hooks.map(hookWording)),
  });
}

/** A recording keeps it beside the actions of a step: they hold as long as the step says the same. */
export function stepKey(step: ScenarioStep): string {
  return sha256(wording(step, false)).slice(0, 16);
}

function wording(step: ScenarioStep, whole: boolean): unknown {
  const { kind } = step;
  const optional = whole ? step.optional : undefined;
  switch (step.kind) {
    case 'prose':
    case 'goal':
      return { kind, optional, text: step.text };
    case 'typed':
      return { kind, optional, step: step.step };
    case 'expect':
      return { kind, optional, still: step.still, text: step.text };
    case 'expect-typed':
      return { kind, optional, still: step.still, expectation: step.expectation };
    case 'extract':
      return { kind, optional, values: step.values };
    case 'repeat':
      return { kind, times: step.times, as: step.as, steps: step.steps.map((inner) => wording(inner, whole)) };
  }
}

function hookWording(hook: Hook): unknown {
  if (hook.kind === 'command') return { command: hook.command };
  const { method, url, body, headers } = hook;
  return { method, url, body, headers };
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, sortedKeys)).digest('hex');
}

/** The order of keys in a map says nothing. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
