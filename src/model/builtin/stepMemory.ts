/** What is known of the scenario step that is under way: which intents are done, what was looked for, what failed. */
import { parseElements, type ListedElement } from '../../core/elementList.ts';
import type { Message } from '../../core/message.ts';
import { z } from 'zod';
import type { Intent } from './intent.ts';
import type { Sought } from './plan.ts';

export type Purpose =
  | { kind: 'act'; intent: number; unfinished: boolean }
  | { kind: 'find'; text: string }
  | { kind: 'wait' }
  | { kind: 'close' };

interface Asked {
  callId: string;
  purpose: Purpose;
}

const result = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  notRun: z.boolean().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  elements: z.string().optional(),
});
type Result = z.infer<typeof result>;

export const NOTHING_SOUGHT: Sought = { everywhere: false, waited: false, followed: false };

export class StepMemory {
  readonly stepId: string;
  readonly intents: Intent[];
  /** Index of the first intent that is not done. */
  next = 0;
  /** For the intent at `next`. */
  sought = NOTHING_SOUGHT;
  found: ListedElement[] | undefined;
  /** What the whole page was looked through for. */
  lookedFor: string[] = [];
  /** How often the intent at `next` was tried and failed, and what was said the last time. */
  failures = 0;
  error = '';
  /** A verify was false: the application's failure. */
  falsehood: { expected: string; found: string } | undefined;
  /** What was waited for did not come. */
  inVain = false;
  private asked: Asked[] = [];

  constructor(stepId: string, intents: Intent[]) {
    this.stepId = stepId;
    this.intents = intents;
  }

  get current(): Intent | undefined {
    return this.intents[this.next];
  }

  asks(asked: Asked[]): void {
    this.asked = asked;
  }

  /** Reads what became of the calls of the last reply. A call without an answer counts as not run. */
  learn(messages: Message[]): void {
    const answers = new Map(
      messages.flatMap((each) => (each.role === 'tool' ? [[each.callId, each.text] as const] : [])),
    );
    const asked = this.asked;
    this.asked = [];
    for (const [i, { callId, purpose }] of asked.entries()) {
      const answer = read(answers.get(callId));
      if (purpose.kind !== 'act') {
        this.learnLooking(purpose, answer);
        continue;
      }
      if (purpose.intent !== this.next) continue;
      if (!answer.ok) {
        this.failed(answer, i === 0);
        return;
      }
      const after = asked[i + 1]?.purpose;
      const complete = after?.kind !== 'act' || after.intent !== purpose.intent;
      if (complete) this.done(purpose.unfinished);
    }
  }

  private learnLooking(purpose: Purpose, answer: Result): void {
    if (purpose.kind === 'find') {
      this.found = parseElements(answer.elements ?? '');
      this.lookedFor.push(purpose.text);
      this.sought = { ...this.sought, everywhere: true };
    } else if (purpose.kind === 'wait') {
      this.found = undefined;
      this.sought = { ...this.sought, everywhere: false, waited: true };
      this.lookedFor = [];
      this.inVain = !answer.ok && !answer.notRun;
    } else if (!answer.ok) this.failed(answer, true);
  }

  private failed({ expected, found, error, notRun }: Result, first: boolean): void {
    if (expected !== undefined && found !== undefined) this.falsehood = { expected, found };
    // What was not run because of a call before it has not been tried.
    if (notRun && !first) return;
    this.failures++;
    this.error = error ?? 'it was not run';
    this.found = undefined;
    this.lookedFor = [];
    this.sought = { ...this.sought, everywhere: false };
  }

  private done(unfinished: boolean): void {
    if (!unfinished) this.next++;
    this.sought = { ...NOTHING_SOUGHT, followed: unfinished };
    this.found = undefined;
    this.lookedFor = [];
    this.failures = 0;
    this.inVain = false;
  }
}

function read(text: string | undefined): Result {
  if (text === undefined) return { ok: false, notRun: true };
  try {
    return result.parse(JSON.parse(text));
  } catch {
    // A result that is no JSON of ours is still an answer: the call did not do what it was to do.
    return { ok: false, error: text };
  }
}
