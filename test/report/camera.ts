/** Photographs a page as a run would, and says where on it things are. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Target } from '../../src/core/action.ts';
import type { StoredObservation } from '../../src/journal/event.ts';

const URL = 'http://127.0.0.1:4173';

export class Camera {
  readonly page: Page;
  readonly dir: string;

  constructor(page: Page, dir: string) {
    this.page = page;
    this.dir = dir;
    mkdirSync(join(dir, 'shots'), { recursive: true });
  }

  async shot(): Promise<{ id: string; width: number; height: number }> {
    const jpeg = await this.page.screenshot({ type: 'jpeg', quality: 80, scale: 'css' });
    const id = createHash('sha256').update(jpeg).digest('hex').slice(0, 16);
    writeFileSync(join(this.dir, 'shots', `${id}.jpg`), jpeg);
    return { id, ...this.viewport() };
  }

  async see(path: string, elements: string[], since: string[] = []): Promise<StoredObservation> {
    return {
      url: URL + path,
      title: await this.page.title(),
      viewport: this.viewport(),
      screenshot: await this.shot(),
      elements: elements.join('\n'),
      since,
      settleMs: 46,
    };
  }

  async aim(locator: Locator, code: string, role: string, name: string): Promise<Target> {
    const box = await locator.boundingBox();
    return { locator: code, role, name, ...(box ? { box } : {}) };
  }

  private viewport(): { width: number; height: number } {
    return this.page.viewportSize() ?? { width: 1280, height: 720 };
  }
}
