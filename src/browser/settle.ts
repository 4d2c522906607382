/**
 * Waits until the page is quiet: nothing in flight, no DOM mutation for a moment, finite animations over, two frames drawn.
 * Numbers from measurements on Chromium 156: 50 ms of quiet finds every fetch-then-render page tried; a static page costs about 85 ms.
 */
import type { Frame, Page, Request } from 'playwright';
import { askStill, FRAME_MS, watchedFrames, type Still } from './watch.ts';

const QUIET_MS = 50;
/** A page that is not quiet by then is looked at as it is. */
export const CAP_MS = 3_000;
const FLUSH_MS = 500;
/** A page whose script never yields is freed before that (rescue.ts), where it can be. */
const ANSWER_MS = 5_500;
const POLL_MS = 5;
const ANIMATION_MS = 1_000;
const UNDRAWN_MS = 250;
/** Streams and beacons never end or matter to nobody who looks at the page. */
const ENDLESS = new Set(['media', 'websocket', 'eventsource', 'ping', 'cspviolationreport']);

/** Watches one page's requests; `settle` uses it. */
export class Quiet {
  private readonly inFlight = new Set<Request>();
  private wake: (() => void) | undefined;
  private navigations = 0;
  private documents = 0;
  private rounds = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => {
      if (!ENDLESS.has(request.resourceType())) this.inFlight.add(request);
      if (request.isNavigationRequest() && !request.redirectedFrom() && request.frame() === page.mainFrame())
        this.documents++;
    });
    const over = (request: Request) => {
      this.inFlight.delete(request);
      if (this.inFlight.size === 0) this.wake?.();
    };
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.navigations++;
    });
  }

  /** Whether anything is on its way: a cheap look that asks the page nothing. */
  get busy(): boolean {
    return this.inFlight.size > 0;
  }

  /** How many documents or history entries the main frame has had: equal before and after means that nothing was navigated. */
  get navigationCount(): number {
    return this.navigations;
  }

  /** How many documents the main frame has asked for. */
  get documentCount(): number {
    return this.documents;
  }

  /** Resolves when the page is quiet or after `CAP_MS`; says how long it took, in milliseconds. */
  async settle(): Promise<number> {
    const start = performance.now();
    const left = () => CAP_MS - (performance.now() - start);
    for (;;) {
      const before = this.navigations;
      await this.idle(left());
      await this.still(left());
      const moved = this.navigations !== before || this.busy;
      if (!moved || left() <= 0) return Math.round(performance.now() - start);
    }
  }

  /** One round trip: what the page has begun is known to us then. */
  async flush(): Promise<void> {
    await askStill(this.page, this.rounds, FLUSH_MS).catch(() => undefined);
  }

  private async idle(leftMs: number): Promise<void> {
    if (!this.busy || leftMs <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, leftMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = undefined;
  }

  /** Asks the watch over each document again and again; the waiting is done here, where a page cannot hold it up. */
  private async still(leftMs: number): Promise<void> {
    if (leftMs <= 0) return;
    const start = performance.now();
    const round = ++this.rounds;
    const documents = [this.page, ...watchedFrames(this.page)];
    const silent = new Set<Page | Frame>();
    for (;;) {
      const waits = await Promise.all(
        documents.map(async (place) => {
          if (silent.has(place)) return 0;
          const answerMs = place === this.page ? ANSWER_MS : FRAME_MS;
          const news = await askStill(place, round, answerMs).catch(() => undefined);
          // Gone, or a script that never yields: whoever navigates is seen by the caller.
          if (!news) silent.add(place);
          return news ? restOf(news, performance.now() - start) : 0;
        }),
      );
      const rest = Math.max(...waits);
      const passed = performance.now() - start;
      if (rest <= 0 || passed >= leftMs || silent.has(this.page)) return;
      await pause(Math.min(rest, leftMs - passed));
    }
  }
}

/** Milliseconds after which it is worth while to ask again; 0: the document is still. */
function restOf({ quietMs, moving, drawn, visible }: Still, passedMs: number): number {
  if (!visible) return 0;
  if (quietMs < QUIET_MS) return Math.max(QUIET_MS - quietMs, POLL_MS);
  if (moving && passedMs < ANIMATION_MS) return POLL_MS;
  // A hidden page draws nothing.
  return drawn || quietMs > UNDRAWN_MS ? 0 : POLL_MS;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
