/** Written steps → scenario steps. A step that has something wrong is reported and left out, so that the others are still looked at. */
import type { z } from 'zod';
import type { ScenarioStep, StepImage, TypedStep } from '../core/scenario.ts';
import { slotsOf } from '../core/template.ts';
import { readImages } from './images.ts';
import { isObject } from './issues.ts';
import { keysProblem } from './keys.ts';
import { suggestion } from './nearest.ts';
import { destinationProblem } from './origin.ts';
import { anyOf, quoted } from './problem.ts';
import { images, repeat, stepMap } from './schema.ts';
import type { Path } from './source.ts';
import { expectationTitle, stepTitle } from './title.ts';
import { toExpectation, typedExpectations } from './typedExpectations.ts';
import { typedSteps } from './typedSteps.ts';
import type { Reading, WrittenStep } from './written.ts';

export const DEFAULT_ROUND = 'round';

/** What a step may refer to. */
export interface Surroundings {
  url: string;
  origins: string[];
  files: Record<string, string>;
  tools?: object[];
}

const SHAPES: Record<string, z.ZodType> = stepMap.shape;
/** Keys that stand beside what a step does. */
const BESIDE = ['optional', 'images'];
const STEP_KEYS = Object.keys(stepMap.shape).filter((key) => !BESIDE.includes(key));
const extract = stepMap.shape.extract.unwrap();
const repeatHead = repeat.pick({ times: true, as: true }).loose();
const EXPECTATION_KEYS = typedExpectations.map(({ key }) => key);

export function toSteps(written: WrittenStep[], reading: Reading, around: Surroundings, prefix = ''): ScenarioStep[] {
  return written.flatMap((step, index) => toStep(step, `${prefix}${index + 1}`, reading, around) ?? []);
}

function toStep(written: WrittenStep, id: string, reading: Reading, around: Surroundings): ScenarioStep | undefined {
  const { source, path, value } = written;
  const base = { id, location: source.at(path), optional: false };
  if (typeof value === 'string') return { ...base, title: oneLine(value), kind: 'prose', text: value };
  if (!isObject(value)) return undefined;
  const key = theOnly(value, STEP_KEYS, 'a step does', (message) => reading.wrong(source, path, message));
  if (key === undefined) return undefined;

  const definition = typedSteps.find((step) => step.key === key);
  const optional = value['optional'] === true;
  if (optional && (definition ? key === 'call' : key !== 'do'))
    reading.wrong(
      source,
      [...path, 'optional'],
      `\`optional\` stands beside \`do\` and typed steps, not beside \`${key}\``,
    );
  const pictures = picturesOf(written, key, value, reading);
  if (key === 'repeat') return toRepeat(written, base, reading, around);
  // What does not parse has been reported by the check of the shape.
  if (!SHAPES[key]?.safeParse(value[key]).success) return undefined;

  if (definition) {
    const step = definition.read(value[key]);
    checkStep(step, written, [...path, key], reading, around);
    return { ...base, optional, title: stepTitle(step), kind: 'typed', step };
  }
  if (key === 'extract') {
    const values = extract.parse(value['extract']);
    const words = Object.entries(values).map(([name, what]) => `${name}: ${what}`);
    return { ...base, ...pictures, title: oneLine(`extract ${words.join(', ')}`), kind: 'extract', values };
  }
  const text = String(value[key]);
  if (key === 'do') return { ...base, ...pictures, optional, title: oneLine(text), kind: 'prose', text };
  const still = key === 'still';
  if (isObject(value[key])) return toTypedExpectation(written, key, value[key], base, reading);
  return { ...base, ...pictures, title: oneLine(`${key} ${text}`), kind: 'expect', still, text };
}

/** Pictures stand beside what a model plans, and nowhere else: rules do not look at them. */
function picturesOf(
  { source, path }: WrittenStep,
  key: string,
  value: Record<string | number, unknown>,
  reading: Reading,
): { images?: StepImage[] } {
  const inWords = (key === 'expect' || key === 'still') && !isObject(value[key]);
  const at = [...path, 'images'];
  if (Object.hasOwn(value, 'images') && key !== 'do' && key !== 'extract' && !inWords)
    reading.wrong(
      source,
      at,
      `\`images\` stands beside \`do\`, \`extract\`, and \`expect\` or \`still\` in words, where a model looks at them, not beside ${isObject(value[key]) ? 'a typed ' : ''}\`${key}\``,
    );
  const { success, data } = images.safeParse(value['images']);
  return success ? { images: readImages(source, at, data, reading) } : {};
}

type Base = Pick<ScenarioStep, 'id' | 'location' | 'optional'>;

function toRepeat(
  { value, inner }: WrittenStep,
  base: Base,
  reading: Reading,
  around: Surroundings,
): ScenarioStep | undefined {
  const steps = toSteps(inner, reading, around, `${base.id}.`);
  const head = repeatHead.safeParse(isObject(value) ? value['repeat'] : undefined);
  if (!head.success) return undefined;
  const { times, as = DEFAULT_ROUND } = head.data;
  return { ...base, title: `repeat ${times} times`, kind: 'repeat', times, as, steps };
}

function toTypedExpectation(
  { source, path: parent }: WrittenStep,
  key: string,
  map: Record<string, unknown>,
  base: Base,
  reading: Reading,
): ScenarioStep | undefined {
  const path = [...parent, key];
  const only = theOnly(map, EXPECTATION_KEYS, 'an expectation says', (message) => reading.wrong(source, path, message));
  if (only === undefined) return undefined;
  for (const beside of ['in', 'exact'])
    if (only !== 'text' && Object.hasOwn(map, beside))
      reading.wrong(
        source,
        [...path, beside],
        `\`${beside}\` stands only beside \`text\`, found it beside \`${only}\``,
      );
  const expectation = toExpectation(only, map);
  const title = expectation && `${key} ${expectationTitle(expectation)}`;
  return expectation && { ...base, title: title ?? key, kind: 'expect-typed', still: key === 'still', expectation };
}

/** The one key of a map that says what it is; a key that is unknown has been reported already. */
function theOnly(
  map: Record<string, unknown>,
  known: string[],
  what: string,
  wrong: (message: string) => void,
): string | undefined {
  const keys = Object.keys(map).filter((key) => known.includes(key));
  if (keys.length > 1) wrong(`${what} one thing, found ${keys.map(quoted).join(' and ')}: write an entry for each`);
  else if (keys.length === 0 && Object.keys(map).every((key) => [...BESIDE, 'in', 'exact'].includes(key)))
    wrong(`${what} one thing, found none: expected ${anyOf(known)}`);
  return keys.length === 1 ? keys[0] : undefined;
}

function checkStep(step: TypedStep, { source }: WrittenStep, path: Path, reading: Reading, around: Surroundings): void {
  if (step.act === 'press') {
    const problem = keysProblem(step.keys);
    if (problem !== undefined) reading.wrong(source, path, problem);
  } else if (step.act === 'goto' && around.url !== '' && slotsOf(step.url).length === 0) {
    const problem = destinationProblem(step.url, around.url, around.origins);
    if (problem !== undefined) reading.wrong(source, path, problem);
  } else if (step.act === 'call') {
    if (!around.tools)
      reading.wrong(source, path, 'the scenario brings no tools: expected the modules that export them under `tools`');
  } else if (step.act === 'upload') {
    for (const file of step.files)
      if (!Object.hasOwn(around.files, file))
        reading.wrong(
          source,
          path,
          `the file \`${file}\` is not listed under \`files\`: ${fileHint(file, Object.keys(around.files))}`,
        );
  }
}

/** Files are named by their base name, wherever in the folder they lie. */
function fileHint(file: string, known: string[]): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return suggestion(known.includes(base) ? base : file, known);
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
