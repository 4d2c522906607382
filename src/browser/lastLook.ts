/** What the page was shown as when it was last looked at: what stood where, and what came and went since the look before. */
import type { Frame, Page } from 'playwright';
import type { Point } from '../core/action.ts';
import { askLook, askStood, FRAME_MS, watchedFrames, type BigLine, type Place, type Size } from './watch.ts';

const TIMEOUT_MS = 5_000;

export class LastLook {
  private number = 0;
  private page: Page | undefined;

  /** Remembers what stands where. Gives the texts that appeared and went since the last look at the page, its editors, and how large it is. */
  async remember(page: Page): Promise<{ passed: string[]; editors: BigLine[]; size: Size }> {
    const number = ++this.number;
    this.page = page;
    const nothing = { passed: [], editors: [], elements: 0, frames: 0 };
    const look = (place: Page | Frame, timeoutMs: number) => askLook(place, number, timeoutMs).catch(() => nothing);
    const seen = await Promise.all([
      look(page, TIMEOUT_MS),
      ...watchedFrames(page).map((frame) => look(frame, FRAME_MS)),
    ]);
    const sum = (of: (one: Size) => number) => seen.reduce((total, one) => total + of(one), 0);
    return {
      passed: seen.flatMap(({ passed }) => passed),
      // Those in frames have their places there.
      editors: seen[0]?.editors ?? [],
      size: { elements: sum((one) => one.elements), frames: sum((one) => one.frames) },
    };
  }

  /**
   * How the document `place` differs at a point of it from what was shown there; undefined: not at all, or nobody was
   * shown anything yet, so that nobody can have been misled.
   */
  async difference(page: Page, place: Place, spot: Point): Promise<string | undefined> {
    if (this.page !== page) return undefined;
    const stood = await askStood(place, spot, this.number, TIMEOUT_MS);
    // A frame may not have been among those that are watched; the page itself always is.
    if (stood.same === 'unseen') return place === page ? 'it was loaded anew' : undefined;
    if (stood.same) return undefined;
    const was = stood.was === undefined || stood.was === stood.now ? '' : `, where ${stood.was} was`;
    return `${stood.now} is now there${was}`;
  }
}
