import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { recorded, withEffects } from './effectsText.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool, ToolInputError } from './tool.ts';

/** Of a press, and of the moves of a drag. */
export const MAX_TIMES = 100;

/** Where the focus is, or in an element, which gets the focus first. A dialog ends it: what is pressed then is not meant. */
export async function performPress(
  session: Session,
  resolved: Resolved | undefined,
  { keys, times = 1 }: { keys: string; times?: number },
) {
  const { keyboard } = session.page;
  const over = new AbortController();
  let done = 0;
  const effects = await session.act(async () => {
    while (done < times && !over.signal.aborted) {
      done++;
      await (resolved ? resolved.locator.press(keys) : keyboard.press(keys));
    }
  });
  over.abort();
  return { effects, done };
}

export const press = defineTool({
  name: 'press',
  description:
    'Press a key or a combination, by Playwright’s names: Enter, Escape, ArrowDown, Control+A. With a target: in it, for sliders, grids, menus.',
  input: target.extend({
    keys: z.string().min(1).max(60),
    times: z.number().int().min(1).max(MAX_TIMES).default(1),
  }),

  async run({ session, values }, { keys, times, ...where }) {
    const resolved = isAimed(where) ? await session.resolve(whereOf(where)) : undefined;
    const { done } = await performPress(session, resolved, { keys, times }).catch((error: unknown) => {
      if (String(error).includes('Unknown key'))
        throw new ToolInputError(`press: ${JSON.stringify(keys)} is not a key that Playwright knows`);
      throw error;
    });
    const effects = await session.aftermath();
    const more = done > 1 ? { times: done } : {};
    const target = resolved ? { target: values.keepTarget(resolved.target) } : {};
    return {
      action: { kind: 'press', keys, ...target, ...more, ...recorded(effects) },
      text: withEffects(`pressed ${keys}${done > 1 ? ` ${done} times` : ''}`, effects),
      effects,
    };
  },
});
