/** The element list of the page that is worked on, and what its refs stood for when it was last shown. */
import type { Page } from 'playwright';
import type { Box } from '../core/action.ts';
import type { ElementLine } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { bigFind, bigLook, bigNote, isBig, linesOf } from './bigPage.ts';
import { within } from './deadline.ts';
import { ACTS, findElements, listElements, renderElements, type ListOptions } from './elements.ts';
import { passwordValues } from './passwords.ts';
import { saidBy, snapshotOf, type SnapshotNode } from './snapshot.ts';
import { askSize, type BigLine, type Size } from './watch.ts';

export interface Named {
  role: string;
  name: string;
}

export interface Listed extends Named {
  box?: Box;
}

interface Viewport {
  width: number;
  height: number;
}

const TIMEOUT_MS = 10_000;

export class Listing {
  /** By ref. */
  listed = new Map<string, Listed>();
  /** All that the page said at the last look, in view or not; undefined where it was not asked for all. */
  says: string | undefined;
  private readonly redact: Redact;

  constructor(redact: Redact) {
    this.redact = redact;
  }

  /** What is in view. Refs that were shown before are forgotten. */
  async look(
    page: Page,
    viewport: Viewport,
    { size, editors }: { size: Size; editors: readonly BigLine[] },
  ): Promise<string> {
    this.says = undefined;
    if (isBig(size)) {
      const lines = await bigLook(page, this.redact);
      this.listed = new Map();
      return `${this.shown(lines, viewport)}\n${bigNote(size)}`;
    }
    const lines = [...(await this.lines(page, viewport, listElements)), ...linesOf(editors, this.redact)];
    this.listed = new Map();
    return this.shown(lines, viewport);
  }

  /** What holds `text` anywhere in the page. */
  async find(page: Page, viewport: Viewport, text: string): Promise<string> {
    if (isBig(await askSize(page, TIMEOUT_MS))) return this.shown(await bigFind(page, text, this.redact), viewport);
    return this.shown(
      await this.lines(page, viewport, (nodes, options) => findElements(nodes, text, options)),
      viewport,
    );
  }

  /** What the list called the element that has just this box. Boxes in frames that are scaled differ: then nothing. */
  at(box: Box, role: string | undefined, now: Named | undefined): Listed | undefined {
    const there = [...this.listed.values()].filter(
      (line) =>
        line.box && same(line.box, box) && (now ? this.isStill(line, now) : role === undefined || line.role === role),
    );
    return there.find((line) => ACTS.has(line.role)) ?? there[0];
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
    viewport: Viewport,
    choose: (nodes: SnapshotNode[], options: ListOptions) => ElementLine[],
  ): Promise<ElementLine[]> {
    const nodes = await snapshotOf(page, TIMEOUT_MS);
    const passwords = await within(TIMEOUT_MS, 'looking for password fields', passwordValues(page, nodes));
    this.says = nodes.map(saidBy).join(' ');
    return choose(nodes, { viewport, passwords, redact: this.redact });
  }

  private shown(lines: ElementLine[], viewport: Viewport): string {
    for (const { ref, role, name, box } of lines)
      if (ref) this.listed.set(ref, { role, name, ...(box ? { box } : {}) });
    return this.redact(renderElements(lines, viewport));
  }
}

function normal(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The list rounds, and Playwright leaves the border of a frame of another process out. */
const SLACK_PX = 3;

function same(a: Box, b: Box): boolean {
  return (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) < SLACK_PX);
}
