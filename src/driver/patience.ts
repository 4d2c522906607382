/** When to stop asking: replies of which nothing could be carried out, and the same calls again and again. */
import type { ToolCall } from '../core/message.ts';
import type { Observation } from '../core/observation.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Answer } from './call.ts';

const MAX_USELESS = 5;
/** Turns of the same calls that led nowhere new: told at these, ended at the last. */
const TOLD_AT = [3, 5];
const ENDED_AT = 8;

export class Patience {
  private useless = 0;
  private readonly repeats = new Repeats();

  judge(
    calls: readonly ToolCall[],
    answers: readonly Answer[],
    observation: Observation,
  ): { outcome?: Outcome; remark?: string } {
    const useful = answers.some(({ mistake, result }) => !mistake && !result.notRun);
    this.useless = useful ? 0 : this.useless + 1;
    if (this.useless >= MAX_USELESS) {
      const last = answers.find(({ mistake }) => mistake)?.result.text ?? 'a reply without a tool call';
      const message = `${MAX_USELESS} replies in a row could not be carried out; the last: ${last}`;
      return { outcome: { status: 'errored', reason: 'model.unusable', message } };
    }
    if (calls.length === 0) return { remark: 'No tool was called. Call a tool; when the step is done call step_done.' };

    const times = this.repeats.take(calls, observation);
    const names = calls.map(({ name }) => name).join(', ');
    if (times === ENDED_AT) {
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
  take(calls: readonly ToolCall[], { url, elements, screenshot }: Observation): number | undefined {
    const made = calls.map(({ name, arguments: input }) => `${name} ${input}`).join('\n');
    const page = `${url}\n${withoutRefs(elements)}`;
    const picture = `${page}\n${screenshot?.id}`;
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

/** An element gets another ref when its name changes, and back does not give the first one back. */
function withoutRefs(elements: string): string {
  return elements.replaceAll(/^( *)\S+ /gm, '$1').replaceAll(' focused', '');
}
