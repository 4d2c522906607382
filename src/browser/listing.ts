/** The element list of the page that is worked on, and what its refs stood for when it was last shown. */
import type { Locator, Page } from 'playwright';
import type { Box, Point } from '../core/action.ts';
import type { ElementLine } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { within } from './deadline.ts';
import { ACTS, findElements, listElements, renderElements, type ListOptions } from './elements.ts';
import { passwordValues } from './passwords.ts';
import { snapshotOf, snapshotOfOne, type SnapshotNode } from './snapshot.ts';

export interface Listed {
  role: string;
  name: string;
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

  /** What can be acted on, as it is now and as the list would name it; undefined for anything else. */
  async now(element: Locator): Promise<{ role: string; name: string } | undefined> {
    const nodes = await snapshotOfOne(element, TIMEOUT_MS).catch(() => []); // No such role, no such snapshot.
    const options = { viewport: { width: 0, height: 0 }, passwords: new Set<string>(), redact: this.redact };
    const [line] = findElements(nodes, '', options);
    return line && ACTS.has(line.role) ? { role: line.role, name: line.name } : undefined;
  }

  /** Whether the list showed such an element where `point` is. A planner that was shown nothing yet cannot have been misled. */
  showed({ role, name }: { role: string; name: string }, point: Point): boolean {
    const listed = [...this.listed.values()];
    if (listed.length === 0) return true;
    return listed.some((line) => line.role === role && line.name === name && line.box && holds(line.box, point));
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

/** With the slack of a rounded edge. */
function holds({ x, y, width, height }: Box, point: Point): boolean {
  return point.x >= x - 2 && point.y >= y - 2 && point.x <= x + width + 2 && point.y <= y + height + 2;
}
