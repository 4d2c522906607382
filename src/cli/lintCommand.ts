import path from 'node:path';
import { checkSteps } from '../model/builtin/checkSteps.ts';
import { unseenPictures } from '../model/builtin/unseenPictures.ts';
import { findScenarios } from '../runner/findScenarios.ts';
import { checkScenario } from '../scenario/load.ts';
import { renderProblem } from '../scenario/problem.ts';

/** Says all that is wrong; resolves to 2 when a scenario could not be run at all, else 0. */
export function lintCommand(paths: readonly string[]): number {
  let broken = 0;
  for (const file of findScenarios(paths)) {
    const { scenario, problems, warnings } = checkScenario(file);
    const shown = path.relative(process.cwd(), file);
    for (const problem of problems) process.stdout.write(`error   ${renderProblem(problem)}\n`);
    for (const warning of warnings) process.stdout.write(`warning ${renderProblem(warning)}\n`);
    if (!scenario) {
      broken++;
      continue;
    }
    const refused = checkSteps(scenario.steps);
    for (const problem of refused) process.stdout.write(`builtin ${renderProblem(problem)}\n`);
    for (const unseen of unseenPictures(scenario.steps)) process.stdout.write(`note    ${renderProblem(unseen)}\n`);
    const words =
      refused.length === 0
        ? 'builtin understands every step'
        : `builtin would refuse ${refused.length === 1 ? 'one step' : `${refused.length} steps`}; with a model they can be run`;
    process.stdout.write(`ok      ${shown}: ${words}\n`);
  }
  return broken > 0 ? 2 : 0;
}
