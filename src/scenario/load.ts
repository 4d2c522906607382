/** A scenario file → a `Scenario`, or everything that is wrong with it at once. Nothing is run, no value of a secret is read. */
import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UitestError } from '../core/error.ts';
import type { Scenario, ScenarioStep } from '../core/scenario.ts';
import { readImages } from './images.ts';
import { isObject } from './issues.ts';
import { countSteps, limitsFor, MAX_STEPS } from './limits.ts';
import { byPlace, quoted, renderProblem, type Problem } from './problem.ts';
import { images, includedSchema, scenarioSchema, scenarioShape } from './schema.ts';
import { piece, readSettings, type Settings } from './settings.ts';
import { checkShape } from './shape.ts';
import { checkGoal, checkSlots, refuseSlots } from './slots.ts';
import { openSource, type Source } from './source.ts';
import { toSteps } from './steps.ts';
import { Reading, type WrittenStep } from './written.ts';

export interface Checked {
  /** Absent when there are problems. */
  scenario?: Scenario;
  problems: Problem[];
  /** What is allowed and yet hardly meant; looked for only where nothing is wrong. */
  warnings: Problem[];
}

const MOST_SHOWN = 50;

/** Throws `scenario.invalid` with a line for each problem. */
export function loadScenario(file: string): Scenario {
  const { scenario, problems } = checkScenario(file);
  if (scenario) return scenario;
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = problems.slice(0, MOST_SHOWN).map(renderProblem);
  if (problems.length > MOST_SHOWN) lines.push(`… and ${problems.length - MOST_SHOWN} more`);
  throw new UitestError('scenario.invalid', `${file} cannot be run: ${count}\n${lines.join('\n')}`);
}

export function checkScenario(name: string): Checked {
  const file = resolve(name);
  const problems: Problem[] = [];
  const source = openSource(file, problems);
  if (!source || !isObject(source.data)) return { problems, warnings: [] };

  checkShape(source, scenarioSchema, problems);
  const reading = new Reading(realpathSync(dirname(file)));
  const settings = readSettings(source, reading);
  const written = reading.steps(source, ['steps'], source.data['steps'], [realpathSync(file)]);
  const vars = gatherVars(source, reading);
  const steps = readSteps(source, written, settings, reading);
  checkNames(
    source,
    written,
    { secrets: Object.keys(settings.secrets), vars: Object.keys(vars), tools: settings.tools !== undefined },
    reading,
  );

  const all = inOrder([...problems, ...reading.problems], file);
  if (all.length > 0) return { problems: all, warnings: [] };
  return { scenario: put(source, settings, vars, steps), problems: [], warnings: reading.warnings };
}

function readSteps(source: Source, written: WrittenStep[], settings: Settings, reading: Reading): ScenarioStep[] {
  const { goal, steps, images: listed } = isObject(source.data) ? source.data : {};
  if ((goal === undefined) === (steps === undefined)) {
    const found = goal === undefined ? 'found neither' : 'found both';
    reading.problems.push({
      location: source.keyAt(['goal']),
      message: `expected either \`steps\` or \`goal\`, ${found}`,
    });
  }
  if (typeof goal === 'string') {
    const title = goal.trim().replace(/\s+/g, ' ');
    const { success, data } = images.safeParse(listed);
    const pictures = success ? { images: readImages(source, ['images'], data, reading) } : {};
    return [{ id: '1', location: source.at(['goal']), title, optional: false, ...pictures, kind: 'goal', text: goal }];
  }
  if (listed !== undefined)
    reading.problems.push({
      location: source.keyAt(['images']),
      message: '`images` of a scenario stands beside `goal`: with `steps`, put it on the step that it belongs to',
    });
  const read = toSteps(written, reading, settings);
  const count = countSteps(read);
  if (count > MAX_STEPS)
    reading.wrong(source, ['steps'], `${count} steps in all rounds together: expected at most ${MAX_STEPS}`);
  if (read.length > 0 && !expectsSomething(read))
    reading.warnings.push({
      location: source.keyAt(['steps']),
      message: 'nothing is expected: a pass needs evidence, add `- expect: …`',
    });
  return read;
}

function expectsSomething(steps: ScenarioStep[]): boolean {
  return steps.some(
    ({ kind, ...step }) => kind.startsWith('expect') || ('steps' in step && expectsSomething(step.steps)),
  );
}

/** The scenario's own vars, and the defaults that included files bring for names that it does not set. */
function gatherVars(source: Source, reading: Reading): Record<string, string> {
  const own = varsOf(source);
  const defaults = new Map<string, { value: string; from: Source }>();
  for (const from of reading.included.values()) {
    for (const [name, value] of from ? Object.entries(varsOf(from)) : []) {
      const before = defaults.get(name);
      if (!from || Object.hasOwn(own, name)) continue;
      if (before && before.value !== value)
        reading.problems.push({
          location: from.keyAt(['vars', name]),
          message: `another included file has another default for ${quoted(name)}: set it under \`vars\` of the scenario`,
        });
      defaults.set(name, { value, from });
    }
    if (from && isObject(from.data)) refuseSlots(from, from.data['vars'], ['vars'], 'vars', reading);
  }
  return Object.fromEntries([...[...defaults].map(([name, { value }]) => [name, value]), ...Object.entries(own)]);
}

function varsOf({ data }: Source): Record<string, string> {
  return (isObject(data) && piece(includedSchema.shape.vars, data['vars'])) || {};
}

function checkNames(
  source: Source,
  written: WrittenStep[],
  names: { secrets: string[]; vars: string[]; tools: boolean },
  reading: Reading,
): void {
  const { goal, steps: _, ...rest } = isObject(source.data) ? source.data : {};
  for (const [key, value] of Object.entries(rest)) refuseSlots(source, value, [key], key, reading);
  if (typeof goal === 'string') checkGoal(source, goal, names, reading);
  checkSlots(written, names, reading);
}

/** By place, the scenario's own first; what an included file has wrong is said once, however often it is included. */
function inOrder(problems: Problem[], file: string): Problem[] {
  const unique = new Map(problems.map((problem) => [renderProblem(problem), problem]));
  const sorted = [...unique.values()].sort(byPlace);
  return [
    ...sorted.filter(({ location }) => location.file === file),
    ...sorted.filter(({ location }) => location.file !== file),
  ];
}

function put(
  { file, data }: Source,
  settings: Settings,
  vars: Record<string, string>,
  steps: ScenarioStep[],
): Scenario {
  const {
    limits = {},
    allow = [],
    verify = 1,
    opinion,
  } = z.object(scenarioShape).pick({ limits: true, allow: true, verify: true, opinion: true }).parse(data);
  return {
    ...settings,
    file,
    vars,
    steps,
    limits: limitsFor(countSteps(steps), limits),
    allow: [...new Set(allow)],
    verify,
    ...(opinion ? { opinion } : {}),
  };
}
