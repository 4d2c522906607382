import { z } from 'zod';
import { isAimed, target, whereOf } from '../target.ts';
import { defineTool } from '../tool.ts';
import { verified } from './outcome.ts';

export const verifyText = defineTool({
  name: 'verify_text',
  description: 'Assert that a text stands on the page, or in a target.',
  input: target.extend({ text: z.string().min(1).max(2_000), exact: z.boolean().default(false) }),

  async run(context, { text, exact, ...where }) {
    const filled = context.values.fill(text);
    const aim = isAimed(where) ? { target: (await context.session.resolve(whereOf(where))).target } : {};
    return verified(context, { check: 'text', text: filled, exact, ...aim });
  },
});
