/** What a scenario says, as a hash: it stays the same when the file moves, is reformatted or gets other limits. */
import { createHash } from 'node:crypto';
import { dirname, relative } from 'node:path';
import type { Hook, Scenario, ScenarioStep } from '../core/scenario.ts';
import { sortedJson, wordingOf } from '../core/stepKey.ts';

export function hashScenario(scenario: Scenario): string {
  const { name, url, server, secrets, vars, origins, steps, allow, use, files, tools, headers, before, after } =
    scenario;
  const { storageState, ...browser } = use;
  const said = {
    name,
    url,
    secrets,
    vars,
    origins,
    allow,
    headers,
    server: server && { command: server.command, url: server.url },
    steps: steps.map(whole),
    use: { ...browser, storageState: storageState && relative(dirname(scenario.file), storageState) },
    files: Object.keys(files).sort(),
    tools: tools?.map(({ path }) => path),
    hooks: [before, after].map((hooks) => hooks.map(hookWording)),
  };
  return createHash('sha256').update(sortedJson(said)).digest('hex');
}

/** With what it says, whether it may be absent: here that is a part of it. */
function whole(step: ScenarioStep): object {
  const says = { optional: step.optional, ...wordingOf(step) };
  return step.kind === 'repeat' ? { ...says, steps: step.steps.map(whole) } : says;
}

function hookWording(hook: Hook): unknown {
  if (hook.kind === 'command') return { command: hook.command };
  const { method, url, body, headers } = hook;
  return { method, url, body, headers };
}
