import { z } from 'zod';
import { parseLocator, renderLocator } from '../../core/locatorText.ts';
import { isAimed, target, whereOf } from '../target.ts';
import { defineTool, ToolInputError } from '../tool.ts';
import { verified } from './outcome.ts';

/** What is counted when a container is named: its items. */
const ITEMS: Record<string, string> = {
  list: 'listitem',
  table: 'row',
  grid: 'row',
  rowgroup: 'row',
  menu: 'menuitem',
  listbox: 'option',
  tablist: 'tab',
};

export const verifyCount = defineTool({
  name: 'verify_count',
  description: 'Assert how many elements there are: of a role, with a text, or the items of a target (list, table).',
  input: target.extend({
    text: z.string().min(1).optional(),
    role: z
      .string()
      .regex(/^[a-z]+$/)
      .optional(),
    count: z.number().int().min(0),
  }),

  async run(context, { text, role, count, ...where }) {
    if (isAimed(where)) {
      const { target: aim } = await context.session.resolve(whereOf(where));
      const item = role ?? ITEMS[aim.role ?? ''];
      const locator = aim.locator;
      if (item === undefined || locator === undefined)
        throw new ToolInputError(
          `verify_count: expected a list or table as target, found ${aim.role ?? 'a point'}; give role or text instead`,
        );
      const counted = renderLocator([...parseLocator(locator), { method: 'getByRole', args: [item] }]);
      return verified(context, { check: 'count', target: { locator: counted, role: item }, count });
    }
    if (role !== undefined)
      return verified(context, {
        check: 'count',
        target: { locator: renderLocator([{ method: 'getByRole', args: [role] }]), role },
        count,
      });
    if (text === undefined) throw new ToolInputError('verify_count: expected a target, role or text, found none');
    return verified(context, { check: 'count-text', text: context.values.fill(text), count });
  },
});
