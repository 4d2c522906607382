/** What goes to a model and what comes back, free of any vendor's wire format. */
import { UitestError, type Reason } from './error.ts';

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof PICTURE_TYPES)[number];

export interface ImagePart {
  type: 'image';
  mime: PictureType;
  bytes: Buffer;
  /** Pixels. */
  width: number;
  height: number;
}

export interface TextPart {
  type: 'text';
  text: string;
}

export interface ToolCall {
  /** As the model gave it; can repeat across turns, so key on (turn, position). */
  id: string;
  name: string;
  /** JSON as the model wrote it, not yet checked. */
  arguments: string;
}

export interface AssistantMessage {
  role: 'assistant';
  text: string;
  reasoning: string;
  calls: ToolCall[];
  /** What the adapter needs to send the message back verbatim (reasoning key and the like). Nobody else reads it. */
  wire?: Record<string, unknown>;
}

export type Message =
  | { role: 'system'; text: string }
  | { role: 'user'; parts: (TextPart | ImagePart)[] }
  | AssistantMessage
  | { role: 'tool'; callId: string; text: string };

export interface ToolSpec {
  name: string;
  description: string;
  /** JSON Schema, root `object`. */
  parameters: Record<string, unknown>;
}

export interface ModelRequest {
  messages: Message[];
  tools: ToolSpec[];
  /** Of the run: hosts use it as a cache key. */
  runId: string;
  signal: AbortSignal;
  /** The run is stuck, or a plan is wanted: a model whose thinking can be switched thinks before this reply. */
  think?: boolean;
  /** What the run may still spend. Asked before every exchange, those that only repeat one included; over it: `limit.tokens` or `limit.usd`. */
  budget?: Budget;
  /**
   * Takes the newest picture of the request anew, for a host that refused it: `smaller` at half the size and a lower
   * quality, `png` without loss. Once asked for, the run's later pictures come that way. Undefined: there is none.
   */
  retake?: (how: Retake) => Promise<ImagePart | undefined>;
  /** Told at once of what happens while the reply is on its way. */
  onProgress?: (progress: ModelProgress) => void;
}

export type Retake = 'smaller' | 'png';

export interface Budget {
  tokens: number;
  usd: number;
}

/** `words`: a piece of the reply, as it comes; it may yet be thrown away. `retry`: the same request is sent again after a wait. */
export type ModelProgress =
  | { type: 'words'; of: 'reasoning' | 'text'; words: string }
  | { type: 'retry'; reason: Reason; delayMs: number; message: string };

export interface Usage {
  prompt: number;
  /** Part of `prompt` that the host had cached. */
  cached: number;
  completion: number;
}

export interface Reply {
  message: AssistantMessage;
  usage: Usage;
  /** Dollars; absent when the price is unknown. */
  usd?: number;
  /** From sending the request to the complete reply, retries included. */
  durationMs: number;
  /** Whether the model was asked to think first; absent where nobody can tell. */
  thinking?: boolean;
  /** What the adapter had to put up with (a retry, a leaked token), one line each, for the report. */
  notes: string[];
  /** The planner cannot go on: the run stops with this. */
  refusal?: { reason: Reason; message: string };
}

/** What was counted on the way to a reply that never came: it is paid for all the same. */
export type Spent = Pick<Reply, 'usage' | 'usd' | 'durationMs' | 'notes'>;

/** No reply, and why. Not the model's own mistake. */
export class ModelFailure extends UitestError {
  readonly spent: Spent;

  constructor(reason: Reason, message: string, spent: Spent, options: ErrorOptions = {}) {
    super(reason, message, options);
    this.name = 'ModelFailure';
    this.spent = spent;
  }
}

/**
 * The port to a language model.
 * An implementation must not act on a partial reply, must not keep the request after it resolved, must obey `signal`
 * within a second, and throws a `ModelFailure` (`model.*`, or `limit.*` for the budget) for everything that is not the model's own mistake.
 * It may keep private state between the calls of one run; one instance serves one run.
 */
export interface Model {
  /** As reports print it: `kimi-k2.5`, `builtin`. */
  readonly name: string;
  /** Whether it looks at pictures; a model that does not is sent none. */
  readonly vision: boolean;
  reply(request: ModelRequest): Promise<Reply>;
}
