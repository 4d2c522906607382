import { z } from 'zod';
import type { Field } from '../browser/field.ts';
import type { Resolved } from '../browser/resolve.ts';
import { fillWithSecrets } from '../browser/secretTyping.ts';
import type { Session } from '../browser/session.ts';
import { recorded, withEffects } from './effectsText.ts';
import { isWhole, refusal } from './fieldValue.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

/** To the end of a field of several lines as well. */
export const END_KEYS = 'ControlOrMeta+End';

interface Typing {
  text: string;
  clear: boolean;
  submit: boolean;
  atEnd?: true;
}

/** Types into a field, or with the keyboard where the focus is. `text` may still hold `{{secret:name}}`. */
export function performType(session: Session, resolved: Resolved | undefined, { text, clear, submit, atEnd }: Typing) {
  return session.act(async () => {
    const field = resolved?.position ? undefined : resolved?.locator;
    const whole = await session.withSecrets(text, field);
    if (!field) {
      if (resolved?.position) await resolved.locator.click({ position: resolved.position });
      await session.page.keyboard.type(whole);
    } else if (whole !== text) await fillWithSecrets(field, whole, clear);
    else if (clear) await field.fill(whole);
    else {
      if (atEnd) await field.press(END_KEYS);
      await field.pressSequentially(whole);
    }
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

  async run({ session, values }, { text, submit, ...input }) {
    const aimed = isAimed(input) ? await session.resolve(whereOf(input)) : undefined;
    const field = aimed && (await session.fieldOf(aimed));
    const resolved = field?.resolved ?? aimed;
    const clear = howToClear(field, input.clear);
    const atEnd = field && !clear && field.filled ? { atEnd: true as const } : {};
    const filled = values.fillAround(text);
    const refused = field && (await refusal(field, filled));
    if (refused !== undefined) throw new ToolInputError(refused);
    await performType(session, resolved, { text: filled, clear, submit, ...atEnd });
    const effects = await session.aftermath();
    const target = resolved ? { target: values.keepTarget(resolved.target) } : {};
    return {
      action: { kind: 'type', ...target, text: values.keep(text), clear, submit, ...atEnd, ...recorded(effects) },
      text: withEffects(submit ? 'typed, Enter pressed' : 'typed', effects),
      effects,
    };
  },
});

/** What only listens to keys has nothing to replace. */
function howToClear(field: Field | undefined, asked: boolean): boolean {
  if (field?.keysOnly) return false;
  return asked || (field !== undefined && isWhole(field));
}
