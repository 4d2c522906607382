/** When to stop asking: replies of which nothing could be carried out, and the same calls again and again. */
import type { ToolCall } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Limits } from '../core/scenario.ts';
import type { Answer } from './call.ts';
import { looksOf, pageOf } from './looks.ts';

/** Turns of the same calls that led nowhere new are told of at these; `limits.repeats` ends the run. */
const TOLD_AT = [3, 5];

export class Patience {
  private useless = 0;
  private readonly repeats = new Repeats();
  private readonly limits: Pick<Limits, 'repeats' | 'mistakes'>;

  constructor(limits: Pick<Limits, 'repeats' | 'mistakes'>) {
    this.limits = limits;
  }

  judge(
    calls: readonly ToolCall[],
    answers: readonly Answer[],
    observation: Observation,
  ): { outcome?: Outcome; remark?: string } {
    const useful = answers.some(({ mistake, result }) => !mistake && !result.notRun);
    this.useless = useful ? 0 : this.useless + 1;
    if (this.useless >= this.limits.mistakes) {
      const last = answers.find(({ mistake }) => mistake)?.result.text ?? 'a reply without a tool call';
      const replies = this.useless === 1 ? 'a reply' : `${this.useless} replies in a row`;
      const message = `${replies} could not be carried out; the last: ${last}. Try another model or --thinking on, or raise limits.mistakes`;
      return { outcome: { status: 'errored', reason: 'model.unusable', message } };
    }
    if (calls.length === 0) return { remark: 'No tool was called. Call a tool; when the step is done call step_done.' };

    const times = this.repeats.take(calls, observation);
    const names = calls.map(({ name }) => name).join(', ');
    if (times !== undefined && times >= this.limits.repeats) {
      const message = `the same calls were made ${times} times and led nowhere new: ${names}`;
      return { outcome: { status: 'stopped', reason: 'limit.repeats', message } };
    }
    if (times === undefined || !TOLD_AT.includes(times)) return {};
    return {
      remark: `The same calls were made ${times} times and led nowhere new. Try something else, or finish with verdict failed.`,
    };
  }
}

/** Counts how often the same calls were made on a page that they had been made on before: a toggle there and back counts as well. */
class Repeats {
  private calls = '';
  private count = 0;
  private readonly pages = new Set<string>();
  private readonly pictures = new Set<string>();
  /** The pointer and the focus, once there, change a picture without changing the page. */
  private allowance = 0;

  /** Undefined for a page that is new. */
  take(calls: readonly ToolCall[], observation: Observation): number | undefined {
    const made = calls.map(({ name, arguments: input }) => `${name} ${input}`).join('\n');
    const page = pageOf(observation);
    const picture = looksOf(observation);
    if (made !== this.calls) this.begin(made);
    const known = this.pictures.has(picture) || (this.pages.has(page) && this.allowance-- > 0);
    this.pages.add(page);
    this.pictures.add(picture);
    return known ? ++this.count : undefined;
  }

  private begin(calls: string): void {
    this.calls = calls;
    this.count = 1;
    this.allowance = 1;
    this.pages.clear();
    this.pictures.clear();
  }
}
