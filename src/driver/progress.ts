/** How far a run is: the scenario step that is current, what has been proved, what is known. */
import type { Action, Opinion, Verify } from '../core/action.ts';
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
  /** All that the page says, in view or not, without white space and in small letters; absent where nobody knows. */
  says?: string;
}

/** A verify that was false. */
export interface Falsehood {
  expected: string;
  found: string;
  /** A pass was claimed against it. */
  denied?: true;
  /** Only the model said so. */
  opinion?: true;
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
  /** Extracted since something was last done: code of the locator where, by value. */
  private readonly justRead = new Map<string, string | undefined>();
  private readonly opinions = new Map<string, Opinion>();
  /** Steps that were to be closed on an opinion alone. */
  readonly insisted = new Set<string>();

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

  /** `says`: all the text of the page, where it is known. */
  observed({ url, title, elements }: Pick<Observation, 'url' | 'title' | 'elements'>, says?: string): void {
    this.seen = { url, title, elements: parseElements(elements), ...(says === undefined ? {} : { says: plain(says) }) };
  }

  /** Whether the last observation listed the element. */
  listed(ref: string): boolean {
    return this.seen.elements.some((element) => element.ref === ref);
  }

  /** An action belongs to the group that the next expectation is to prove. */
  did(action: Action): void {
    const { kind } = action;
    if (kind === 'extract') this.justRead.set(action.value, action.target?.locator);
    if (kind === 'verify' || kind === 'extract' || kind === 'opinion') return;
    this.justRead.clear();
    if (!this.judged) return;
    this.base = this.seen;
    this.judged = false;
  }

  /** What was there before the current group of actions. */
  get before(): Base {
    return this.base;
  }

  /** Whether a check only says that what was read from the page a moment ago stands there. */
  readsBack(check: Verify): boolean {
    if (check.check !== 'text' && check.check !== 'visible-text') return false;
    if (!this.justRead.has(check.text)) return false;
    const target = check.check === 'text' ? check.target?.locator : undefined;
    return target === undefined || target === this.justRead.get(check.text);
  }

  /** What the model says of the current step. One that does not hold is what `finish` speaks of. */
  opined({ id }: StepInstance, opinion: Opinion): void {
    this.opinions.set(id, opinion);
    if (!opinion.holds)
      this.lastFalse = { expected: `${opinion.claim} (the model's opinion)`, found: opinion.reason, opinion: true };
    // What Playwright found false no opinion makes true.
    else if (this.lastFalse?.opinion) this.lastFalse = undefined;
  }

  /** The opinion that holds the step up, if there is one. */
  opinionOf(stepId: string): Opinion | undefined {
    const opinion = this.opinions.get(stepId);
    return opinion?.holds ? opinion : undefined;
  }

  /** How many steps rest on an opinion alone, where the scenario takes that. */
  get acceptedOpinions(): number {
    if (this.scenario.opinion !== 'accept') return 0;
    return [...this.opinions].filter(([id, { holds }]) => holds && this.evidenceFor(id) === 0).length;
  }

  /** A verify that was true. One that was true before counts only where the scenario says `still:`. */
  proved({ id: stepId, step }: StepInstance, held: 'before' | 'after', words: string): void {
    this.lastFalse = undefined;
    // What was shown since the last look was not hidden then.
    if (this.seen.says !== undefined) this.seen = { ...this.seen, says: this.seen.says + plain(words) };
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

/** Words as they can be found again however they are broken into elements. */
export function plain(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}
