/** The body of a chat completion request, as far as the server reads it. */
import { z } from 'zod';

const part = z.union([
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string() }) }),
]);
const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().regex(/^[a-zA-Z_][\w-]{0,63}$/), arguments: z.string() }),
});
const content = z.union([z.string(), z.array(part)]);

const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content }),
  z.strictObject({ role: z.literal('user'), content }),
  z.strictObject({
    role: z.literal('assistant'),
    content: content.nullish(),
    reasoning_content: z.string().nullish(),
    reasoning: z.string().nullish(),
    reasoning_details: z.array(z.unknown()).optional(),
    tool_calls: z.array(toolCall).min(1).optional(),
  }),
  z.strictObject({ role: z.literal('tool'), tool_call_id: z.string(), name: z.string().optional(), content }),
]);

const tool = z.strictObject({
  type: z.literal('function'),
  function: z.strictObject({
    name: z.string().regex(/^[a-zA-Z_][\w-]{0,63}$/),
    description: z.string().optional(),
    parameters: z.record(z.string(), z.unknown()),
    strict: z.boolean().optional(),
  }),
});

export const chatBody = z.looseObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  stream: z.boolean().default(false),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  tools: z.array(tool).max(128).optional(),
  tool_choice: z.union([z.enum(['auto', 'none', 'required']), z.record(z.string(), z.unknown())]).optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  temperature: z.number().optional(),
  top_p: z.number().optional(),
  thinking: z.strictObject({ type: z.enum(['enabled', 'disabled']) }).optional(),
  reasoning: z.strictObject({ enabled: z.boolean() }).optional(),
  reasoning_effort: z.enum(['low', 'high', 'max']).optional(),
  chat_template_kwargs: z.record(z.string(), z.unknown()).optional(),
  prompt_cache_key: z.string().optional(),
});
export type ChatBody = z.infer<typeof chatBody>;
export type ChatMessage = ChatBody['messages'][number];

export function textOf(value: ChatMessage['content']): string {
  if (typeof value === 'string' || !value) return value ?? '';
  return value.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join('\n\n');
}

/** Oldest first. */
export function pictureUrls(messages: ChatMessage[]): string[] {
  return messages.flatMap(({ content: value }) =>
    Array.isArray(value) ? value.flatMap((one) => (one.type === 'image_url' ? [one.image_url.url] : [])) : [],
  );
}
