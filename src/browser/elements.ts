/** Playwright's ARIA snapshot cut down to what a planner needs: what is in view, one short line each. */
import type { Page } from 'playwright';
import { z } from 'zod';
import type { Box } from '../core/action.ts';
import { renderElement } from '../core/elementList.ts';
import type { ElementLine } from '../core/observation.ts';

const MAX_CHARS = 6_000;
const MAX_NAME = 120;
const MAX_OPTIONS = 100;

export interface SnapshotNode {
  role: string;
  name?: string | undefined;
  text?: string | undefined;
  ref?: string | undefined;
  box?: Box | undefined;
  cursor?: string | undefined;
  placeholder?: string | undefined;
  level?: number | undefined;
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
    level: z.number().optional(),
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

export async function snapshotOf(page: Page, timeoutMs: number): Promise<SnapshotNode[]> {
  return z.array(snapshotNode).parse(await page.ariaSnapshotJSON({ mode: 'ai', boxes: true, timeout: timeoutMs }));
}

const ACTS = new Set(
  'button link textbox searchbox checkbox radio combobox listbox option menuitem menuitemcheckbox menuitemradio tab switch slider spinbutton treeitem'.split(
    ' ',
  ),
);
const HOLDS = new Set(
  'row listitem dialog alertdialog article region group form navigation search table list menu tabpanel'.split(' '),
);
const SAYS = new Set(
  'heading alert status cell gridcell columnheader rowheader paragraph caption img log note tooltip'.split(' '),
);
const FIELDS = new Set(['textbox', 'searchbox', 'spinbutton', 'combobox', 'slider']);

export interface ListOptions {
  viewport: { width: number; height: number };
  /** Boxes of password fields: their values are never printed. */
  passwords: Box[];
}

/** The lines of everything that is at least partly in view. */
export function listElements(nodes: SnapshotNode[], options: ListOptions): ElementLine[] {
  return nodes.flatMap((node) => linesOf(node, { ...options, dx: 0, dy: 0 }, 0, true));
}

/** The lines, anywhere in the page, whose name or text holds `text` (case and white space aside), with their containers' names. */
export function findElements(nodes: SnapshotNode[], text: string, options: ListOptions): ElementLine[] {
  const wanted = normal(text);
  return nodes
    .flatMap((node) => linesOf(node, { ...options, dx: 0, dy: 0 }, 0, false))
    .filter((line) => normal(line.name).includes(wanted))
    .slice(0, 40);
}

/** As text, cut at a whole line before `MAX_CHARS`. */
export function renderElements(lines: ElementLine[], viewport: { width: number; height: number }): string {
  const out: string[] = [];
  let length = 0;
  for (const [index, line] of lines.entries()) {
    const text = renderElement(line, viewport);
    length += text.length + 1;
    if (length > MAX_CHARS) return [...out, `… ${lines.length - index} more, use find`].join('\n');
    out.push(text);
  }
  return out.join('\n');
}

interface Walk extends ListOptions {
  /** Offset of the frame that the node is in. */
  dx: number;
  dy: number;
}

function linesOf(node: SnapshotNode, walk: Walk, depth: number, inViewOnly: boolean): ElementLine[] {
  const at = node.box && shift(node.box, walk);
  const inside = node.role === 'iframe' && at ? { ...walk, dx: at.x, dy: at.y } : walk;
  const children = (node.children ?? []).filter((child): child is SnapshotNode => typeof child !== 'string');
  const below = (level: number) => children.flatMap((child) => linesOf(child, inside, level, inViewOnly));
  const seen = !inViewOnly || (at !== undefined && inView(at, walk.viewport));

  if (ACTS.has(node.role)) {
    // A native select's options stand in its states, and a link's or button's inner text is its name.
    const nested =
      node.role === 'listbox'
        ? below(depth + 1)
        : children.flatMap((child) => onlyActing(linesOf(child, inside, depth + 1, inViewOnly)));
    return seen ? [line(node, nameOf(node), at, depth, walk), ...nested] : nested;
  }
  if (HOLDS.has(node.role)) {
    const nested = below(depth + 1);
    const name = node.name ?? (node.role === 'row' || node.role === 'listitem' ? textOf(node) : '');
    const acting = nested.filter((inner) => ACTS.has(inner.role) || HOLDS.has(inner.role) || inner.role === 'generic');
    // A row or list item says all its text in its own line; what can be acted on stands below it.
    const rest = node.role === 'row' || node.role === 'listitem' ? acting : nested;
    if (!seen || (name === '' && rest.length === 0)) return seen ? [] : nested;
    if (name === '' && node.role !== 'dialog') return below(depth);
    const only = rest.length === 1 && rest[0]?.name === name && node.role === 'listitem';
    return only ? below(depth) : [line(node, name, at, depth, walk), ...rest];
  }
  const own = ownText(node);
  const nested = below(depth);
  const labels = new Set(nested.map((inner) => normal(inner.name)));
  const speaks = (SAYS.has(node.role) || own !== '') && !labels.has(normal(own || (node.name ?? '')));
  if (!seen || !speaks) return nested;
  const name = node.name ?? (own || textOf(node));
  if (name === '') return nested;
  const role = node.role === 'generic' && node.cursor !== 'pointer' ? 'text' : node.role;
  return [
    line({ ...node, role }, name, at, depth, walk),
    ...nested.filter((inner) => inner.name !== name || ACTS.has(inner.role)),
  ];
}

function onlyActing(lines: ElementLine[]): ElementLine[] {
  return lines.filter((line) => ACTS.has(line.role) && line.role !== 'option');
}

function line(node: SnapshotNode, name: string, at: Box | undefined, depth: number, walk: Walk): ElementLine {
  return {
    ...(node.ref ? { ref: node.ref } : {}),
    role: node.role,
    name: cut(name, MAX_NAME),
    states: statesOf(node, at, walk),
    ...(at ? { box: at } : {}),
    depth,
  };
}

function statesOf(node: SnapshotNode, at: Box | undefined, walk: Walk): string[] {
  const states: string[] = [];
  if (node.checked === true) states.push('checked');
  if (node.checked === 'mixed') states.push('mixed');
  if (node.disabled) states.push('disabled');
  if (node.expanded !== undefined) states.push(node.expanded ? 'expanded' : 'collapsed');
  if (node.pressed === true) states.push('pressed');
  if (node.selected) states.push('selected');
  if (node.invalid === true || typeof node.invalid === 'string') states.push('invalid');
  if (node.active && ACTS.has(node.role)) states.push('focused');
  if (!FIELDS.has(node.role)) return states;

  const options = (node.children ?? []).filter(
    (child): child is SnapshotNode => typeof child !== 'string' && child.role === 'option',
  );
  const value = node.text ?? options.find((option) => option.selected)?.name;
  if (at && walk.passwords.some((password) => same(password, at))) states.push(value ? 'value="••••"' : 'empty');
  else if (value) states.push(`value=${JSON.stringify(cut(value, MAX_NAME))}`);
  else if (node.placeholder) states.push(`placeholder=${JSON.stringify(cut(node.placeholder, 60))}`);
  if (options.length > 0)
    states.push(`options=${JSON.stringify(cut(options.map((option) => option.name ?? '').join('|'), MAX_OPTIONS))}`);
  return states;
}

function nameOf(node: SnapshotNode): string {
  return node.name ?? (FIELDS.has(node.role) ? '' : textOf(node));
}

function ownText(node: SnapshotNode): string {
  const strings = (node.children ?? []).filter((child): child is string => typeof child === 'string');
  return tidy([node.text ?? '', ...strings].join(' '));
}

function textOf(node: SnapshotNode): string {
  const parts = (node.children ?? []).map((child) =>
    typeof child === 'string' ? child : (child.name ?? textOf(child)),
  );
  return tidy([node.text ?? '', ...parts].join(' '));
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function normal(text: string): string {
  return tidy(text).toLowerCase();
}

function cut(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}

function shift(box: Box, { dx, dy }: Walk): Box {
  return { ...box, x: box.x + dx, y: box.y + dy };
}

function inView(box: Box, viewport: { width: number; height: number }): boolean {
  return (
    box.width > 0 &&
    box.height > 0 &&
    box.x < viewport.width &&
    box.y < viewport.height &&
    box.x + box.width > 0 &&
    box.y + box.height > 0
  );
}

function same(a: Box, b: Box): boolean {
  return (
    Math.abs(a.x - b.x) < 2 &&
    Math.abs(a.y - b.y) < 2 &&
    Math.abs(a.width - b.width) < 2 &&
    Math.abs(a.height - b.height) < 2
  );
}
