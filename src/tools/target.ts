import { z } from 'zod';
import type { Where } from '../browser/resolve.ts';

/** The fields that name a target; tools extend it. What they mean stands once, in the rules of the prompt, not in each of some twenty tools. */
export const target = z.object({
  ref: z.string().optional(),
  x: z.number().optional(),
  y: z.number().optional(),
});

export function whereOf({ ref, x, y }: Where): Where {
  return { ref, x, y };
}

export function isAimed({ ref, x, y }: Where): boolean {
  return ref !== undefined || x !== undefined || y !== undefined;
}
