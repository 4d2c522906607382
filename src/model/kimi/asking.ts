/** One call of `reply`: requests, waits and repairs until there is a reply to hand on, or a reason why there is none. */
import type { AssistantMessage, Message, ModelRequest, Reply } from '../../core/message.ts';
import { Bill } from './bill.ts';
import type { Completion } from './completion.ts';
import { exchange, type Connection } from './exchange.ts';
import type { HostProfile } from './hosts.ts';
import { listModels } from './listModels.ts';
import { modelError } from './modelError.ts';
import type { Price } from './prices.ts';
import { readReply, type ReadReply } from './readReply.ts';
import { REPLY_SIZE, requestBody } from './requestBody.ts';
import { Retries, type Sleep } from './retries.ts';
import { picturesIn } from './toWire.ts';
import { WireFault } from './wireFault.ts';

/** What stays the same for a run. */
export interface Setup {
  /** As the person wrote it. */
  name: string;
  /** As the host calls it. */
  model: string;
  profile: HostProfile;
  connection: Connection;
  apiKeyEnv: string;
  thinking: boolean;
  price: Price | undefined;
  totalMs: number;
  maxRetries: number;
  onNotice: (line: string) => void;
  sleep: Sleep;
  random: () => number;
}

/** What a run learns about its host. */
export interface Learned {
  /** Whether the host ever answered: an address that never did is given up sooner. */
  reached: boolean;
  /** Pictures a request: one for the rest of the run once a host found a request too large. */
  pictures: number;
  /** Notes that are made once a run. */
  told: Set<string>;
}

/** What is asked in words after replies that cannot be used. The model sees it once; it is no part of the transcript. */
const NUDGES = {
  empty: 'Your last reply was empty. Reply with one or more tool calls now.',
  refused:
    'If the step cannot or must not be carried out, call finish with the verdict "failed" and the reason. Otherwise go on with a tool call.',
};

const MAX_EMPTY = 3;

export class Asking {
  private readonly setup: Setup;
  private readonly learned: Learned;
  private readonly request: ModelRequest;
  private readonly start = performance.now();
  private readonly bill: Bill;
  private readonly retries: Retries;
  private readonly notes: string[] = [];
  private replySize: number;
  private nudge: string | undefined;
  private empty = 0;

  constructor(setup: Setup, learned: Learned, request: ModelRequest) {
    this.setup = setup;
    this.learned = learned;
    this.request = request;
    this.bill = new Bill(setup.price);
    this.retries = new Retries(setup);
    this.replySize = setup.thinking ? REPLY_SIZE.thinking : REPLY_SIZE.instant;
  }

  async reply(): Promise<Reply> {
    for (;;) {
      const completion = await this.complete();
      this.bill.add(completion);
      this.remark(completion);
      const reply = await this.judge(readReply(completion, this.setup.profile, callsIn(this.request.messages)));
      if (reply) return reply;
    }
  }

  /** What was counted so far, also when no reply came of it. */
  get cachedReported(): boolean {
    return this.bill.cachedReported;
  }

  private async complete(): Promise<Completion> {
    const { signal } = this.request;
    for (;;) {
      signal.throwIfAborted();
      try {
        const completion = await exchange(this.connection(), this.body(), signal);
        this.learned.reached = true;
        return completion;
      } catch (error) {
        if (signal.aborted || !(error instanceof WireFault)) throw error;
        if (error.kind !== 'unreachable') this.learned.reached = true;
        if (!this.shrunk(error)) await this.wait(error);
      }
    }
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

  private body() {
    const { messages, tools, runId } = this.request;
    const { profile, model, thinking } = this.setup;
    const asked: Message[] = this.nudge
      ? [...messages, { role: 'user', parts: [{ type: 'text', text: this.nudge }] }]
      : messages;
    const { replySize } = this;
    return requestBody(asked, tools, { profile, model, thinking, replySize, pictures: this.learned.pictures, runId });
  }

  /** Returns the reply to hand on; nothing when it is to be asked for again. */
  private async judge({ message, kind, notes }: ReadReply): Promise<Reply | undefined> {
    switch (kind) {
      case 'answer':
        notes.forEach((line) => this.note(line));
        return this.done(message);
      case 'cut':
        return this.cut(message);
      case 'refused':
        return this.refused(message);
      case 'empty':
        notes.forEach((line) => this.note(line));
        return this.askAfterEmpty();
      case 'filtered':
        throw await this.error(new WireFault('content_filter', 'the reply ended with content_filter'));
      case 'broken':
        await this.wait(new WireFault('overloaded', 'the host broke the reply off'));
        return undefined;
    }
  }

  private cut(message: AssistantMessage): Reply | undefined {
    if (this.replySize < REPLY_SIZE.raised) {
      this.note(`reply cut off at ${this.replySize} tokens: asked again with ${REPLY_SIZE.raised}`);
      this.replySize = REPLY_SIZE.raised;
      return undefined;
    }
    // The last call may be torn, and those before it were planned together with it.
    this.note(`reply cut off at ${this.replySize} tokens: nothing of it is carried out`);
    return this.done({ ...message, text: `${message.text}\n[cut off at the size limit of a reply]`.trim(), calls: [] });
  }

  private refused(message: AssistantMessage): Reply | undefined {
    if (this.request.tools.length === 0) return this.done(message);
    if (this.nudge !== NUDGES.refused) {
      this.note('the model declined: asked again');
      this.nudge = NUDGES.refused;
      return undefined;
    }
    const said = JSON.stringify(message.text.slice(0, 300));
    return this.done(message, {
      reason: 'model.unusable',
      message: `Expected ${this.setup.name} to go on or to report a failure, found that it declines: ${said}. Reword the scenario step.`,
    });
  }

  private async askAfterEmpty(): Promise<undefined> {
    this.empty++;
    if (this.empty > MAX_EMPTY)
      throw await this.error(
        new WireFault(
          'empty',
          `${this.empty} replies with neither text nor tool call, the last one after asking in words`,
        ),
      );
    const last = this.empty === MAX_EMPTY;
    this.note(`empty reply: asked again${last ? ' in words' : ''}`);
    if (last) this.nudge = NUDGES.empty;
  }

  /** A request that is too large goes again with its newest picture only: pictures are what fills a body. */
  private shrunk(fault: WireFault): boolean {
    const tooLarge = fault.kind === 'context' || fault.kind === 'body_size';
    if (!tooLarge || Math.min(picturesIn(this.request.messages), this.learned.pictures) <= 1) return false;
    this.learned.pictures = 1;
    this.note(`request too large (${fault.message}): from now on only the newest picture is sent`);
    return true;
  }

  private async wait(fault: WireFault): Promise<void> {
    const delay = this.retries.next(fault, { elapsedMs: this.elapsed(), reached: this.learned.reached });
    if (delay === undefined) throw await this.error(fault);
    this.note(`retry ${this.retries.made} in ${(delay / 1000).toFixed(1)} s: ${fault.message}`);
    await this.setup.sleep(delay, this.request.signal);
  }

  private async error(fault: WireFault): Promise<Error> {
    const { profile, connection, apiKeyEnv, model } = this.setup;
    const listed = fault.kind === 'not_found' ? await listModels(connection, this.request.signal, 10_000) : undefined;
    const hasKey = connection.apiKey !== undefined;
    const { baseURL } = connection;
    return modelError(fault, { profile, baseURL, apiKeyEnv, hasKey, model, retries: this.retries.made, listed });
  }

  private remark({ model }: Completion): void {
    if (this.bill.uncounted) this.once('the host reports no token counts: no cost is shown');
    if (model && !sameModel(model, this.setup.model)) this.once(`asked for ${this.setup.model}, answered by ${model}`);
  }

  private once(line: string): void {
    if (!this.learned.told.has(line)) this.note(line);
    this.learned.told.add(line);
  }

  private note(line: string): void {
    this.notes.push(line);
    this.setup.onNotice(line);
  }

  private elapsed(): number {
    return performance.now() - this.start;
  }

  private done(message: AssistantMessage, refusal?: Reply['refusal']): Reply {
    const { usage, dollars } = this.bill;
    return {
      message,
      usage,
      ...(dollars === undefined ? {} : { usd: dollars }),
      durationMs: this.elapsed(),
      notes: this.notes,
      ...(refusal ? { refusal } : {}),
    };
  }
}

function callsIn(messages: Message[]): number {
  return messages.reduce((sum, message) => sum + (message.role === 'assistant' ? message.calls.length : 0), 0);
}

/** Hosts add a vendor in front and a date or a format behind. */
function sameModel(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.toLowerCase().split('/').at(-1) ?? '');
  return Boolean(a && b) && (a === b || a?.startsWith(`${b}-`) === true || b?.startsWith(`${a}-`) === true);
}
