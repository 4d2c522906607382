/**
 * Answers as a model would that plans like `builtin`: any scenario that `builtin` understands then runs over Kimi's wire.
 * It reads nothing but the request, and answers a repeated request as it did before.
 */
import { Builtin } from '../../../src/model/builtin/builtin.ts';
import type { Message } from '../../../src/core/message.ts';
import { textOf } from './chatBody.ts';
import type { ScriptedReply } from './scriptedReply.ts';
import type { SeenRequest } from './seenRequest.ts';

interface Planner {
  builtin: Builtin;
  lastRaw: string;
  lastReply: ScriptedReply;
  /** builtin's own ids of the calls in the last reply: the wire has others. */
  lastIds: string[];
}

export function builtinKimi(): (request: SeenRequest) => Promise<ScriptedReply> {
  const planners = new Map<string, Planner>();
  return async (request) => {
    // `uitest doctor` asks about a colour, without an observation.
    if (!request.turn) return { calls: [{ name: request.tools[0] ?? 'report', args: { colour: colourIn(request) } }] };
    const run =
      request.body.prompt_cache_key ?? textOf(request.body.messages.find(({ role }) => role === 'user')?.content);
    const planner = planners.get(run) ?? { builtin: new Builtin(), lastRaw: '', lastReply: {}, lastIds: [] };
    planners.set(run, planner);
    if (planner.lastRaw === request.raw) return planner.lastReply;

    const messages = messagesOf(request, planner.lastIds);
    const { message, refusal } = await planner.builtin.reply({
      messages,
      tools: [],
      runId: run,
      signal: new AbortController().signal,
    });
    const calls = message.calls.map(({ name, arguments: args }) => ({ name, args }));
    if (refusal) calls.push({ name: 'finish', args: JSON.stringify({ verdict: 'failed', reason: refusal.message }) });
    planner.lastRaw = request.raw;
    planner.lastIds = message.calls.map(({ id }) => id);
    planner.lastReply = { text: message.text, calls, ...(request.thinks ? { reasoning: 'One step at a time.' } : {}) };
    return planner.lastReply;
  };
}

/** It looks, as the model would. */
function colourIn(request: SeenRequest): string {
  if (request.pictures === 0) return 'any';
  return request.screenshot().centreOf({ r: 255, g: 128, b: 0 }) ? 'orange' : 'another';
}

/** The wire's messages as the port's, with builtin's own ids in place of those of its last reply. */
function messagesOf({ body }: SeenRequest, lastIds: string[]): Message[] {
  const lastReply = body.messages.findLast(({ role }) => role === 'assistant');
  const sent = lastReply?.role === 'assistant' ? (lastReply.tool_calls ?? []).map(({ id }) => id) : [];
  const ownId = (id: string) => lastIds[sent.indexOf(id)] ?? id;
  return body.messages.map((message): Message => {
    const text = textOf(message.content);
    switch (message.role) {
      case 'system':
        return { role: 'system', text };
      case 'user':
        return { role: 'user', parts: [{ type: 'text', text }] };
      case 'tool':
        return { role: 'tool', callId: ownId(message.tool_call_id), text };
      case 'assistant':
        return {
          role: 'assistant',
          text,
          reasoning: message.reasoning_content ?? message.reasoning ?? '',
          calls: (message.tool_calls ?? []).map(({ id, function: call }) => ({ id: ownId(id), ...call })),
        };
    }
  });
}
