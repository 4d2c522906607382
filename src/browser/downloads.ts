import type { BrowserContext, Download } from 'playwright';

/** The browser tells of a download a moment after it broke off the navigation that became one. */
const ANNOUNCED_MS = 1_000;

/** The files that a run was sent, the newest last. */
export class Downloads {
  readonly all: Download[] = [];
  private readonly context: BrowserContext;
  private brokenOff = false;

  constructor(context: BrowserContext, tell: (line: string) => void) {
    this.context = context;
    context.on('download', (download) => {
      this.all.push(download);
      tell(`download started: ${download.suggestedFilename()}`);
    });
    context.on('requestfailed', (request) => {
      if (request.isNavigationRequest()) this.brokenOff = true;
    });
  }

  /** To be called before an action that is asked about with `arrived`. */
  expect(): void {
    this.brokenOff = false;
  }

  /** Waits for the download that the action began, if it began one; `before`: how many there were. */
  async arrived(before: number): Promise<void> {
    if (!this.brokenOff || this.all.length > before) return;
    // An answer without content breaks a navigation off as well, and nothing comes of it.
    await this.context.waitForEvent('download', { timeout: ANNOUNCED_MS }).catch(() => undefined);
  }
}
