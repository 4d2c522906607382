import { z } from 'zod';
import { isAimed, target, whereOf } from '../target.ts';
import { defineTool, ToolInputError, type ToolContext } from '../tool.ts';
import { verified } from './outcome.ts';

const input = target.extend({ text: z.string().min(1).max(2_000).optional() });

export const verifyVisible = defineTool({
  name: 'verify_visible',
  description: 'Assert that an element, or a text, is visible.',
  input,
  run: (context, { text, ...where }) => verify(context, 'visible', text, where),
});

export const verifyHidden = defineTool({
  name: 'verify_hidden',
  description: 'Assert that an element, or a text, is not there or not visible.',
  input,
  run: (context, { text, ...where }) => verify(context, 'hidden', text, where),
});

async function verify(
  context: ToolContext,
  check: 'visible' | 'hidden',
  text: string | undefined,
  where: Parameters<typeof whereOf>[0],
) {
  if (isAimed(where))
    return verified(context, { check, target: (await context.session.resolve(whereOf(where))).target });
  if (text === undefined) throw new ToolInputError(`verify_${check}: expected a target or text, found neither`);
  return verified(context, { check: `${check}-text`, text: context.values.fill(text) });
}
