/** Playwright's ARIA snapshot as checked data, refs and boxes included. */
import type { Locator, Page } from 'playwright';
import { z } from 'zod';
import type { Box, Point } from '../core/action.ts';

export interface SnapshotNode {
  role: string;
  name?: string | undefined;
  /** A field's value, or the text of what has no children. */
  text?: string | undefined;
  ref?: string | undefined;
  /** In the page, also for what stands in a frame. */
  box?: Box | undefined;
  cursor?: string | undefined;
  placeholder?: string | undefined;
  checked?: boolean | 'mixed' | undefined;
  disabled?: boolean | undefined;
  expanded?: boolean | undefined;
  active?: boolean | undefined;
  pressed?: boolean | 'mixed' | undefined;
  selected?: boolean | undefined;
  invalid?: boolean | string | undefined;
  children?: (SnapshotNode | string)[] | undefined;
}

const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const flag = z.union([z.boolean(), z.literal('mixed')]).optional();
const snapshotNode: z.ZodType<SnapshotNode> = z.lazy(() =>
  z.object({
    role: z.string(),
    name: z.string().optional(),
    text: z.string().optional(),
    ref: z.string().optional(),
    box: box.optional(),
    cursor: z.string().optional(),
    placeholder: z.string().optional(),
    checked: flag,
    disabled: z.boolean().optional(),
    expanded: z.boolean().optional(),
    active: z.boolean().optional(),
    pressed: flag,
    selected: z.boolean().optional(),
    invalid: z.union([z.boolean(), z.string()]).optional(),
    children: z.array(z.union([z.string(), snapshotNode])).optional(),
  }),
);

/** A frame that never loads is waited for as long, and then left out. */
const SNAPSHOT_MS = 4_000;

/** Throws Playwright's `TimeoutError` when the page does not come to it. */
export async function snapshotOf(page: Page, timeoutMs: number): Promise<SnapshotNode[]> {
  const nodes = z
    .array(snapshotNode)
    .parse(await page.ariaSnapshotJSON({ mode: 'ai', boxes: true, timeout: Math.min(timeoutMs, SNAPSHOT_MS) }));
  const frames = nodes.flatMap(framesIn);
  const insets = new Map(
    await Promise.all(frames.map(async (frame) => [frame, await insetOf(page.getByRef(frame.ref ?? ''))] as const)),
  );
  return nodes.map((node) => placed(node, { x: 0, y: 0 }, insets));
}

/** Playwright gives boxes relative to the frame that the node is in. */
function placed(node: SnapshotNode, offset: Point, insets: ReadonlyMap<SnapshotNode, Point>): SnapshotNode {
  const box = node.box && { ...node.box, x: node.box.x + offset.x, y: node.box.y + offset.y };
  const inset = insets.get(node);
  const inside = inset && box ? { x: box.x + inset.x, y: box.y + inset.y } : offset;
  const children = node.children?.map((child) => (typeof child === 'string' ? child : placed(child, inside, insets)));
  return { ...node, box, children };
}

function framesIn(node: SnapshotNode): SnapshotNode[] {
  const inner = childNodes(node).flatMap(framesIn);
  return node.role === 'iframe' && node.ref !== undefined ? [node, ...inner] : inner;
}

/** How far a frame's content lies from its outer edge. */
export function insetOf(frame: Locator): Promise<Point> {
  return frame
    .evaluate(
      (frame) => {
        const { paddingLeft, paddingTop } = getComputedStyle(frame);
        return {
          x: frame.clientLeft + Number.parseFloat(paddingLeft),
          y: frame.clientTop + Number.parseFloat(paddingTop),
        };
      },
      undefined,
      { timeout: 1_000 },
    )
    .catch(() => ({ x: 0, y: 0 })); // The frame went away after the snapshot.
}

/** Roles whose `text` is the value that a person gave. */
export const FIELDS: ReadonlySet<string> = new Set(['textbox', 'searchbox', 'spinbutton', 'combobox', 'slider']);

export function childNodes({ children = [] }: SnapshotNode): SnapshotNode[] {
  return children.filter((child): child is SnapshotNode => typeof child !== 'string');
}

/** Every name and text of a node and of what is in it. */
export function saidBy(node: SnapshotNode): string {
  const inside = (node.children ?? []).map((child) => (typeof child === 'string' ? child : saidBy(child)));
  return [node.name, node.text, ...inside].filter(Boolean).join(' ');
}
