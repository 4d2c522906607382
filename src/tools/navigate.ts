import { z } from 'zod';
import { load } from '../browser/load.ts';
import type { Session } from '../browser/session.ts';
import { withEffects } from './effectsText.ts';
import { defineTool, ToolInputError } from './tool.ts';

export function performNavigate(session: Session, url: string) {
  const destination = session.destination(url);
  const { page } = session;
  return session.act(() => load(page, (options) => page.goto(destination, options)));
}

export function performHistory(session: Session, to: 'back' | 'forward' | 'reload') {
  const { page } = session;
  const method = { back: 'goBack', forward: 'goForward', reload: 'reload' } as const;
  return session.act(() => load(page, (options) => page[method[to]](options)));
}

export const navigate = defineTool({
  name: 'navigate',
  description: 'Go to an address, or back, forward, or reload.',
  input: z.object({
    url: z.string().optional().describe('absolute, or relative to the start URL'),
    to: z.enum(['back', 'forward', 'reload']).optional(),
  }),

  async run({ session, values }, { url, to }) {
    if (to !== undefined) {
      const effects = await performHistory(session, to);
      return {
        action: { kind: 'history', to },
        text: withEffects(to, effects),
        effects: { ...effects, navigated: true },
      };
    }
    if (url === undefined)
      throw new ToolInputError('navigate: expected url, or to: back, forward or reload; found neither');
    const effects = await performNavigate(session, values.fill(url));
    return {
      action: { kind: 'navigate', url: values.keep(url) },
      text: withEffects('navigated', effects),
      effects: { ...effects, navigated: true },
    };
  },
});
