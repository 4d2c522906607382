import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

export function performSelect(session: Session, { locator }: Resolved, options: string[]) {
  return session.act(() => locator.selectOption(options));
}

export const select = defineTool({
  name: 'select',
  description: 'Choose options of a select field (role combobox or listbox), by label or value.',
  input: target.extend({ options: z.array(z.string()).min(1).max(50) }),

  async run({ session, values }, { options, ...where }) {
    const resolved = await session.resolve(whereOf(where));
    const { tag, offered } = await resolved.locator.evaluate((element) => ({
      tag: element.localName,
      offered:
        element instanceof HTMLSelectElement
          ? [...element.options].map(({ label, value }) => ({ label: label.replace(/\s+/g, ' ').trim(), value }))
          : [],
    }));
    if (tag !== 'select')
      throw new ToolInputError(`select: that is a <${tag}>, not a select field: click it, then click the option`);
    const wanted = options.map((option) => values.fill(option));
    const missing = wanted.find((option) => !offered.some(({ label, value }) => label === option || value === option));
    if (missing !== undefined)
      throw new ToolInputError(
        `select: there is no option ${JSON.stringify(missing)}; there are ${offered
          .slice(0, 12)
          .map(({ label }) => JSON.stringify(label))
          .join(', ')}`,
      );
    const effects = await performSelect(session, resolved, wanted);
    return {
      action: {
        kind: 'select',
        target: values.keepTarget(resolved.target),
        options: options.map((option) => values.keep(option)),
      },
      text: 'selected',
      effects,
    };
  },
});
