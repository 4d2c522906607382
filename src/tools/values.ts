/** The values that texts of a scenario may name: vars, loop variables, what was extracted or given by a tool. Never a secret's. */
import { fill, partsOf, slotsOf, unfill, type Slot } from '../core/template.ts';
import type { Target } from '../core/action.ts';
import { parseLocator, renderLocator, literal } from '../core/locatorText.ts';
import { ToolInputError } from './tool.ts';

/** A shorter value is found everywhere: it is put back only where the step names it. */
const SHORTEST_TOLD = 3;

export class Values {
  readonly all: Record<string, string>;
  private readonly step: string;
  /** Names that the current scenario step speaks of: only these are put back into what is recorded. */
  private readonly named: Set<string>;
  /** Names whose values a tool of the scenario gave: a one-time code is another in the next run, whatever the step says. */
  private readonly told: Set<string>;
  private readonly toldLong: string[];
  /** Filled text → the text with slots that the planner gave: what is recorded is what was asked, not a guess. */
  private readonly given = new Map<string, string>();

  constructor(all: Record<string, string>, step: string, told: Iterable<string> = []) {
    this.all = all;
    this.step = step;
    this.told = new Set(told);
    this.toldLong = [...this.told].filter((name) => (all[name] ?? '').length >= SHORTEST_TOLD);
    this.named = new Set(slotsOf(step).flatMap(({ name, secret }) => (secret ? [] : [name])));
  }

  /** The text that reaches the page. Secrets are not allowed here: only `type` takes them. */
  fill(text: string): string {
    const secret = slotsOf(text).find((slot) => slot.secret);
    if (secret)
      throw new ToolInputError(`{{secret:${secret.name}}} can only be typed into a field, with the tool type`);
    return this.fillAround(text);
  }

  /** As `fill`, secrets left as they stand. */
  fillAround(text: string): string {
    const unknown = slotsOf(text).find(({ name, secret }) => !secret && !Object.hasOwn(this.all, name));
    if (unknown)
      throw new ToolInputError(
        `{{${unknown.name}}} has no value: known are ${Object.keys(this.all).join(', ') || 'none'}`,
      );
    const filled = fill(text, this.all);
    if (filled !== text) this.given.set(filled, text);
    return filled;
  }

  /** Whether a name has a value that no tool gave. */
  isTaken(name: string): boolean {
    return Object.hasOwn(this.all, name) && !this.told.has(name);
  }

  /** What the step says with its values put in, and the values in it that are recorded as slots. */
  get spoken(): { text: string; values: string[] } {
    const kept = [...this.named, ...this.toldLong].flatMap((name) => this.all[name] || []);
    return { text: [fill(this.step, this.all), ...kept].join('\n'), values: kept };
  }

  /** The text as it is recorded: values that the step names by `{{name}}`, or that a tool gave, become slots again. */
  keep(text: string): string {
    const asked = this.given.get(text) ?? text;
    if (slotsOf(asked).length === 0) return unfill(asked, this.all, [...this.named, ...this.toldLong]);
    if (this.toldLong.length === 0) return asked;
    return partsOf(asked)
      .map((part) => (typeof part === 'string' ? unfill(part, this.all, this.toldLong) : slotText(part)))
      .join('');
  }

  keepTarget(target: Target): Target {
    if (this.named.size === 0 && this.toldLong.length === 0) return target;
    const code = (text: string) => renderLocator(parseLocator(text), (part) => literal(this.keep(part)));
    const { locator, anchor, fallbacks } = target;
    return {
      ...target,
      ...(locator === undefined ? {} : { locator: code(locator) }),
      ...(anchor ? { anchor: { ...anchor, locator: code(anchor.locator) } } : {}),
      ...(fallbacks ? { fallbacks: fallbacks.map(code) } : {}),
    };
  }
}

function slotText({ name, secret }: Slot): string {
  return `{{${secret ? 'secret:' : ''}${name}}}`;
}
