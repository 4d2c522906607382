/** What a script answers, and the chunks that it becomes on the wire. */
import type { Dialect } from './dialects.ts';
import type { SeenRequest } from './seenRequest.ts';

export interface ScriptedCall {
  name: string;
  /** An object, or the text of the arguments as it is to stand on the wire. */
  args: unknown;
  id?: string;
}

export interface ScriptedReply {
  text?: string;
  reasoning?: string;
  calls?: ScriptedCall[];
  /** Instead of `stop` or `tool_calls`; null leaves it out. */
  finish?: string | null;
  usage?: Record<string, unknown>;
  model?: string;
  /** Fields beside content in the message. */
  extra?: Record<string, unknown>;
  /** The whole body, in place of all of the above. */
  raw?: string;
}

type Json = Record<string, unknown>;

/** OpenRouter's form of reasoning: the words, and a block that only the model's own host can read. */
const detail = { type: 'reasoning.text', format: 'unknown', index: 0 };
const seal = { type: 'reasoning.encrypted', format: 'unknown', index: 1, data: 'c2VhbGVk' };

export function reasoningDetails(reasoning: string): Json[] {
  return [{ ...detail, text: reasoning }, seal];
}

interface WireCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export function wireCalls({ calls = [] }: ScriptedReply, request: SeenRequest): WireCall[] {
  const before = request.body.messages.reduce(
    (sum, message) => sum + (message.role === 'assistant' ? (message.tool_calls?.length ?? 0) : 0),
    0,
  );
  return calls.map(({ name, args, id }, at) => ({
    id: id ?? `functions.${name}:${before + at}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
}

function usageOf(reply: ScriptedReply, request: SeenRequest, dialect: Dialect): Json {
  const { prompt, cached } = request.usage;
  const words = `${reply.text ?? ''}${reply.reasoning ?? ''}${JSON.stringify(reply.calls ?? [])}`;
  const completion = Math.ceil(words.length / 4);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    // Moonshot reports it flat, the others in the details.
    ...(dialect.reportsCost ? { cost: (prompt - cached + completion * 5) / 1_000_000 } : {}),
    ...(dialect.name === 'moonshot' ? { cached_tokens: cached } : { prompt_tokens_details: { cached_tokens: cached } }),
    ...reply.usage,
  };
}

function finishOf({ finish, calls = [] }: ScriptedReply): string | null {
  if (finish !== undefined) return finish;
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** The reply in one piece. */
export function completionJson(reply: ScriptedReply, request: SeenRequest, dialect: Dialect): Json {
  const calls = wireCalls(reply, request);
  const message = {
    role: 'assistant',
    content: reply.text ?? (calls.length > 0 ? null : ''),
    ...(reply.reasoning === undefined ? {} : { [dialect.reasoningKey]: reply.reasoning }),
    ...(dialect.reasoningDetails && reply.reasoning ? { reasoning_details: reasoningDetails(reply.reasoning) } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    ...reply.extra,
  };
  return {
    ...headOf(reply, request, 'chat.completion'),
    choices: [{ index: 0, message, finish_reason: finishOf(reply) }],
    usage: usageOf(reply, request, dialect),
  };
}

/** The reply as a stream's chunks: words in small pieces, a call's arguments a few characters at a time. */
export function chunksOf(reply: ScriptedReply, request: SeenRequest, dialect: Dialect): Json[] {
  const head = headOf(reply, request, 'chat.completion.chunk');
  const chunk = (delta: Json, finish: string | null = null): Json => ({
    ...head,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const calls = wireCalls(reply, request);
  const usage = usageOf(reply, request, dialect);
  const wanted = request.body.stream_options?.include_usage === true;
  const last = chunk({}, finishOf(reply));
  if (dialect.usageIn === 'choice') last['choices'] = [{ index: 0, delta: {}, finish_reason: finishOf(reply), usage }];
  if (dialect.usageIn === 'last' && wanted) last['usage'] = usage;
  return [
    chunk({ role: 'assistant', content: '', ...reply.extra }),
    ...pieces(reply.reasoning ?? '', 12).map((words) =>
      chunk({
        [dialect.reasoningKey]: words,
        ...(dialect.reasoningDetails ? { reasoning_details: [{ ...detail, text: words }] } : {}),
      }),
    ),
    ...(dialect.reasoningDetails && reply.reasoning ? [chunk({ reasoning_details: [seal] })] : []),
    ...pieces(reply.text ?? '', 9).map((words) => chunk({ content: words })),
    ...calls.flatMap((call, index) => callDeltas(call, index).map((delta) => chunk({ tool_calls: [delta] }))),
    last,
    ...(dialect.usageIn === 'own' && wanted ? [{ ...head, choices: [], usage }] : []),
  ];
}

function callDeltas({ id, type, function: { name, arguments: args } }: WireCall, index: number): Json[] {
  return [
    { index, id, type, function: { name, arguments: '' } },
    ...pieces(args, 7).map((words) => ({ index, function: { arguments: words } })),
  ];
}

function headOf({ model }: ScriptedReply, request: SeenRequest, object: string): Json {
  return { id: `chatcmpl-${request.number}`, object, created: 1_790_000_000, model: model ?? request.body.model };
}

/** By code units: a surrogate pair can come in two pieces, as from real servers. */
function pieces(text: string, size: number): string[] {
  return Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));
}
