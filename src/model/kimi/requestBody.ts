/**
 * One request, byte by byte: settings and tools first, messages last, so that tools and messages of each
 * request extend those of the one before, also where the settings differ.
 */
import type { Message, ToolSpec } from '../../core/message.ts';
import { familyOf, type HostProfile } from './hosts.ts';
import { toolSchema, type JsonSchema } from './toolSchema.ts';
import { toWire, type WireMessage } from './toWire.ts';

export interface BodyRules {
  profile: HostProfile;
  /** As the host calls it. */
  model: string;
  /** Undefined: the model has no switch. */
  thinking: boolean | undefined;
  blankReasoning: boolean;
  replySize: number;
  pictures: number;
  runId: string;
}

export type RequestBody = Record<string, unknown> & { model: string; stream: true; messages: WireMessage[] };

/** Reasoning and answer share the reply size: under 16,000 a thinking reply can come back without an answer. */
export const REPLY_SIZE = { instant: 8_192, thinking: 16_384, raised: 32_768 };

export function requestBody(messages: Message[], tools: ToolSpec[], rules: BodyRules): RequestBody {
  const { profile, model, replySize, blankReasoning, pictures, runId } = rules;
  return {
    model,
    stream: true,
    stream_options: { include_usage: true },
    ...samplingFields(rules),
    [profile.replySize]: replySize,
    ...thinkingFields(rules),
    ...(profile.cacheKey ? { prompt_cache_key: runId } : {}),
    ...(tools.length > 0 ? { tools: tools.map(wireTool) } : {}),
    messages: toWire(messages, { profile, blankReasoning: profile.reasoningRequired && blankReasoning, pictures }),
  };
}

function samplingFields({ profile, thinking }: BodyRules): Record<string, unknown> {
  if (profile.sampling === 'fixed' || thinking === undefined) return {};
  return { temperature: thinking ? 1 : 0.6, top_p: 0.95 };
}

function thinkingFields({ profile, model, thinking }: BodyRules): Record<string, unknown> {
  if (thinking === undefined) return {};
  const family = familyOf(model);
  if (family === 'k3' && profile.thinking === 'thinking') return { reasoning_effort: thinking ? 'high' : 'low' };
  // Anywhere else K3 is left to its host's default: it always thinks.
  if (family === 'k3') return {};
  switch (profile.thinking) {
    case 'thinking':
      return { thinking: { type: thinking ? 'enabled' : 'disabled' } };
    case 'reasoning':
      return { reasoning: { enabled: thinking } };
    case 'chat_template_kwargs':
      return { chat_template_kwargs: { thinking } };
  }
}

function wireTool({ name, description, parameters }: ToolSpec): JsonSchema {
  return { type: 'function', function: { name, description, parameters: toolSchema(parameters) } };
}
