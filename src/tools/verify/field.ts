import { z } from 'zod';
import { target, whereOf } from '../target.ts';
import { defineTool } from '../tool.ts';
import { verified } from './outcome.ts';

export const verifyValue = defineTool({
  name: 'verify_value',
  description: 'Assert the value of a field; of a select field, the chosen option by label or value.',
  input: target.extend({ value: z.string().max(20_000) }),

  async run(context, { value, ...where }) {
    const resolved = await context.session.resolve(whereOf(where));
    const filled = context.values.fill(value);
    // People name an option by its label; what `toHaveValue` compares is its value.
    const option = await resolved.locator.evaluate((element, label) => {
      if (!(element instanceof HTMLSelectElement)) return undefined;
      return [...element.options].find((each) => each.label.trim() === label)?.value;
    }, filled);
    return verified(context, { check: 'value', target: resolved.target, value: option ?? filled });
  },
});

export const verifyChecked = defineTool({
  name: 'verify_checked',
  description: 'Assert that a checkbox, radio button or switch is checked, or not.',
  input: target.extend({ checked: z.boolean().default(true) }),

  async run(context, { checked, ...where }) {
    const { target: aim } = await context.session.resolve(whereOf(where));
    return verified(context, { check: 'checked', target: aim, checked });
  },
});
