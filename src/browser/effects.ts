import type { Page } from 'playwright';
import type { DialogKind } from '../core/action.ts';
import { messageOf } from '../core/error.ts';
import type { Redact } from '../core/redact.ts';
import type { Downloads } from './downloads.ts';
import type { Quiet } from './settle.ts';
import type { Tabs } from './tabs.ts';

const CLOSING_MS = 150;

/** What one action did beside itself. */
export interface Effects {
  /** Number of the tab that it opened. */
  opened?: number;
  /** The tab in which it was done closed itself. */
  closed?: true;
  /** Name of the file whose download it started. */
  downloaded?: string;
  dialog?: { kind: DialogKind; message: string };
  /** The main frame went elsewhere or was loaded anew. */
  navigated: boolean;
}

/** How things stood when an action began: what is different afterwards is what it did. */
export class Before {
  private readonly tabs: Tabs;
  private readonly downloads: Downloads;
  private readonly page: Page;
  private readonly quiet: Quiet;
  private readonly navigations: number;
  private readonly tabCount: number;
  private readonly downloadCount: number;

  constructor(tabs: Tabs, downloads: Downloads) {
    this.tabs = tabs;
    this.downloads = downloads;
    this.page = tabs.page;
    this.quiet = tabs.quietOf(this.page);
    this.navigations = this.quiet.navigationCount;
    this.tabCount = tabs.count;
    this.downloadCount = downloads.all.length;
    downloads.expect();
  }

  /** Ends as `work` does. What closes its own tab may be told that the tab is gone before it is over: then it is over. */
  async done(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (!this.page.isClosed() || !messageOf(error).includes('has been closed')) throw error;
    }
  }

  /** Waits for the tab and the download that are known to be on their way; costs nothing where there is none. */
  async arrived(): Promise<void> {
    await Promise.all([this.tabs.arrived(), this.downloads.arrived(this.downloadCount)]);
  }

  /** A window that another page opened may close itself when it is done: that it is gone is told a moment after the action. */
  async closing(): Promise<void> {
    if (this.page.isClosed() || !(await this.page.opener().catch(() => null))) return;
    await this.closed(CLOSING_MS).catch(() => undefined); // It stays.
  }

  async closed(timeoutMs: number): Promise<void> {
    if (!this.page.isClosed()) await this.page.waitForEvent('close', { timeout: timeoutMs });
  }

  effects(dialog: Effects['dialog'], redact: Redact): Effects {
    const download = this.downloads.all[this.downloadCount];
    return {
      navigated: this.quiet.navigationCount !== this.navigations,
      ...(this.tabs.count > this.tabCount ? { opened: this.tabs.count } : {}),
      ...(this.page.isClosed() ? { closed: true as const } : {}),
      ...(download ? { downloaded: redact(download.suggestedFilename()) } : {}),
      ...(dialog ? { dialog } : {}),
    };
  }
}
