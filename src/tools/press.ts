import { z } from 'zod';
import type { Session } from '../browser/session.ts';
import { recorded, withEffects } from './effectsText.ts';
import { defineTool, ToolInputError } from './tool.ts';

export function performPress(session: Session, keys: string) {
  return session.act(() => session.page.keyboard.press(keys));
}

export const press = defineTool({
  name: 'press',
  description: 'Press a key or a combination, by Playwright’s names: Enter, Escape, ArrowDown, Control+A.',
  input: z.object({ keys: z.string().min(1).max(60) }),

  async run({ session }, { keys }) {
    await performPress(session, keys).catch((error: unknown) => {
      if (String(error).includes('Unknown key'))
        throw new ToolInputError(`press: ${JSON.stringify(keys)} is not a key that Playwright knows`);
      throw error;
    });
    const effects = await session.aftermath();
    return {
      action: { kind: 'press', keys, ...recorded(effects) },
      text: withEffects(`pressed ${keys}`, effects),
      effects,
    };
  },
});
