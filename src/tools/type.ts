import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import { fillWithSecrets } from '../browser/secretTyping.ts';
import type { Session } from '../browser/session.ts';
import { recorded, withEffects } from './effectsText.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

/** Types into a field, or with the keyboard where the focus is. `text` may still hold `{{secret:name}}`. */
export function performType(
  session: Session,
  resolved: Resolved | undefined,
  { text, clear, submit }: { text: string; clear: boolean; submit: boolean },
) {
  return session.act(async () => {
    const field = resolved?.position ? undefined : resolved?.locator;
    const whole = await session.withSecrets(text, field);
    if (!field) {
      if (resolved?.position) await resolved.locator.click({ position: resolved.position });
      await session.page.keyboard.type(whole);
    } else if (whole !== text) await fillWithSecrets(field, whole, clear);
    else if (clear) await field.fill(whole);
    else await field.pressSequentially(whole);
    if (!submit) return;
    if (field) await field.press('Enter');
    else await session.page.keyboard.press('Enter');
  });
}

export const type = defineTool({
  name: 'type',
  description:
    'Type text into a field (or, without a target, where the focus is). {{secret:name}} and {{name}} are put in for you.',
  input: target.extend({
    text: z.string().max(20_000),
    clear: z.boolean().default(true).describe('replace what the field holds'),
    submit: z.boolean().default(false).describe('press Enter afterwards'),
  }),

  async run({ session, values }, { text, clear, submit, ...where }) {
    const resolved = isAimed(where) ? await session.resolve(whereOf(where)) : undefined;
    await performType(session, resolved, { text: values.fillAround(text), clear, submit });
    const effects = await session.aftermath();
    const target = resolved ? { target: values.keepTarget(resolved.target) } : {};
    return {
      action: { kind: 'type', ...target, text: values.keep(text), clear, submit, ...recorded(effects) },
      text: withEffects(submit ? 'typed, Enter pressed' : 'typed', effects),
      effects,
    };
  },
});
