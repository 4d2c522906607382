/** The tools of a scenario, loaded and checked: what is wrong with them is said before anything runs. */
import type { Scenario, ScenarioStep, StepInstance } from '../core/scenario.ts';
import { slotsOf } from '../core/template.ts';
import { suggestion } from '../scenario/nearest.ts';
import { byPlace, invalidScenario, quoted, type Problem } from '../scenario/problem.ts';
import { explain } from '../tools/tool.ts';
import { loadTools } from '../tools/custom/loadTools.ts';
import { Toolbox } from '../tools/toolbox.ts';

/** For one run. Throws `scenario.invalid`. */
export async function openToolbox(scenario: Scenario): Promise<Toolbox> {
  const { toolbox, problems } = await readToolbox(scenario);
  if (problems.length > 0) throw invalidScenario(problems);
  return toolbox;
}

/** The tools, and what is wrong with them or with the calls that no model words. */
export async function readToolbox({
  tools: modules = [],
  steps,
}: Scenario): Promise<{ toolbox: Toolbox; problems: Problem[] }> {
  const { tools, problems } = await loadTools(modules);
  const toolbox = new Toolbox(tools);
  // A tool that could not be loaded is not said to be missing as well.
  const calls = problems.length > 0 ? [] : callsOf(steps);
  const wrong = await Promise.all(calls.map((call) => callProblem(call, toolbox)));
  return { toolbox, problems: [...problems, ...wrong.flatMap((problem) => problem ?? [])].sort(byPlace) };
}

type TypedCall = Extract<Extract<StepInstance['step'], { kind: 'typed' }>['step'], { act: 'call' }>;

function callsOf(steps: readonly ScenarioStep[]): (TypedCall & Pick<ScenarioStep, 'location'>)[] {
  return steps.flatMap((step) => {
    if (step.kind === 'repeat') return callsOf(step.steps);
    return step.kind === 'typed' && step.step.act === 'call' ? [{ ...step.step, location: step.location }] : [];
  });
}

/** What a call that no model words can be known to have wrong. An input with slots is checked when they have their values. */
async function callProblem(
  { tool, with: input, location }: ReturnType<typeof callsOf>[number],
  toolbox: Toolbox,
): Promise<Problem | undefined> {
  const loaded = toolbox.own(tool);
  if (!loaded)
    return {
      location,
      message: `no module under \`tools\` exports a tool called ${quoted(tool)}: ${suggestion(tool, toolbox.ownNames)}`,
    };
  if (slotsOf(JSON.stringify(input)).length > 0) return undefined;
  const checked = await loaded.input.safeParseAsync(input);
  return checked.success ? undefined : { location, message: explain(tool, checked.error, loaded.input) };
}
