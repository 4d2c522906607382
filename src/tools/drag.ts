import { z } from 'zod';
import { within } from '../browser/deadline.ts';
import { DRAGGED } from '../browser/handEngines.ts';
import { pixels, TargetError, type Resolved, type Where } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';
import type { Point } from '../core/action.ts';
import { target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

/**
 * How many moves of the mouse a drag is, where the page listens to the mouse: one is taken for a click by whoever waits for
 * a distance (5 to 10 px are usual). A drag of the browser's own (HTML5) is one move: lists that make room on the way are
 * deaf for a moment each time (SortableJS 1.15: 30 ms), and would not hear the last one.
 */
const STEPS = 8;
/** A point that lies nearer to the middle than this share of the size means the element. */
const NEAR_MIDDLE = 0.2;
const SMALL_PX = 24;
const MOUSE_MS = 10_000;

export function performDrag(session: Session, from: Resolved, to: Resolved, steps = 1) {
  return session.act(() =>
    from.locator.dragTo(to.locator, {
      ...(from.position ? { sourcePosition: from.position } : {}),
      ...(to.position ? { targetPosition: to.position } : {}),
      ...(steps > 1 ? { steps } : {}),
    }),
  );
}

/** For the first time: whether the browser drags is known only once the button is down. Gives the moves that it took. */
async function firstDrag(session: Session, from: Resolved, to: Resolved) {
  const { mouse } = session.page;
  let steps = 1;
  const effects = await session.act(async () => {
    await from.locator.hover(from.position ? { position: from.position } : {});
    await within(MOUSE_MS, 'pressing the mouse button', mouse.down());
    try {
      if ((await from.locator.locator(`${DRAGGED}=it`).count()) === 0) steps = STEPS;
      const { x, y } = await placeOf(to);
      await within(MOUSE_MS, 'moving the mouse', mouse.move(x, y, { steps }));
    } finally {
      await within(MOUSE_MS, 'releasing the mouse button', mouse.up());
    }
  });
  return { effects, steps };
}

async function placeOf({ locator, position }: Resolved): Promise<Point> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new TargetError('drag: the place to drop it has no size: aim at what is visible there');
  const { x, y } = position ?? { x: box.width / 2, y: box.height / 2 };
  return { x: box.x + x, y: box.y + y };
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
    const { effects, steps } = await firstDrag(session, start, to);
    return {
      action: {
        kind: 'drag',
        from: values.keepTarget(start.target),
        to: values.keepTarget(to.target),
        ...(steps > 1 ? { steps } : {}),
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
