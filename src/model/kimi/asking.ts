/** One call of `reply`: requests, waits and repairs until there is a reply to hand on, or a reason why there is none. */
import { UitestError, messageOf } from '../../core/error.ts';
import {
  ModelFailure,
  type AssistantMessage,
  type Message,
  type ModelRequest,
  type Reply,
} from '../../core/message.ts';
import { Bill } from './bill.ts';
import { expectedCost, overBudget, type LastBill } from './budget.ts';
import type { Completion } from './completion.ts';
import { estimateTokens } from '../../core/tokens.ts';
import { exchange, type Connection } from './exchange.ts';
import { listModels } from './listModels.ts';
import { modelError } from './modelError.ts';
import { callsIn, readReply, type ReadReply } from './readReply.ts';
import { Remedies } from './remedies.ts';
import { requestBody, type RequestBody } from './requestBody.ts';
import { Retries } from './retries.ts';
import { sameModel } from './sameModel.ts';
import { SecondChances } from './secondChances.ts';
import type { Setup } from './setup.ts';
import { mayThink, thinks } from './thinking.ts';
import { FAULTS, WireFault } from './wireFault.ts';

/** What a run learns about its host. */
export interface Learned {
  /** Whether the host ever answered: an address that never did is given up sooner. */
  reached: boolean;
  /** Pictures a request: one for the rest of the run once a host found a request too large. */
  pictures: number;
  /** Notes that are made once a run. */
  told: Set<string>;
  /** What the host billed last: the estimate for what it bills next. */
  lastBill?: LastBill;
}

export class Asking {
  private readonly setup: Setup;
  private readonly learned: Learned;
  private readonly request: ModelRequest;
  private readonly start = performance.now();
  private readonly bill: Bill;
  private readonly retries: Retries;
  private readonly remedies: Remedies;
  private readonly notes: string[] = [];
  private readonly thinking: boolean | undefined;
  private readonly chances: SecondChances;
  private messages: Message[];
  private isHeard = true;

  constructor(setup: Setup, learned: Learned, request: ModelRequest) {
    this.setup = setup;
    this.learned = learned;
    this.request = request;
    this.messages = request.messages;
    this.bill = new Bill(setup.price);
    this.retries = new Retries(setup);
    this.remedies = new Remedies(request.retake);
    this.thinking = thinks(setup.model, setup.thinking, request.think === true);
    this.chances = new SecondChances(this.thinking === true);
  }

  async reply(): Promise<Reply> {
    try {
      for (;;) {
        const completion = await this.complete();
        this.remark(completion);
        const reply = await this.judge(readReply(completion, this.setup.profile, callsIn(this.messages)));
        if (reply) return reply;
      }
    } catch (error) {
      throw this.request.signal.aborted ? this.request.signal.reason : await this.failure(error);
    }
  }

  /** Whether the host says how much of a prompt it had cached. */
  get cachedReported(): boolean {
    return this.bill.cachedReported;
  }

  private async complete(): Promise<Completion> {
    const { signal } = this.request;
    for (;;) {
      signal.throwIfAborted();
      const asked = this.asked();
      const estimated = estimateTokens(asked, this.request.tools, this.learned.pictures);
      this.assertAffordable(estimated);
      try {
        const completion = await exchange(this.connection(), this.body(asked), signal, this.tell);
        this.learned.reached = true;
        this.bill.add(completion, estimated);
        if (this.bill.last) this.learned.lastBill = this.bill.last;
        return completion;
      } catch (error) {
        if (signal.aborted || !(error instanceof WireFault)) throw error;
        if (error.kind !== 'unreachable') this.learned.reached = true;
        if (!(await this.remedied(error))) await this.wait(error);
      }
    }
  }

  private asked(): Message[] {
    const { nudge } = this.chances;
    return nudge ? [...this.messages, { role: 'user', parts: [{ type: 'text', text: nudge }] }] : this.messages;
  }

  private assertAffordable(estimated: number): void {
    const { budget } = this.request;
    if (!budget) return;
    const next = expectedCost(estimated, this.learned.lastBill, this.setup.price);
    const over = overBudget(budget, this.bill.spent, next);
    if (over) throw this.failed(over);
  }

  /** The last exchange ends with the time of the whole. */
  private connection(): Connection {
    const { connection, totalMs } = this.setup;
    const left = Math.max(1, totalMs - this.elapsed());
    return {
      ...connection,
      limits: { ...connection.limits, exchangeMs: Math.min(connection.limits.exchangeMs, left) },
    };
  }

  private body(asked: Message[]): RequestBody {
    const { tools, runId } = this.request;
    const { profile, model, thinking: mode } = this.setup;
    const { thinking } = this;
    const { replySize } = this.chances;
    const { pictures } = this.learned;
    const blankReasoning = mayThink(model, mode);
    return requestBody(asked, tools, { profile, model, thinking, blankReasoning, replySize, pictures, runId });
  }

  /** Returns the reply to hand on; nothing when it is to be asked for again. */
  private async judge({ message, kind, notes }: ReadReply): Promise<Reply | undefined> {
    switch (kind) {
      case 'answer':
        this.notes.push(...notes);
        return this.done(message);
      case 'cut':
        return this.cut(message);
      case 'refused':
        return this.refused(message);
      case 'empty':
        this.notes.push(...notes, this.chances.afterEmpty());
        return undefined;
      case 'filtered':
        throw new WireFault('content_filter', 'the reply ended with content_filter');
      case 'broken':
        await this.wait(new WireFault('overloaded', 'the host broke the reply off'));
        return undefined;
    }
  }

  private cut(message: AssistantMessage): Reply | undefined {
    const { replySize } = this.chances;
    const again = this.chances.afterCut();
    // The last call may be torn, and those before it were planned together with it.
    this.notes.push(again ?? `reply cut off at ${replySize} tokens: nothing of it is carried out`);
    if (again !== undefined) return undefined;
    return this.done({ ...message, text: `${message.text}\n[cut off at the size limit of a reply]`.trim(), calls: [] });
  }

  private refused(message: AssistantMessage): Reply | undefined {
    if (this.request.tools.length === 0) return this.done(message);
    const again = this.chances.afterRefusal();
    if (again !== undefined) {
      this.notes.push(again);
      return undefined;
    }
    const said = JSON.stringify(message.text.slice(0, 300));
    return this.done(message, {
      reason: 'model.unusable',
      message: `Expected ${this.setup.name} to go on or to report a failure, found that it declines: ${said}. Reword the scenario step.`,
    });
  }

  private async remedied(fault: WireFault): Promise<boolean> {
    const remedy = await this.remedies.against(fault, this.messages, this.learned.pictures);
    if (!remedy) return false;
    this.messages = remedy.messages;
    this.learned.pictures = remedy.pictures;
    this.notes.push(remedy.note);
    return true;
  }

  private async wait(fault: WireFault): Promise<void> {
    const delayMs = this.retries.next(fault, { elapsedMs: this.elapsed(), reached: this.learned.reached });
    if (delayMs === undefined) throw fault;
    this.notes.push(`retry ${this.retries.made} in ${(delayMs / 1000).toFixed(1)} s: ${fault.message}`);
    this.request.onProgress?.({ type: 'retry', reason: FAULTS[fault.kind].reason, delayMs, message: fault.message });
    await this.setup.sleep(delayMs, this.request.signal);
  }

  /** Whoever only watches cannot end the exchange: it is told no more, and the reply goes on. */
  private readonly tell = (of: 'reasoning' | 'text', words: string): void => {
    if (!this.isHeard) return;
    try {
      this.request.onProgress?.({ type: 'words', of, words });
    } catch (error) {
      this.isHeard = false;
      this.notes.push(`the words of the reply could not be shown: ${messageOf(error)}`);
    }
  };

  /** Whatever leaves `reply` says what was spent until then. An error of ours that has its reason already keeps it. */
  private async failure(error: unknown): Promise<Error> {
    if (error instanceof UitestError) return error;
    if (!(error instanceof WireFault)) {
      const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return this.failed({ reason: 'internal.bug', message: `uitest itself failed: ${words}` }, error);
    }
    const { profile, connection, apiKeyEnv, model } = this.setup;
    const { baseURL } = connection;
    const listed = error.kind === 'not_found' ? await listModels(connection, this.request.signal, 10_000) : undefined;
    const hasKey = connection.apiKey !== undefined;
    const retries = this.retries.made;
    return this.failed(modelError(error, { profile, baseURL, apiKeyEnv, hasKey, model, retries, listed }), error);
  }

  private failed({ reason, message }: Pick<ModelFailure, 'reason' | 'message'>, cause?: unknown): ModelFailure {
    return new ModelFailure(reason, message, this.spent(), { cause });
  }

  private remark({ model }: Completion): void {
    if (this.bill.uncounted) this.once('the host reports no token counts: they are estimated, and no cost is shown');
    if (model && !sameModel(model, this.setup.model)) this.once(`asked for ${this.setup.model}, answered by ${model}`);
  }

  private once(line: string): void {
    if (!this.learned.told.has(line)) this.notes.push(line);
    this.learned.told.add(line);
  }

  private elapsed(): number {
    return performance.now() - this.start;
  }

  private spent() {
    const { usage, dollars } = this.bill;
    const usd = dollars === undefined ? {} : { usd: dollars };
    return { usage, ...usd, durationMs: this.elapsed(), notes: this.notes };
  }

  private done(message: AssistantMessage, refusal?: Reply['refusal']): Reply {
    const thinking = this.thinking === undefined ? {} : { thinking: this.thinking };
    return { message, ...this.spent(), ...thinking, ...(refusal ? { refusal } : {}) };
  }
}
