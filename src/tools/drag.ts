import { z } from 'zod';
import { pixels, type Resolved, type Where } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

/**
 * How many moves of the mouse a drag is. One move is taken for a click by whoever waits for a distance (5 to 10 px are
 * usual), and says nothing to a list that makes room on the way.
 */
const STEPS = 8;
/** A point that lies nearer to the middle than this share of the size means the element. */
const NEAR_MIDDLE = 0.2;
const SMALL_PX = 24;

export function performDrag(session: Session, from: Resolved, to: Resolved, steps = 1) {
  return session.act(() =>
    from.locator.dragTo(to.locator, {
      ...(from.position ? { sourcePosition: from.position } : {}),
      ...(to.position ? { targetPosition: to.position } : {}),
      ...(steps > 1 ? { steps } : {}),
    }),
  );
}

export const drag = defineTool({
  name: 'drag',
  description: 'Drag one element onto another, or to a point.',
  input: z.object({ from: target, to: target }),

  async run({ session, values }, input) {
    const from = await session.resolve(whereOf(input.from));
    const to = atPoint(session, await session.resolve(whereOf(input.to)), input.to);
    const within = from.target.locator !== undefined && from.target.locator === to.target.anchor?.locator;
    const start = within ? atPoint(session, from, input.from) : from;
    const effects = await performDrag(session, start, to, STEPS);
    return {
      action: {
        kind: 'drag',
        from: values.keepTarget(start.target),
        to: values.keepTarget(to.target),
        steps: STEPS,
      },
      text: 'dragged',
      effects,
    };
  },
});

/** Where in a list or on a board something is dropped matters: a point that is not just the middle of what stands there is kept. */
function atPoint({ viewport }: Session, resolved: Resolved, where: Where): Resolved {
  const { locator, box, ...rest } = resolved.target;
  if (where.ref !== undefined || resolved.position || locator === undefined || !box) return resolved;
  const point = pixels(where, viewport);
  const position = { x: Math.round(point.x - box.x), y: Math.round(point.y - box.y) };
  const off = (at: number, size: number) => size > SMALL_PX && Math.abs(at - size / 2) > size * NEAR_MIDDLE;
  if (!off(position.x, box.width) && !off(position.y, box.height)) return resolved;
  return { ...resolved, position, target: { ...rest, anchor: { locator, ...position }, box } };
}
