/** Whether every `{{name}}` will have a value when its step runs, and every `{{secret:name}}` stands where a secret may. */
import { partsOf, slotsOf, type Slot } from '../core/template.ts';
import { isObject } from './issues.ts';
import { nearest } from './nearest.ts';
import { quoted } from './problem.ts';
import type { Path, Source } from './source.ts';
import { DEFAULT_ROUND } from './steps.ts';
import type { Reading, WrittenStep } from './written.ts';

/** The names that a text may use. Extracted names come in as the steps go by. */
interface Scope {
  secrets: string[];
  vars: string[];
  /** The scenario brings tools: what values they give is seen only when they run. */
  tools: boolean;
  loop: string[];
  extracted: Set<string>;
  /** Every name that any step extracts, with the line: to tell too early from never. */
  extracts: Map<string, number>;
}

type Names = Pick<Scope, 'secrets' | 'vars' | 'tools'>;

const UNIQUE = 'unique';

export function checkSlots(steps: WrittenStep[], names: Names, reading: Reading): void {
  const extracts = new Map<string, number>();
  const scope: Scope = { ...names, loop: [], extracted: new Set(), extracts };
  forEachExtract(steps, (name, source, path) => extracts.set(name, source.keyAt(path).line));
  for (const step of steps) checkStep(step, scope, reading);
}

export function checkGoal(source: Source, goal: string, names: Names, reading: Reading): void {
  const scope: Scope = { ...names, loop: [], extracted: new Set(), extracts: new Map() };
  checkText({ source, path: ['goal'], text: goal, secrets: true }, scope, reading);
}

/** Slots are filled in when a step runs: nothing else of a scenario may hold one. */
export function refuseSlots(source: Source, value: unknown, path: Path, where: string, reading: Reading): void {
  for (const { path: at, text } of textsOf(value, path))
    for (const slot of slotsOf(text))
      reading.problems.push({
        location: source.inside(at, patternOf(slot)),
        message: `${shown(slot)} cannot stand in ${quoted(where)}: slots stand in the texts of steps`,
      });
}

function checkStep({ source, path, value, inner }: WrittenStep, scope: Scope, reading: Reading): void {
  if (isObject(value) && isObject(value['repeat'])) {
    const { as = DEFAULT_ROUND } = value['repeat'];
    const name = String(as);
    if (scope.loop.includes(name) || scope.vars.includes(name))
      reading.wrong(
        source,
        [...path, 'repeat', 'as'],
        `${quoted(name)} is taken already: give the round another name with \`as\``,
      );
    for (const step of inner) checkStep(step, { ...scope, loop: [...scope.loop, name] }, reading);
    return;
  }
  for (const { path: at, text } of textsOf(value, path)) {
    const within = at.slice(path.length).join('.');
    if (within === 'press' || within === 'press.keys') refuseSlots(source, text, at, 'press', reading);
    else if (within.startsWith('images.')) refuseSlots(source, text, at, 'images', reading);
    else checkText({ source, path: at, text, secrets: ['', 'do', 'type.text'].includes(within) }, scope, reading);
  }
  forEachExtract([{ source, path, value, inner }], (name, _, at) => {
    if ([...scope.vars, ...scope.loop].includes(name))
      reading.problems.push({
        location: source.keyAt(at),
        message: `${quoted(name)} has a value already: extract it under another name`,
      });
    scope.extracted.add(name);
  });
}

interface Text {
  source: Source;
  path: Path;
  text: string;
  /** Whether a secret may stand in it. */
  secrets: boolean;
}

function checkText({ source, path, text, secrets }: Text, scope: Scope, reading: Reading): void {
  const malformed = text.includes('{{{')
    ? '{{{'
    : partsOf(text).find((part) => typeof part === 'string' && part.includes('{{'));
  if (typeof malformed === 'string') {
    const from = malformed.slice(malformed.indexOf('{{'));
    reading.problems.push({
      location: source.inside(path, from.slice(0, 20)),
      message: `${quoted(from)} is not a slot: expected \`{{name}}\` or \`{{secret:name}}\`, nothing nested and no blanks around the colon`,
    });
  }
  for (const slot of slotsOf(text)) {
    const message = slot.secret ? secretProblem(slot, secrets, scope) : nameProblem(slot, scope);
    if (message !== undefined) reading.problems.push({ location: source.inside(path, patternOf(slot)), message });
  }
}

function secretProblem(slot: Slot, allowed: boolean, { secrets }: Scope): string | undefined {
  if (!secrets.includes(slot.name)) {
    const near = nearest(slot.name, secrets);
    return `${shown(slot)} is not listed under \`secrets\`${near === undefined ? '' : `: did you mean \`{{secret:${near}}}\`?`}`;
  }
  if (allowed) return undefined;
  return `${shown(slot)} cannot stand here: a secret stands only in the prose of a step and in the \`text\` of \`type\``;
}

function nameProblem(slot: Slot, { vars, loop, secrets, extracted, extracts, tools }: Scope): string | undefined {
  const known = [...vars, ...loop, ...extracted, UNIQUE];
  if (known.includes(slot.name)) return undefined;
  if (secrets.includes(slot.name)) return `${shown(slot)} is a secret: write \`{{secret:${slot.name}}}\``;
  const line = extracts.get(slot.name);
  if (line !== undefined) return `${shown(slot)} is used before the step that extracts it (line ${line})`;
  if (tools) return undefined;
  const near = nearest(slot.name, known);
  const hint =
    near === undefined ? 'declare it under `vars`, or extract it in an earlier step' : `did you mean \`{{${near}}}\`?`;
  return `${shown(slot)} has no value: ${hint}`;
}

function forEachExtract(steps: WrittenStep[], visit: (name: string, source: Source, path: Path) => void): void {
  for (const { source, path, value, inner } of steps) {
    const names = isObject(value) && isObject(value['extract']) ? Object.keys(value['extract']) : [];
    for (const name of names) visit(name, source, [...path, 'extract', name]);
    forEachExtract(inner, visit);
  }
}

function textsOf(value: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => textsOf(item, [...path, index]));
  return isObject(value) ? Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key])) : [];
}

function shown({ name, secret }: Slot): string {
  return `\`{{${secret ? 'secret:' : ''}${name}}}\``;
}

function patternOf({ name, secret }: Slot): RegExp {
  return new RegExp(`\\{\\{\\s*${secret ? 'secret:' : ''}${name}\\s*\\}\\}`);
}
