/** The recording: what a proved run did, made for review in a pull request. No time stamps, no secrets, stable order. */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Action } from '../core/action.ts';
import { UitestError, messageOf } from '../core/error.ts';
import type { Scenario, ScenarioStep, StepInstance } from '../core/scenario.ts';
import { stepKey } from '../core/stepKey.ts';
import { foldSteps, type FoldedStep } from '../journal/fold.ts';
import type { Run } from '../journal/run.ts';
import { actionSchema, placeSchema } from './actionSchema.ts';
import { compact, expand, withLeads } from './conditions.ts';

/** Version 1 had no places and no fallbacks: it is read as what it is, a recording that knows none. */
const RECORDING_VERSION = 2;
const READ_VERSIONS = [1, RECORDING_VERSION] as const;

const recordedStep = z.strictObject({
  /** Id of the scenario step; inside a repeat whose rounds differ, with the round: `3[7].1`. */
  step: z.string(),
  key: z.string(),
  /** For the reviewer. */
  title: z.string(),
  skipped: z.boolean().default(false),
  /** Where its first action was done. */
  on: placeSchema.optional(),
  actions: z.array(actionSchema),
});
const recordingSchema = z.strictObject({
  version: z.literal(READ_VERSIONS),
  scenario: z.string(),
  planner: z.string(),
  /** SHA-256 of the spec that was proved, without its header. */
  spec: z.string(),
  steps: z.array(recordedStep),
});

export type Recording = z.output<typeof recordingSchema>;
export interface RecordedStep {
  actions: Action[];
  skipped: boolean;
}

/** `scenarios/login.yaml` → `scenarios/login.recording.json` */
export function recordingFileOf(scenarioFile: string): string {
  return scenarioFile.replace(/\.(ya?ml)$/i, '') + '.recording.json';
}

export function renderRecording(run: Run, spec: string): string {
  const recording = {
    version: RECORDING_VERSION,
    scenario: run.scenario.name,
    planner: run.model,
    spec,
    steps: foldSteps(withLeads(run)).flatMap(recorded),
  };
  return `${JSON.stringify(recording, undefined, 2)}\n`;
}

function recorded(folded: FoldedStep): object[] {
  if (folded.kind === 'loop') return folded.round.flatMap(recorded);
  const { step, id, skipped } = folded;
  const { on, actions } = compact(folded.actions);
  return [
    {
      step: id,
      key: stepKey(step),
      title: step.title,
      ...(skipped ? { skipped } : {}),
      ...(on ? { on } : {}),
      actions: actions.map(brief),
    },
  ];
}

/** Without what reading puts back by itself, so that rendering and reading are each other's inverse. */
function brief(action: Action): object {
  const plain = action.kind === 'upload' ? { ...action, files: action.files.map(({ name }) => ({ name })) } : action;
  const whole = actionSchema.parse(plain);
  const kept = Object.entries(plain).filter(([left]) => {
    const without = Object.fromEntries(Object.entries(plain).filter(([key]) => key !== left));
    const read = actionSchema.safeParse(without);
    return !(read.success && isDeepStrictEqual(read.data, whole));
  });
  return Object.fromEntries(kept);
}

/** Undefined where there is none. Throws `recording.invalid` for a file that is not one. */
export function readRecording(file: string): Recording | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new UitestError('recording.invalid', `could not read ${file}: ${messageOf(error)}`, { cause: error });
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (cause) {
    throw invalid(file, messageOf(cause));
  }
  const parsed = recordingSchema.safeParse(raw);
  if (!parsed.success) throw invalid(file, z.prettifyError(parsed.error).split('\n').slice(0, 2).join(' '));
  return parsed.data;
}

function invalid(file: string, why: string): UitestError {
  return new UitestError(
    'recording.invalid',
    `${file}: expected a recording of version ${READ_VERSIONS.join(' or ')}, found ${why}. Delete it, or run with --fresh, to record anew`,
  );
}

/** Finds the recorded step of an instance: usable while every step up to it has the wording that was recorded. */
export class Lookup {
  private readonly byId: Map<string, Recording['steps'][number]>;
  private readonly scenario: Scenario;
  private readonly stale: Set<string>;

  constructor(recording: Recording | undefined, scenario: Scenario) {
    this.scenario = scenario;
    this.byId = new Map((recording?.steps ?? []).map((step) => [step.step, step]));
    this.stale = staleFrom(scenario.steps, this.byId);
  }

  find({ id, step }: StepInstance): RecordedStep | undefined {
    if (this.stale.has(withoutRounds(id))) return undefined;
    const entry = recordedIds(id)
      .map((recorded) => this.byId.get(recorded))
      .find(Boolean);
    if (!entry || entry.key !== stepKey(step)) return undefined;
    const actions = expand({ actions: entry.actions, ...(entry.on ? { on: entry.on } : {}) });
    return { skipped: entry.skipped, actions: actions.map((action) => withPaths(action, this.scenario)) };
  }
}

/** The ids under which `3[2].4[7].1` may be recorded: each round by itself, or one that stands for all. */
function recordedIds(id: string): string[] {
  const [, head, number, tail] = /^([^[]*)(\[\d+\])(.*)$/.exec(id) ?? [];
  if (head === undefined || number === undefined || tail === undefined) return [id];
  return recordedIds(tail).flatMap((rest) => [head + number + rest, head + rest]);
}

function withoutRounds(id: string): string {
  return id.replaceAll(/\[\d+\]/g, '');
}

/** Ids of the first step whose wording is not the recorded one, and of all that follow it. */
function staleFrom(steps: readonly ScenarioStep[], byId: Map<string, Recording['steps'][number]>): Set<string> {
  const flat = flatten(steps);
  const known = (step: ScenarioStep) =>
    [...byId.values()].some((entry) => withoutRounds(entry.step) === step.id && entry.key === stepKey(step));
  const first = flat.findIndex((step) => !known(step));
  return new Set(first === -1 ? [] : flat.slice(first).map(({ id }) => id));
}

function flatten(steps: readonly ScenarioStep[]): ScenarioStep[] {
  return steps.flatMap((step) => (step.kind === 'repeat' ? flatten(step.steps) : [step]));
}

/** Files are recorded by name; where they lie is the scenario's to say. */
function withPaths(action: Action, { files }: Scenario): Action {
  if (action.kind !== 'upload') return action;
  return { ...action, files: action.files.map(({ name }) => ({ name, path: files[name] ?? name })) };
}
