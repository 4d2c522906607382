/**
 * Messages → what is sent. A pure function: equal messages give equal bytes, and a longer transcript gives the bytes of
 * the shorter one and more, which is what the hosts' prefix caches need.
 */
import type { AssistantMessage, ImagePart, Message, TextPart, ToolCall } from '../../core/message.ts';
import type { HostProfile } from './hosts.ts';
import { readWire } from './wire.ts';

type WirePart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };

interface WireToolCall {
  id: string;
  type: 'function';
  function: { name: string; arguments: string };
}

export type WireMessage =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | WirePart[] }
  | WireAssistant
  | { role: 'tool'; tool_call_id: string; content: string };

interface WireAssistant {
  role: 'assistant';
  content: string;
  reasoning_content?: string;
  reasoning?: string;
  reasoning_details?: unknown[];
  tool_calls?: WireToolCall[];
}

export interface WireRules {
  profile: HostProfile;
  /** Put a single space where reasoning is wanted and there was none: the same for every request of a run. */
  blankReasoning: boolean;
  /** Only so many of the newest pictures; the others become a line of text. */
  pictures: number;
}

export function toWire(messages: Message[], rules: WireRules): WireMessage[] {
  let toDrop = picturesIn(messages) - rules.pictures;
  const dropped = () => toDrop-- > 0;
  return messages.map((message): WireMessage => {
    switch (message.role) {
      case 'system':
        return { role: 'system', content: message.text };
      case 'user':
        return { role: 'user', content: userContent(message.parts, dropped) };
      case 'assistant':
        return assistant(message, rules);
      case 'tool':
        // Hosts refuse an empty tool message; a string is the one form that all of them take.
        return { role: 'tool', tool_call_id: message.callId, content: message.text || '(nothing)' };
    }
  });
}

export function picturesIn(messages: Message[]): number {
  return messages.reduce(
    (sum, message) => sum + (message.role === 'user' ? message.parts.filter(({ type }) => type === 'image').length : 0),
    0,
  );
}

function userContent(parts: (TextPart | ImagePart)[], dropped: () => boolean): string | WirePart[] {
  if (parts.every((part) => part.type === 'text')) return parts.map(({ text }) => text).join('\n\n') || '(nothing)';
  return parts.map((part): WirePart => {
    if (part.type === 'text') return part;
    if (dropped()) return { type: 'text', text: '(an older picture, left out)' };
    // Moonshot reads base64 data URLs only, never an address.
    return { type: 'image_url', image_url: { url: `data:${part.mime};base64,${part.bytes.toString('base64')}` } };
  });
}

function assistant(message: AssistantMessage, { profile, blankReasoning }: WireRules): WireAssistant {
  const { reasoningKey = profile.reasoningKey, reasoningDetails } = readWire(message.wire);
  const hasCalls = message.calls.length > 0;
  const reasoning = message.reasoning || (hasCalls && blankReasoning ? ' ' : '');
  return {
    role: 'assistant',
    // Moonshot refuses an assistant message that has neither text nor calls.
    content: message.text || (hasCalls ? '' : '(no reply)'),
    ...(reasoning ? { [reasoningKey]: reasoning } : {}),
    ...(reasoningDetails && profile.name === 'openrouter' ? { reasoning_details: reasoningDetails } : {}),
    ...(hasCalls ? { tool_calls: message.calls.map(toolCall) } : {}),
  };
}

/**
 * Chat templates read the arguments as JSON and hosts check the name: what the model got wrong is sent back in a form
 * that they accept (the tool result says what was wrong), else one bad call would have every later request refused.
 */
function toolCall({ id, name, arguments: written }: ToolCall): WireToolCall {
  return {
    id,
    type: 'function',
    function: {
      name: name.replace(/[^\w-]/g, '_').slice(0, 64) || 'unknown',
      arguments: isObject(written) ? written : '{}',
    },
  };
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON is what was asked.
    return false;
  }
}
