/** Token counts as hosts report them: in the chunk, or (Moonshot) in its first choice; cached tokens in one of two places. */
import { z } from 'zod';
import type { Usage } from '../../core/message.ts';

const count = z.number().nonnegative().nullish().catch(undefined);

export const wireUsage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  cached_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count }).nullish().catch(undefined),
  /** OpenRouter's bill for the call, in dollars. */
  cost: count,
});
export type WireUsage = z.infer<typeof wireUsage>;

export interface ReportedUsage extends Usage {
  /** Whether the host says at all how much it had cached. */
  cachedReported: boolean;
  usd?: number;
}

export function readUsage(wire: WireUsage): ReportedUsage {
  const cached = wire.cached_tokens ?? wire.prompt_tokens_details?.cached_tokens;
  const prompt = wire.prompt_tokens ?? 0;
  return {
    prompt,
    cached: Math.min(cached ?? 0, prompt),
    completion: wire.completion_tokens ?? 0,
    cachedReported: typeof cached === 'number',
    ...(typeof wire.cost === 'number' ? { usd: wire.cost } : {}),
  };
}
