/**
 * Frees a page whose script never yields: Playwright would wait for it to its own timeouts, and then again in the next call.
 * Chromium only. The way in is opened with the page, because a page that hangs lets nobody in.
 */
import type { CDPSession, Page } from 'playwright';

/** Work that takes no longer is not asked about: what runs well costs nothing. */
const PATIENCE_MS = 500;
const STUCK_MS = 4_000;
const ANSWER_MS = 1_000;

export class Rescue {
  private readonly cdp: Promise<CDPSession | undefined>;
  private readonly tell: (line: string) => void;

  constructor(page: Page, tell: (line: string) => void) {
    this.tell = tell;
    this.cdp = page
      .context()
      .newCDPSession(page)
      .catch(() => undefined);
  }

  /** Ends as `work` does. `standsStill`: a page with an open dialog does not answer either. */
  async beside<T>(work: Promise<T>, standsStill: () => boolean): Promise<T> {
    let over = false;
    const ended = work.then(
      () => (over = true),
      () => (over = true),
    );
    const watching = (async () => {
      for (;;) {
        await Promise.race([ended, after(PATIENCE_MS)]);
        if (over) return;
        const answers = await Promise.race([ended, this.answers()]);
        if (!over && !answers && !standsStill()) await this.free();
      }
    })();
    watching.catch(() => undefined); // A page that is gone needs no rescue.
    return work;
  }

  /** Stops the script that runs. Whether there was one, nobody says. */
  async stop(): Promise<void> {
    const cdp = await this.cdp;
    await Promise.race([cdp?.send('Runtime.terminateExecution').catch(() => undefined), after(ANSWER_MS)]);
  }

  private async free(): Promise<void> {
    if (!(await this.cdp)) return;
    await this.stop();
    this.tell(`a script of the page did not yield for ${STUCK_MS / 1000} s and was stopped`);
  }

  private async answers(): Promise<boolean> {
    const cdp = await this.cdp;
    if (!cdp) return after(STUCK_MS).then(() => true);
    const answered = cdp.send('Runtime.evaluate', { expression: '0' }).then(
      () => true,
      () => true,
    );
    return Promise.race([answered, after(STUCK_MS).then(() => false)]);
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
