import { z } from 'zod';
import { areaOf, stateOf, type Axis } from '../browser/area.ts';
import type { Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { performScrollUntil } from './scrollUntil.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

/** Share of a screen that one scroll moves: what was at the edge stays in view. */
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
  description:
    'Scroll the page, or the area around a target; with until, as far as it takes (also long lists that load).',
  input: target.extend({
    direction: z.enum(['up', 'down', 'left', 'right']),
    amount: z.number().positive().max(50).default(1).describe('1 is most of a screen'),
    until: z.string().min(1).max(200).optional().describe('text to scroll to'),
  }),

  async run({ session, values }, { direction, amount, until, ...where }) {
    const resolved = isAimed(where) ? await session.resolve(whereOf(where)) : undefined;
    const [across, down] = { up: [0, -1], down: [0, 1], left: [-1, 0], right: [1, 0] }[direction] as [number, number];
    const moved = ({ width, height }: { width: number; height: number }) => ({
      dx: Math.round(across * width * STEP * amount),
      dy: Math.round(down * height * STEP * amount),
    });
    if (until !== undefined) {
      const axis: Axis = across === 0 ? 'y' : 'x';
      const area = await areaOf(session.page, resolved, axis);
      const by = moved(await stateOf(session.page, area?.locator, axis));
      const { effects, steps } = await performScrollUntil(session, area, { ...by, until: values.fill(until) });
      const target = area ? { target: values.keepTarget(area.target) } : {};
      return {
        action: { kind: 'scroll', ...target, ...by, until: values.keep(until) },
        text: `${JSON.stringify(until)} is in view after ${steps} ${steps === 1 ? 'scroll' : 'scrolls'}`,
        effects,
      };
    }
    const by = moved(session.viewport);
    const effects = await performScroll(session, resolved, by);
    const target = resolved ? { target: values.keepTarget(resolved.target) } : {};
    return { action: { kind: 'scroll', ...target, ...by }, text: `scrolled ${direction}`, effects };
  },
});
