/** What an assistant message carries for its own adapter: how to send it back verbatim, and what a reader may look up. */
import { z } from 'zod';

const wire = z.object({
  /** The key under which the reasoning came. */
  reasoningKey: z.enum(['reasoning_content', 'reasoning']).optional(),
  /** OpenRouter's form of the reasoning, to be returned unmodified. */
  reasoningDetails: z.array(z.unknown()).optional(),
  /** The model that answered, and why it stopped, in the host's words. */
  model: z.string().optional(),
  finish: z.string().optional(),
  /** Fields of the reply that nobody here knows. */
  extra: z.record(z.string(), z.unknown()).optional(),
});
export type Wire = z.infer<typeof wire>;

/** A journal line can come from anywhere: what does not fit counts as absent. */
export function readWire(value: Record<string, unknown> | undefined): Wire {
  return wire.safeParse(value ?? {}).data ?? {};
}
