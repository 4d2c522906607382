/** Scrolls for what is not there yet: a row of a list that keeps a few rows only, an entry that is loaded when its turn comes. */
import { setTimeout as pause } from 'node:timers/promises';
import { pagePoint, stateOf, type Axis } from '../browser/area.ts';
import { within } from '../browser/deadline.ts';
import { TargetError, type Resolved } from '../browser/resolve.ts';
import type { Session } from '../browser/session.ts';

const MAX_STEPS = 200;
const DEADLINE_MS = 60_000;
const STEP_MS = 10_000;
/** A page draws what a wheel brought within some frames. */
const MOVED_MS = 300;
const LOOK_EVERY_MS = 20;
/** What loads by a timer shows nothing meanwhile: so long the end has to last. */
const END_MS = 1_500;
/** What could go on and does not yet: a page or a machine that is slow. */
const SLOW_MS = 5_000;
const LOADING_MS = 5_000;

interface Wanted {
  dx: number;
  dy: number;
  until: string;
}

/** Gives the steps that it took. Throws `TargetError` when the end, or the limit, comes first. */
export async function performScrollUntil(session: Session, area: Resolved | undefined, { dx, dy, until }: Wanted) {
  const { page } = session;
  const axis: Axis = dx === 0 ? 'y' : 'x';
  const wanted = (area?.locator ?? page).getByText(until).first();
  const markOf = async () => (await stateOf(page, area?.locator, axis)).mark;
  const endMs = async () => {
    const { back, on } = await stateOf(page, area?.locator, axis);
    return (dx + dy > 0 ? on : back) > 1 ? SLOW_MS : END_MS;
  };
  const isThere = () => wanted.isVisible();
  const end = performance.now() + DEADLINE_MS;
  // A dialog ends it: what would be scrolled then is not meant.
  const over = new AbortController();
  let steps = 0;

  /** Whether anything came of a scroll. */
  const moved = async (before: string, patienceMs: number) => {
    const start = performance.now();
    const left = () => patienceMs + (session.busy ? LOADING_MS : 0) - (performance.now() - start);
    do {
      if ((await markOf()) !== before || (await isThere())) return true;
      await pause(LOOK_EVERY_MS);
    } while (left() > 0);
    return false;
  };

  const look = async () => {
    await within(STEP_MS, 'moving the mouse', pointAt());
    while (!over.signal.aborted && !(await isThere())) {
      if (steps >= MAX_STEPS || performance.now() > end) throw notFound(`it did not come within ${steps} scrolls`);
      const before = await markOf();
      await within(STEP_MS, 'scrolling', page.mouse.wheel(dx, dy));
      steps++;
      if (!(await moved(before, MOVED_MS)) && !(await moved(before, await endMs())))
        throw notFound(`the end was reached after ${steps} ${steps === 1 ? 'scroll' : 'scrolls'}`);
    }
    if (!over.signal.aborted) await wanted.scrollIntoViewIfNeeded();
  };
  const effects = await session.act(() => within(DEADLINE_MS + STEP_MS, 'scrolling', look()));
  over.abort();
  return { effects, steps };

  async function pointAt(): Promise<void> {
    if (area) return area.locator.hover(area.position ? { position: area.position } : {});
    const { x, y } = pagePoint(await stateOf(page, undefined, axis));
    return page.mouse.move(x, y);
  }

  function notFound(why: string): TargetError {
    const direction = dx === 0 ? (dy > 0 ? 'down' : 'up') : dx > 0 ? 'right' : 'left';
    return new TargetError(`scroll: ${JSON.stringify(until)} is not there, ${direction}wards: ${why}`);
  }
}
