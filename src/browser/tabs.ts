/** The open pages of a run, numbered from 1 in the order in which they came, and which one is worked on. */
import type { BrowserContext, Page, Request } from 'playwright';
import { UitestError } from '../core/error.ts';
import { TargetError } from './resolve.ts';
import { Rescue } from './rescue.ts';
import { Quiet } from './settle.ts';

const MAX_TABS = 10;
/** A tab is announced only when its first answer is there. */
const OPENING_MS = 5_000;

export class Tabs {
  private readonly context: BrowserContext;
  private readonly tell: (line: string) => void;
  private readonly pages: Page[] = [];
  private readonly quiets = new WeakMap<Page, Quiet>();
  private readonly rescues = new WeakMap<Page, Rescue>();
  private current = 0;
  /** Tabs that were not let open. */
  private closed = 0;
  /** First requests of tabs that are not announced yet. */
  private readonly coming = new Set<Request>();

  constructor(context: BrowserContext, tell: (line: string) => void) {
    this.context = context;
    this.tell = tell;
    context.on('page', (page) => this.adopt(page));
    context.on('request', (request) => {
      if (request.isNavigationRequest() && !hasFrame(request)) this.coming.add(request);
    });
    context.on('requestfailed', (request) => this.coming.delete(request));
  }

  get page(): Page {
    const page = this.pages[this.current] ?? this.pages.at(-1);
    if (!page) throw new UitestError('browser.crashed', 'no page is left: the last tab was closed');
    return page;
  }

  /** Of the page that is worked on. */
  get number(): number {
    return this.pages.indexOf(this.page) + 1;
  }

  get count(): number {
    return this.pages.length;
  }

  quietOf(page: Page): Quiet {
    const quiet = this.quiets.get(page);
    if (!quiet) throw new UitestError('internal.bug', 'a page that nobody watches');
    return quiet;
  }

  /** Ends as `work` on the current page does; a script of that page that never yields is stopped. */
  freed<T>(work: Promise<T>, standsStill: () => boolean): Promise<T> {
    return this.rescues.get(this.page)?.beside(work, standsStill) ?? work;
  }

  /** Stops the script that the page runs. */
  async stop(page: Page): Promise<void> {
    await this.rescues.get(page)?.stop();
  }

  switchTo(number: number): void {
    this.numbered(number);
    this.current = number - 1;
  }

  async close(number: number): Promise<void> {
    await this.numbered(number).close();
  }

  /** Waits for the tabs that are on their way; costs nothing when there is none. */
  async arrived(): Promise<void> {
    // One that closed itself, or whose server never answers, is not waited for again.
    while (this.coming.size > 0) await this.next(OPENING_MS).catch(() => this.coming.clear());
  }

  async next(timeoutMs: number): Promise<void> {
    await this.context.waitForEvent('page', { timeout: timeoutMs });
  }

  private numbered(number: number): Page {
    const page = this.pages[number - 1];
    if (!page) throw new TargetError(`expected a tab from 1 to ${this.pages.length}, found ${number}`);
    return page;
  }

  private adopt(page: Page): void {
    for (const request of this.coming) if (hasFrame(request)) this.coming.delete(request);
    if (this.pages.length >= MAX_TABS) {
      // A page that opens windows without end must not fill the machine.
      if (this.closed++ === 0) this.tell(`a tab was closed at once: no more than ${MAX_TABS} may be open`);
      page.close().catch(() => undefined);
      return;
    }
    this.pages.push(page);
    this.quiets.set(page, new Quiet(page));
    this.rescues.set(page, new Rescue(page, this.tell));
    if (this.pages.length > 1) this.tell(`tab ${this.pages.length} opened; tab switches to it`);
    page.on('close', () => {
      const index = this.pages.indexOf(page);
      if (index === -1) return;
      this.pages.splice(index, 1);
      if (this.current >= index) this.current = Math.max(0, this.current - 1);
      this.tell(`tab ${index + 1} was closed`);
    });
  }
}

/** Playwright knows no frame for the first request of a page that it has not announced. */
function hasFrame(request: Request): boolean {
  try {
    return Boolean(request.frame());
  } catch {
    return false;
  }
}
