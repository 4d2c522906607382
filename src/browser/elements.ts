/** Playwright's ARIA snapshot cut down to what a planner needs: what is in view, one short line each. */
import type { Box } from '../core/action.ts';
import { quoted, renderElement } from '../core/elementList.ts';
import type { ElementLine } from '../core/observation.ts';
import type { Redact } from '../core/redact.ts';
import { childNodes, FIELDS, type SnapshotNode } from './snapshot.ts';

const MAX_CHARS = 6_000;
const MAX_NAME = 120;
const MAX_OPTIONS = 100;

/** Roles that a person acts on. */
export const ACTS: ReadonlySet<string> = new Set(
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

const SWITCHES = new Set(['checkbox', 'radio', 'switch']);
const GRIDS = new Set(['grid', 'treegrid']);
const CELLS = new Set(['gridcell', 'columnheader', 'rowheader']);

export interface ListOptions {
  viewport: { width: number; height: number };
  /** What password fields hold: never printed. */
  passwords: ReadonlySet<string>;
  redact: Redact;
}

/** What stands around a node. */
interface Walk extends ListOptions {
  /** In a grid a person works on single cells. */
  inGrid?: boolean;
  around?: Box | undefined;
}

/** The lines of everything that is at least partly in view. */
export function listElements(nodes: SnapshotNode[], options: ListOptions): ElementLine[] {
  return nodes.flatMap((node) => linesOf(node, options, 0, true)).map((line) => short(line, options.redact));
}

/** The lines, anywhere in the page, whose name or text holds `text` (case and white space aside), with their containers' names. */
export function findElements(nodes: SnapshotNode[], text: string, options: ListOptions): ElementLine[] {
  const wanted = normal(text);
  return nodes
    .flatMap((node) => linesOf(node, options, 0, false))
    .filter((line) => normal(line.name).includes(wanted))
    .map((line) => short(line, options.redact));
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

function linesOf(node: SnapshotNode, walk: Walk, depth: number, inViewOnly: boolean): ElementLine[] {
  // A checkbox that only its label draws is where the label is.
  const at = SWITCHES.has(node.role) && isEmpty(node.box) ? walk.around : node.box;
  const children = childNodes(node);
  const inside = { ...walk, around: at ?? walk.around, inGrid: walk.inGrid === true || GRIDS.has(node.role) };
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
    const acting = nested.filter(
      ({ role }) => ACTS.has(role) || HOLDS.has(role) || role === 'generic' || (walk.inGrid && CELLS.has(role)),
    );
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
  // A title is what a bare element that can be clicked says, when its text says the same.
  const titled = node.name !== undefined && node.cursor === 'pointer';
  const speaks = (SAYS.has(node.role) || own !== '' || titled) && !labels.has(normal(own || (node.name ?? '')));
  // What stands around a control is its label, or has a line of its own.
  const wraps = own === '' && node.name === undefined && nested.some(({ role }) => ACTS.has(role));
  if (!seen || !speaks || wraps) return nested;
  const name = node.name ?? (own || textOf(node));
  if (name === '') return nested;
  const role = node.role === 'generic' && node.cursor !== 'pointer' ? 'text' : node.role;
  return [
    line({ ...node, role }, name, at, depth, walk),
    ...nested.filter((inner) => inner.name !== name || ACTS.has(inner.role)),
  ];
}

/** Secrets go before the name is cut: half a secret would be found by nobody. */
function short(line: ElementLine, redact: Redact): ElementLine {
  return { ...line, name: cut(redact(line.name), MAX_NAME) };
}

function onlyActing(lines: ElementLine[]): ElementLine[] {
  return lines.filter((line) => ACTS.has(line.role) && line.role !== 'option');
}

function line(node: SnapshotNode, name: string, at: Box | undefined, depth: number, walk: ListOptions): ElementLine {
  return {
    ...(node.ref ? { ref: node.ref } : {}),
    role: node.role,
    name,
    states: statesOf(node, walk),
    ...(at ? { box: at } : {}),
    depth,
  };
}

function statesOf(node: SnapshotNode, { passwords, redact }: ListOptions): string[] {
  const states: string[] = [];
  if (node.checked === true) states.push('checked');
  if (node.checked === 'mixed') states.push('mixed');
  if (node.disabled) states.push('disabled');
  if (node.expanded) states.push('expanded');
  if (node.pressed === true) states.push('pressed');
  if (node.selected) states.push('selected');
  if (node.invalid === true || typeof node.invalid === 'string') states.push('invalid');
  if (node.active && ACTS.has(node.role)) states.push('focused');
  if (!FIELDS.has(node.role)) return states;

  const options = childNodes(node).filter(({ role }) => role === 'option');
  const value = node.text ?? options.find((option) => option.selected)?.name;
  if (value && passwords.has(tidy(value))) states.push('value="••••"');
  else if (value) states.push(`value=${quoted(cut(redact(value), MAX_NAME))}`);
  else if (node.placeholder) states.push(`placeholder=${quoted(cut(node.placeholder, 60))}`);
  if (options.length > 0)
    states.push(`options=${quoted(cut(redact(options.map((option) => option.name ?? '').join('|')), MAX_OPTIONS))}`);
  return states;
}

function nameOf(node: SnapshotNode): string {
  return node.name ?? textOf(node);
}

function ownText(node: SnapshotNode): string {
  const strings = (node.children ?? []).filter((child): child is string => typeof child === 'string');
  return tidy([node.text ?? '', ...strings].join(' '));
}

/** What a person reads there. What stands in a field is its value, not a text of the page. */
function textOf(node: SnapshotNode): string {
  if (FIELDS.has(node.role)) return '';
  const parts = (node.children ?? []).map((child) =>
    typeof child === 'string' ? tidy(child) : tidy(child.name ?? textOf(child)),
  );
  const acts = (node.children ?? []).map((child) => typeof child !== 'string' && ACTS.has(child.role));
  // A label beside its field says the field's name once more.
  const doubled = (part: string, at: number) =>
    acts[at] && (parts[at - 1]?.endsWith(part) || parts[at + 1]?.startsWith(part));
  return tidy([node.text ?? '', ...parts.filter((part, at) => !doubled(part, at))].join(' '));
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

function isEmpty(box: Box | undefined): boolean {
  return box !== undefined && box.width <= 1 && box.height <= 1;
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
