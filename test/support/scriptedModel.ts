/** A model that says what a test wrote down, reply by reply. Only the model is ever faked, never the page. */
import type { Message, Model, ModelRequest, Reply, ToolCall } from '../../src/core/message.ts';
import { parseTurn, type ReadTurn } from '../../src/core/turnText.ts';

export interface ScriptedReply extends Partial<Pick<Reply, 'usage' | 'usd' | 'refusal'>> {
  calls: ToolCall[];
  text?: string;
  wire?: Record<string, unknown>;
}

/** A function is given the words of the newest turn. */
type Script = (ToolCall[] | ScriptedReply | ((seen: ReadTurn) => ToolCall[]))[];

let calls = 0;

/** `input` as an object, or as the raw text of its arguments. A `ref` may be written `button "Save"`: it is looked up in the newest element list. */
export function call(name: string, input: object | string = {}): ToolCall {
  return { id: `call_${++calls}`, name, arguments: typeof input === 'string' ? input : JSON.stringify(input) };
}

export class ScriptedModel implements Model {
  readonly name: string = 'scripted';
  readonly vision: boolean;
  /** As they were when they came. */
  readonly requests: Omit<ModelRequest, 'signal' | 'onProgress' | 'retake'>[] = [];
  private readonly script: Script;

  constructor(script: Script, { vision = true } = {}) {
    this.script = script;
    this.vision = vision;
  }

  reply(asked: ModelRequest): Promise<Reply> {
    const { signal, onProgress: _, retake: __, ...request } = asked;
    signal.throwIfAborted();
    const scripted = this.script[this.requests.length];
    this.requests.push(structuredClone(request));
    const { messages } = request;
    if (scripted === undefined)
      return Promise.reject(new RangeError(`the script has ${this.script.length} replies, asked for one more`));
    const seen = newestTurn(messages);
    const planned = typeof scripted === 'function' ? scripted(seen) : scripted;
    const { calls: made, text = '', wire, ...rest } = Array.isArray(planned) ? { calls: planned } : planned;
    return Promise.resolve({
      message: {
        role: 'assistant',
        text,
        reasoning: '',
        calls: made.map((each) => withRefs(each, seen)),
        ...(wire ? { wire } : {}),
      },
      usage: { prompt: 1_000, cached: 0, completion: 100 },
      durationMs: 1,
      notes: [],
      ...rest,
    });
  }
}

/** A model that must not be asked. */
export function unasked(): ScriptedModel {
  return new ScriptedModel([]);
}

export function newestTurn(messages: readonly Message[]): ReadTurn {
  for (const message of messages.toReversed()) {
    if (message.role !== 'user') continue;
    for (const part of message.parts) {
      const turn = part.type === 'text' ? parseTurn(part.text) : undefined;
      if (turn) return turn;
    }
  }
  throw new RangeError('a request without an observation');
}

function withRefs(made: ToolCall, { elements }: ReadTurn): ToolCall {
  const look = (text: string, role: string, name: string) => {
    const found = elements.find((each) => each.role === role && each.name === name);
    if (!found?.ref)
      throw new RangeError(
        `no ${text} in the element list:\n${elements.map((each) => `${each.role} "${each.name}"`).join('\n')}`,
      );
    return `"ref":${JSON.stringify(found.ref)}`;
  };
  return {
    ...made,
    arguments: made.arguments.replace(/"ref":"([a-z]+) \\"([^"\\]*)\\""/g, (text, role: string, name: string) =>
      look(text, role, name),
    ),
  };
}
