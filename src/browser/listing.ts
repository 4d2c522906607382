/** The element list of the page that is worked on, and what its refs stood for when it was last shown. */
import type { Page } from 'playwright';
import type { Box, Point } from '../core/action.ts';
import type { ElementLine } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { within } from './deadline.ts';
import { ACTS, findElements, listElements, renderElements, type ListOptions } from './elements.ts';
import { passwordValues } from './passwords.ts';
import { snapshotOf, type SnapshotNode } from './snapshot.ts';

export interface Named {
  role: string;
  name: string;
}

export interface Listed extends Named {
  box?: Box;
}

interface Size {
  width: number;
  height: number;
}

const TIMEOUT_MS = 10_000;

export class Listing {
  /** By ref. */
  listed = new Map<string, Listed>();
  private readonly redact: Redact;

  constructor(redact: Redact) {
    this.redact = redact;
  }

  /** What is in view. Refs that were shown before are forgotten. */
  async look(page: Page, viewport: Size): Promise<string> {
    const lines = await this.lines(page, viewport, listElements);
    this.listed = new Map();
    return this.shown(lines, viewport);
  }

  /** What holds `text` anywhere in the page. */
  async find(page: Page, viewport: Size, text: string): Promise<string> {
    return this.shown(
      await this.lines(page, viewport, (nodes, options) => findElements(nodes, text, options)),
      viewport,
    );
  }

  /**
   * Whether the list showed such an element where `point` is, or just where it is now (`box`). A planner that was shown
   * nothing yet cannot have been misled, and what nobody acts on need not be in the list.
   */
  showed(now: Named, point: Point, box: Box): boolean {
    const listed = [...this.listed.values()];
    if (listed.length === 0 || !ACTS.has(now.role)) return true;
    return listed.some(
      (line) => this.isStill(line, now) && line.box && (holds(line.box, point) || same(line.box, box)),
    );
  }

  /** What the list called the element that has just this box. Boxes in frames that are scaled differ: then nothing. */
  at(box: Box, role: string | undefined, now: Named | undefined): Listed | undefined {
    return [...this.listed.values()].find(
      (line) =>
        line.box &&
        same(line.box, box) &&
        Math.abs(line.box.height - box.height) < 2 &&
        (now ? this.isStill(line, now) : line.role === role),
    );
  }

  /** `now`: what a locator calls its element. `normalize()` shortens names that hold digits, so a part of the listed name is the same name. */
  isStill(listed: Named, now: Named): boolean {
    const before = normal(listed.name);
    const name = normal(this.redact(now.name));
    const cut = before.endsWith('…') && name.startsWith(before.slice(0, -1));
    return listed.role === now.role && (cut || before.includes(name));
  }

  private async lines(
    page: Page,
    viewport: Size,
    choose: (nodes: SnapshotNode[], options: ListOptions) => ElementLine[],
  ): Promise<ElementLine[]> {
    const nodes = await snapshotOf(page, TIMEOUT_MS);
    const passwords = await within(TIMEOUT_MS, 'looking for password fields', passwordValues(page, nodes));
    return choose(nodes, { viewport, passwords, redact: this.redact });
  }

  private shown(lines: ElementLine[], viewport: Size): string {
    for (const { ref, role, name, box } of lines)
      if (ref) this.listed.set(ref, { role, name, ...(box ? { box } : {}) });
    return this.redact(renderElements(lines, viewport));
  }
}

function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** With the slack of a rounded edge. */
function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x - 2 && point.y >= y - 2 && point.x <= x + width + 2 && point.y <= y + height + 2;
}

function same(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) < 2 && Math.abs(a.y - b.y) < 2 && Math.abs(a.width - b.width) < 2;
}
