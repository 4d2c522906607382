import type { DialogKind } from '../core/action.ts';
import type { Redact } from '../core/redact.ts';
import type { Downloads } from './downloads.ts';
import type { Quiet } from './settle.ts';
import type { Tabs } from './tabs.ts';

/** What one action did beside itself. */
export interface Effects {
  /** Number of the tab that it opened. */
  opened?: number;
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
  private readonly quiet: Quiet;
  private readonly navigations: number;
  private readonly tabCount: number;
  private readonly downloadCount: number;

  constructor(tabs: Tabs, downloads: Downloads) {
    this.tabs = tabs;
    this.downloads = downloads;
    this.quiet = tabs.quietOf(tabs.page);
    this.navigations = this.quiet.navigationCount;
    this.tabCount = tabs.count;
    this.downloadCount = downloads.all.length;
    downloads.expect();
  }

  /** Waits for the tab and the download that are known to be on their way; costs nothing where there is none. */
  async arrived(): Promise<void> {
    await Promise.all([this.tabs.arrived(), this.downloads.arrived(this.downloadCount)]);
  }

  effects(dialog: Effects['dialog'], redact: Redact): Effects {
    const download = this.downloads.all[this.downloadCount];
    return {
      navigated: this.quiet.navigationCount !== this.navigations,
      ...(this.tabs.count > this.tabCount ? { opened: this.tabs.count } : {}),
      ...(download ? { downloaded: redact(download.suggestedFilename()) } : {}),
      ...(dialog ? { dialog } : {}),
    };
  }
}
