import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

export function performCheck(session: Session, { locator }: Resolved, checked: boolean) {
  return session.act(() => locator.setChecked(checked));
}

export const check = defineTool({
  name: 'check',
  description: 'Check or uncheck a checkbox, radio button or switch.',
  input: target.extend({ checked: z.boolean().default(true) }),

  async run({ session, values }, { checked, ...where }) {
    const resolved = await session.resolve(whereOf(where));
    const effects = await performCheck(session, resolved, checked);
    return {
      action: { kind: 'check', target: values.keepTarget(resolved.target), checked },
      text: checked ? 'checked' : 'unchecked',
      effects,
    };
  },
});
