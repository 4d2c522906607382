/** A complete reply → the assistant message of the transcript, its faults repaired where that needs no guess; and what it is. */
import type { AssistantMessage, Message, ToolCall } from '../../core/message.ts';
import type { Completion, RawCall } from './completion.ts';
import type { HostProfile } from './hosts.ts';
import { hasLeakedTokens, nameOf, takeLeakedCalls } from './leakedCalls.ts';
import type { Wire } from './wire.ts';

export interface ReadReply {
  message: AssistantMessage;
  /**
   * `answer`: to be carried out, or plain words. `empty`: neither text nor call. `cut`: at its size limit.
   * `refused`: the model will not do it. `filtered`: the host will not show it. `broken`: the host broke it off.
   */
  kind: 'answer' | 'empty' | 'cut' | 'refused' | 'filtered' | 'broken';
  notes: string[];
}

/** Tool calls in the transcript so far, which is how Kimi numbers its own. */
export function callsIn(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + (message.role === 'assistant' ? message.calls.length : 0), 0);
}

/** `callsBefore`: as `callsIn` counts them. */
export function readReply(completion: Completion, profile: HostProfile, callsBefore: number): ReadReply {
  const notes: string[] = [];
  const thought = splitThought(completion.text);
  if (thought.reasoning) notes.push('thoughts stood in the text: moved');
  const leaked = takeLeakedCalls(thought.text);
  if (leaked.calls.length > 0)
    notes.push(`${leaked.calls.length} tool call(s) stood in the text as tokens: read from there`);
  const reasoning = [completion.reasoning, thought.reasoning].filter(Boolean).join('\n');

  const raw = [
    ...completion.calls,
    ...leaked.calls.filter((call) => !completion.calls.some((other) => sameCall(other, call))),
  ];
  const calls = withIds(raw, profile, callsBefore);
  if (calls.some(({ id }, at) => id !== raw[at]?.id)) notes.push('tool calls without an id of their own: numbered');

  const clean = { text: printable(leaked.text), reasoning: printable(reasoning) };
  if (clean.text !== leaked.text || clean.reasoning !== reasoning)
    notes.push('control characters in the reply: replaced');
  const message: AssistantMessage = { role: 'assistant', ...clean, calls, wire: { ...wireOf(completion) } };

  const kind = kindOf(completion, message);
  if (kind === 'empty' && hasLeakedTokens(reasoning)) notes.push('a tool call stood in the thoughts: not carried out');
  return { message, kind, notes };
}

function kindOf({ finish, refusal }: Completion, { text, calls }: AssistantMessage): ReadReply['kind'] {
  if (finish === 'content_filter') return 'filtered';
  if (finish === 'length') return 'cut';
  if (finish && /overload|error|abort/i.test(finish)) return 'broken';
  if (calls.length > 0) return 'answer';
  if (refusal || REFUSAL.test(text)) return 'refused';
  return text.trim() === '' ? 'empty' : 'answer';
}

/** Only at the start, and only without a tool call: words in which Kimi was trained to decline. */
const REFUSAL =
  /^\s*(i['’]m sorry, but|i am sorry, but|sorry, (but )?i (can(no|['’])t|am unable)|i apologi[sz]e, but|i can(no|['’])t (help|assist|comply|do that|continue)|i won['’]t (help|assist|do that)|i['’]?m (unable|not able) to (help|assist|comply)|抱歉|对不起|很抱歉)/i;

/** `<think>…</think>` in the text; vLLM's template opens the tag itself, so the opening one may be missing. */
function splitThought(text: string): { text: string; reasoning: string } {
  const end = text.lastIndexOf('</think>');
  const start = text.search(/^\s*<think>/);
  if (end < 0 && start < 0) return { text, reasoning: '' };
  const thought = end < 0 ? text : text.slice(0, end);
  return {
    text: end < 0 ? '' : text.slice(end + '</think>'.length).trim(),
    reasoning: thought.replaceAll(/<\/?think>/g, '').trim(),
  };
}

function withIds(raw: RawCall[], profile: HostProfile, before: number): ToolCall[] {
  const used = new Set<string>();
  let number = before;
  return raw.map((call) => {
    const name = printable(nameOf(call.name));
    const own = profile.foreignIds === 'keep' || /^functions\.[\w-]+:\d+$/.test(call.id);
    let id = own ? printable(call.id) : '';
    while (!id || used.has(id)) id = `functions.${name || 'unknown'}:${number++}`;
    used.add(id);
    return { id, name, arguments: call.arguments.toWellFormed() };
  });
}

function sameCall(one: RawCall, other: RawCall): boolean {
  return nameOf(one.name) === nameOf(other.name) && one.arguments.trim() === other.arguments.trim();
}

/** Lone surrogates break the next request's UTF-8, and control characters the terminal that prints them. */
function printable(text: string): string {
  return text.toWellFormed().replaceAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '\ufffd');
}

function wireOf({ reasoningKey, reasoningDetails, model, finish, extra }: Completion): Wire {
  return {
    ...(reasoningKey ? { reasoningKey } : {}),
    ...(reasoningDetails ? { reasoningDetails } : {}),
    ...(model ? { model } : {}),
    ...(finish ? { finish } : {}),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}
