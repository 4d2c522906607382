import { z } from 'zod';
import type { Target } from '../core/action.ts';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { chooseFromList } from './chooseFromList.ts';
import { target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

export async function performSelect(
  session: Session,
  { locator }: Resolved,
  { options, clicks }: { options: string[]; clicks?: Target[] },
) {
  // A dialog ends it: what would be clicked then is not meant.
  let over = false;
  const effects = await session.act(async () => {
    if (!clicks) return locator.selectOption(options);
    for (const each of clicks) {
      if (over) return undefined;
      const clicked = session.reach(each);
      await clicked.locator.click(clicked.position ? { position: clicked.position } : {});
    }
    return undefined;
  });
  over = true;
  return effects;
}

export const select = defineTool({
  name: 'select',
  description: 'Choose options of a select field or of the list that a combobox or button opens, by label or value.',
  input: target.extend({ options: z.array(z.string()).min(1).max(50) }),

  async run({ session, values }, { options, ...where }) {
    const resolved = await session.resolve(whereOf(where));
    const wanted = options.map((option) => values.fill(option));
    const action = {
      kind: 'select' as const,
      target: values.keepTarget(resolved.target),
      options: options.map((option) => values.keep(option)),
    };
    const { tag, offered } = await resolved.locator.evaluate((element) => ({
      tag: element.localName,
      offered:
        element instanceof HTMLSelectElement
          ? [...element.options].map(({ label, value }) => ({ label: label.replace(/\s+/g, ' ').trim(), value }))
          : [],
    }));
    if (tag !== 'select') {
      const { effects, clicks } = await chooseFromList(session, resolved, wanted);
      return {
        action: { ...action, clicks: clicks.map((each) => values.keepTarget(each)) },
        text: 'selected',
        effects,
      };
    }
    const missing = wanted.find((option) => !offered.some(({ label, value }) => label === option || value === option));
    if (missing !== undefined)
      throw new ToolInputError(
        `select: there is no option ${JSON.stringify(missing)}; there are ${offered
          .slice(0, 12)
          .map(({ label }) => JSON.stringify(label))
          .join(', ')}`,
      );
    const effects = await performSelect(session, resolved, { options: wanted });
    return { action, text: 'selected', effects };
  },
});
