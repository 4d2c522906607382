import { z } from 'zod';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

/** Share of the viewport that one scroll moves: what was at the edge stays in view. */
const STEP = 0.8;

export function performScroll(
  session: Session,
  resolved: Resolved | undefined,
  { dx, dy }: { dx: number; dy: number },
) {
  return session.act(async () => {
    const { width, height } = session.viewport;
    if (resolved) await resolved.locator.hover(resolved.position ? { position: resolved.position } : {});
    else await session.page.mouse.move(width / 2, height / 2);
    await session.page.mouse.wheel(dx, dy);
  });
}

export const scroll = defineTool({
  name: 'scroll',
  description: 'Scroll the page, or the area around a target.',
  input: target.extend({
    direction: z.enum(['up', 'down', 'left', 'right']),
    amount: z.number().positive().max(50).default(1).describe('1 is most of a screen'),
  }),

  async run({ session, values }, { direction, amount, ...where }) {
    const resolved = isAimed(where) ? await session.resolve(whereOf(where)) : undefined;
    const { width, height } = session.viewport;
    const [across, down] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction] as [number, number];
    const dx = Math.round(across * width * STEP * amount);
    const dy = Math.round(down * height * STEP * amount);
    const effects = await performScroll(session, resolved, { dx, dy });
    const target = resolved ? { target: values.keepTarget(resolved.target) } : {};
    return { action: { kind: 'scroll', ...target, dx, dy }, text: `scrolled ${direction}`, effects };
  },
});
