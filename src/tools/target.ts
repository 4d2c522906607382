import { z } from 'zod';
import type { Where } from '../browser/resolve.ts';

const ref = z.string().optional().describe('from the element list, e.g. e8 (preferred)');
const x = z.number().optional().describe('fraction 0..1 of the width of the screenshot');
const y = z.number().optional().describe('fraction 0..1 of the height of the screenshot');

/** The fields that name a target; tools extend it. */
export const target = z.object({ ref, x, y });

export function whereOf({ ref, x, y }: Where): Where {
  return { ref, x, y };
}

export function isAimed({ ref, x, y }: Where): boolean {
  return ref !== undefined || x !== undefined || y !== undefined;
}
