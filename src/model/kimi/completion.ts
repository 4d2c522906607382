/**
 * Chunks of a reply, put together. Every field is read in each form in which a host was seen to send it, and a shape
 * that fits none is a `malformed` fault: nothing is guessed. Adding a whole message (no stream) works as one chunk.
 */
import { z } from 'zod';
import type { LiveWords } from './liveWords.ts';
import { wireUsage, type WireUsage } from './usage.ts';
import { WireFault } from './wireFault.ts';

export interface RawCall {
  id: string;
  name: string;
  arguments: string;
}

export interface Completion {
  text: string;
  reasoning: string;
  reasoningKey?: 'reasoning_content' | 'reasoning';
  reasoningDetails?: unknown[];
  calls: RawCall[];
  finish?: string;
  refusal?: string;
  model?: string;
  usage?: WireUsage;
  /** Fields that nobody here knows: kept for the journal. */
  extra: Record<string, unknown>;
}

const words = z.string().nullish();
const callPiece = z.looseObject({
  index: z.number().nullish(),
  id: words,
  function: z
    .looseObject({ name: words, arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() })
    .nullish(),
});
const textPart = z.looseObject({ text: z.string().optional() });
const piece = z.looseObject({
  role: words,
  content: z.union([z.string(), z.array(textPart)]).nullish(),
  reasoning_content: words,
  reasoning: words,
  reasoning_details: z.array(z.unknown()).nullish(),
  tool_calls: z.array(callPiece).nullish(),
  refusal: words,
});
const chunk = z.looseObject({
  model: words,
  choices: z.array(
    z.looseObject({
      index: z.number().nullish(),
      delta: piece.nullish(),
      message: piece.nullish(),
      finish_reason: words,
      usage: wireUsage.nullish(),
    }),
  ),
  usage: wireUsage.nullish(),
});
type Piece = z.infer<typeof piece>;
type CallPiece = z.infer<typeof callPiece>;

/** Known, and of no use to anyone later. */
const IDLE = new Set([
  'id',
  'object',
  'created',
  'system_fingerprint',
  'logprobs',
  'type',
  'token_ids',
  'prompt_token_ids',
]);
const MAX_EXTRA = 2_000;

export class Accumulator {
  readonly completion: Completion = { text: '', reasoning: '', calls: [], extra: {} };
  /** Characters taken in so far. */
  size = 0;
  /** Whether any choice came at all. */
  private begun = false;
  private readonly byIndex = new Map<number, RawCall>();
  private readonly live: LiveWords | undefined;

  /** `live` hears the words as they come. */
  constructor(live?: LiveWords) {
    this.live = live;
  }

  get hasChoice(): boolean {
    return this.begun;
  }

  add(value: unknown): void {
    const parsed = chunk.safeParse(value);
    if (!parsed.success)
      throw new WireFault(
        'malformed',
        `a reply of another shape than a chat completion: ${shapeProblem(parsed.error)}`,
      );
    const { model, choices, usage, ...rest } = parsed.data;
    this.keep(rest);
    if (model) this.completion.model = model;
    const choice = choices.find(({ index }) => (index ?? 0) === 0);
    const used = usage ?? choice?.usage;
    if (used) this.completion.usage = used;
    if (!choice) return;
    this.begun = true;
    const { index: _, delta, message, finish_reason: finish, usage: __, ...others } = choice;
    this.keep(others);
    if (finish) this.completion.finish = finish;
    const given = delta ?? message;
    if (given) this.take(given);
  }

  private take(given: Piece): void {
    const { role: _, content, reasoning_content, reasoning, reasoning_details, tool_calls, refusal, ...rest } = given;
    this.keep(rest);
    const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('');
    this.completion.text += text;
    this.live?.text(text);
    this.size += text.length;
    if (refusal) this.completion.refusal = (this.completion.refusal ?? '') + refusal;
    this.takeReasoning(reasoning_content, reasoning);
    this.takeDetails(reasoning_details ?? []);
    for (const call of tool_calls ?? []) this.takeCall(call);
  }

  /** Some gateways send the same words under both keys: the key that came first is the one that counts. */
  private takeReasoning(content: string | null | undefined, plain: string | null | undefined): void {
    const { completion } = this;
    const key = completion.reasoningKey ?? (content ? 'reasoning_content' : plain ? 'reasoning' : undefined);
    if (!key) return;
    completion.reasoningKey = key;
    const words = (key === 'reasoning' ? plain : content) ?? '';
    completion.reasoning += words;
    this.live?.reasoning(words);
    this.size += words.length;
  }

  /** Pieces of one block (same type and index) become one block again. */
  private takeDetails(details: unknown[]): void {
    for (const detail of details) {
      const all = (this.completion.reasoningDetails ??= []);
      const last = textBlock.safeParse(all.at(-1)).data;
      const next = textBlock.safeParse(detail).data;
      if (last && next && last.type === next.type && last.index === next.index)
        all[all.length - 1] = { ...last, ...next, text: last.text + next.text };
      else all.push(detail);
      this.size += next?.text.length ?? JSON.stringify(detail).length;
    }
  }

  private takeCall({ index, id, function: named }: CallPiece): void {
    const name = named?.name ?? '';
    const written = named?.arguments ?? '';
    const args = typeof written === 'string' ? written : JSON.stringify(written);
    this.size += name.length + args.length;
    const open = this.openCall(index ?? undefined, id ?? '', name);
    open.id ||= id ?? '';
    // Some hosts repeat the name in every piece.
    if (name !== open.name) open.name += name;
    open.arguments += args;
  }

  /** The call that a piece goes on with: by index, except that another id under the same index is another call. */
  private openCall(index: number | undefined, id: string, name: string): RawCall {
    const { calls } = this.completion;
    const at = index === undefined ? calls.at(-1) : this.byIndex.get(index);
    const another = at && id && at.id && id !== at.id;
    const unnamed = index === undefined && at && name && at.name && (id || at.arguments);
    if (at && !another && !unnamed) return at;
    const call = { id: '', name: '', arguments: '' };
    calls.push(call);
    if (index !== undefined) this.byIndex.set(index, call);
    return call;
  }

  private keep(fields: Record<string, unknown>): void {
    for (const [key, value] of Object.entries(fields)) {
      if (value === null || value === undefined || IDLE.has(key)) continue;
      const json = JSON.stringify(value);
      if (json.length <= MAX_EXTRA && Object.keys(this.completion.extra).length < 20)
        this.completion.extra[key] = value;
    }
  }
}

const textBlock = z.looseObject({ type: z.string(), index: z.number().optional(), text: z.string() });

function shapeProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'unknown';
}
