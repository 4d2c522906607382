/** How far a run is: the scenario step that is current, what has been proved, what is known. */
import type { Action } from '../core/action.ts';
import { cut } from '../core/clean.ts';
import { parseElements, type ListedElement } from '../core/elementList.ts';
import type { Fault, Observation } from '../core/observation.ts';
import { unroll, type Scenario, type StepInstance } from '../core/scenario.ts';
import { slotsOf } from '../core/template.ts';
import { turnStep } from '../core/turnText.ts';
import type { Standing } from './ledger.ts';

/** What a page was like before the actions that the next expectation is to prove. */
export interface Base {
  url: string;
  title: string;
  elements: ListedElement[];
}

/** A verify that was false. */
export interface Falsehood {
  expected: string;
  found: string;
  /** A pass was claimed against it. */
  denied?: true;
}

/** Characters by which a model knows a value again; whoever writes `{{name}}` gets the whole. */
const MAX_VALUE = 300;

const NOTHING_LOADED: Base = { url: 'about:blank', title: '', elements: [] };

export class Progress {
  readonly scenario: Scenario;
  readonly steps: StepInstance[];
  /** Extracted values and vars; loop variables come with the step. */
  readonly learned: Record<string, string>;
  /** Names among them whose values a tool of the scenario gave. */
  readonly told = new Set<string>();
  /** Faults that no line of the scenario allows: with one of them a run cannot pass. */
  readonly faults: Fault[] = [];
  /** The last verify of the current step, if it was false. */
  lastFalse: Falsehood | undefined;
  private at = 0;
  /** What happened that no observation shows, until a planner was told. */
  private notes: string[] = [];
  /** Scenario step id → verifies that were true and not vacuous. */
  private readonly evidence = new Map<string, number>();
  private readonly vacuous = new Map<string, string>();
  private base: Base = NOTHING_LOADED;
  /** The next action opens a group: nothing was done yet, or an expectation was proved since the last one. */
  private judged = true;
  private seen: Base = NOTHING_LOADED;

  constructor(scenario: Scenario, unique: string) {
    this.scenario = scenario;
    this.steps = unroll(scenario.steps);
    this.learned = { ...scenario.vars, unique };
  }

  get index(): number {
    return this.at;
  }

  get current(): StepInstance | undefined {
    return this.steps[this.at];
  }

  get complete(): boolean {
    return this.at >= this.steps.length;
  }

  /** What the current step may name. */
  get values(): Record<string, string> {
    return { ...this.learned, ...this.current?.loop };
  }

  /** What a model has to know of them: those that the step names, and what was learned on the way. */
  valuesOf(instance: StepInstance): Record<string, string> {
    const spoken = new Set(slotsOf(turnStep(instance).body).map(({ name }) => name));
    const known = Object.entries({ ...this.learned, ...instance.loop });
    const wanted = known.filter(([name]) => spoken.has(name) || !this.isGiven(name));
    return Object.fromEntries(wanted.map(([name, value]) => [name, cut(value, MAX_VALUE)]));
  }

  /** Known before the run began. */
  private isGiven(name: string): boolean {
    return name === 'unique' || Object.hasOwn(this.scenario.vars, name);
  }

  /** Values that a tool of the scenario gave. */
  gave(values: Record<string, string>): void {
    for (const [name, value] of Object.entries(values)) {
      this.learned[name] = value;
      this.told.add(name);
    }
  }

  next(): void {
    this.at++;
    this.lastFalse = undefined;
  }

  observed({ url, title, elements }: Pick<Observation, 'url' | 'title' | 'elements'>): void {
    this.seen = { url, title, elements: parseElements(elements) };
  }

  /** Whether the last observation listed the element. */
  showed(ref: string): boolean {
    return this.seen.elements.some((element) => element.ref === ref);
  }

  /** An action belongs to the group that the next expectation is to prove. */
  did({ kind }: Action): void {
    if (!this.judged || kind === 'verify' || kind === 'extract') return;
    this.base = this.seen;
    this.judged = false;
  }

  /** What was there before the current group of actions. */
  get before(): Base {
    return this.base;
  }

  /** A verify that was true. One that was true before counts only where the scenario says `still:`. */
  proved({ id: stepId, step }: StepInstance, held: 'before' | 'after', words: string): void {
    this.lastFalse = undefined;
    const still = 'still' in step && step.still;
    if (held === 'before' && !still) {
      this.vacuous.set(stepId, words);
      return;
    }
    this.judged = true;
    this.evidence.set(stepId, (this.evidence.get(stepId) ?? 0) + 1);
  }

  tell(note: string): void {
    this.notes.push(note);
  }

  takeNotes(): string[] {
    return this.notes.splice(0);
  }

  evidenceFor(stepId: string): number {
    return this.evidence.get(stepId) ?? 0;
  }

  vacuousIn(stepId: string): string | undefined {
    return this.vacuous.get(stepId);
  }

  /** Where the run stands: what a model is told of turns that it no longer sees. */
  get standing(): Standing {
    const learned = Object.entries(this.learned).filter(([name]) => !this.isGiven(name));
    const ids = this.steps.slice(this.at, this.at + 5).map(({ id }) => id);
    return {
      learned: Object.fromEntries(learned),
      proved: this.evidence.size,
      open: { ids, count: this.steps.length - this.at },
    };
  }

  get evidenceCount(): number {
    return [...this.evidence.values()].reduce((sum, count) => sum + count, 0);
  }
}
