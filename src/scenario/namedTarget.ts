/** What a typed step or a typed expectation aims at: a name, or a map that narrows it. */
import { z } from 'zod';
import type { NamedTarget } from '../core/scenario.ts';
import { ROLES } from './roles.ts';
import { text } from './text.ts';

export const targetShape = {
  name: text.exactOptional().describe('Its name on the page: the text of a button, the label of a field.'),
  role: z
    .enum(ROLES)
    .meta({ id: 'role' })
    .exactOptional()
    .describe('Its ARIA role, where the name alone stands several times.'),
  in: text.exactOptional().describe('A text of the row, list item, dialog, region or group in which it stands.'),
  nth: z.int().min(1).max(10_000).exactOptional().describe('Which of several, counted from 1.'),
};

export const NAME_OR_ROLE = 'a `name`, a `role`, or both';

export function hasNameOrRole({ name, role }: { name?: string; role?: string }): boolean {
  return name !== undefined || role !== undefined;
}

export const target = z.union([text, z.strictObject(targetShape).refine(hasNameOrRole, NAME_OR_ROLE)]).meta({
  id: 'target',
  description: 'A name on the page, or { name, role, in, nth } where the name alone stands several times.',
});

type TargetInput = string | { name?: string; role?: string; in?: string; nth?: number };

export function toTarget(input: TargetInput): NamedTarget {
  if (typeof input === 'string') return { name: input };
  const { name = '', role, in: within, nth } = input;
  return { name, ...(role ? { role } : {}), ...(within ? { in: within } : {}), ...(nth ? { nth } : {}) };
}

/** `of: row` counts the elements of a role; any other word is a name. */
export function toCounted(input: TargetInput): NamedTarget {
  const role = ROLES.find((role) => role === input);
  return role ? { name: '', role } : toTarget(input);
}
