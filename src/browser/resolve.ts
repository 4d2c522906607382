/** From what a planner named to what will be recorded: a ref or a point becomes a checked locator before anything is done. */
import type { Locator, Page } from 'playwright';
import type { Box, Point, Target } from '../core/action.ts';
import { POINT } from './engines.ts';
import { codeOf, locatorOf, weaknessOf } from './locators.ts';

export interface Where {
  ref?: string | undefined;
  x?: number | undefined;
  y?: number | undefined;
}

/** A target with the locator through which the action goes. */
export interface Resolved {
  target: Target;
  locator: Locator;
  /** Where in the element, in CSS pixels from its top left corner; absent: its centre. */
  position?: { x: number; y: number };
}

/** The model's own mistake: told to it, never thrown past the driver. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}

export interface ResolveContext {
  page: Page;
  viewport: { width: number; height: number };
  /** Refs of the last element list with role and name, for the recording and for "did you mean". */
  listed: Map<string, { role: string; name: string; box?: Box }>;
  timeoutMs: number;
}

/** The element at a point of its frame, or its ancestor `up` levels higher. */
type At = (x: number, y: number, up: number) => Locator;

const CONTAINS_SLACK_PX = 2;
const MAX_UP = 6;

export async function resolveTarget(where: Where, context: ResolveContext): Promise<Resolved> {
  if (where.ref !== undefined) return byRef(where.ref, context);
  return byPoint(pixels(where, context.viewport), context, (x, y, up) =>
    context.page.locator(`${POINT}=${x},${y},${up}`),
  );
}

/** Fractions of the viewport; a pair in which a number is above 1 is read as pixels of the screenshot. */
export function pixels({ x, y }: Where, viewport: { width: number; height: number }): Point {
  if (x === undefined || y === undefined)
    throw new TargetError('expected ref, or x and y as fractions 0..1 of the screenshot, found neither');
  const inPixels = x > 1 || y > 1;
  if (inPixels && ((x > 0 && x < 1) || (y > 0 && y < 1)))
    throw new TargetError(`expected x and y both as fractions 0..1 or both as pixels, found one of each: ${x}, ${y}`);
  const point = inPixels ? { x, y } : { x: x * viewport.width, y: y * viewport.height };
  if (!(point.x >= 0 && point.y >= 0 && point.x <= viewport.width && point.y <= viewport.height))
    throw new TargetError(
      `expected a point inside the screenshot (0..1, or up to ${viewport.width}×${viewport.height} pixels), found ${x}, ${y}`,
    );
  return { x: Math.min(point.x, viewport.width - 1), y: Math.min(point.y, viewport.height - 1) };
}

async function byRef(ref: string, { page, listed }: ResolveContext): Promise<Resolved> {
  if (!/^[\w-]{1,40}$/.test(ref))
    throw new TargetError(`expected a ref such as e12, found ${JSON.stringify(ref.slice(0, 60))}`);
  let locator: Locator;
  try {
    locator = await page.getByRef(ref).normalize();
  } catch {
    throw new TargetError(
      `ref ${ref} is not on the page${nearest(ref, listed)}; take a ref from the newest element list`,
    );
  }
  const code = codeOf(locator);
  await exactlyOne(locator, code);
  const known = listed.get(ref);
  const fragile = weaknessOf(code);
  return {
    locator: locatorOf(page, code),
    target: {
      locator: code,
      ...(known ? { role: known.role, name: known.name } : {}),
      ...(known?.box ? { box: known.box } : {}),
      ...(fragile ? { fragile } : {}),
    },
  };
}

async function byPoint(point: Point, context: ResolveContext, at: At): Promise<Resolved> {
  const { page, timeoutMs } = context;
  const hit = at(point.x, point.y, 0);
  const seen = await hit.evaluate(look, undefined, { timeout: timeoutMs }).catch(() => {
    throw new TargetError(`nothing is at ${Math.round(point.x)}, ${Math.round(point.y)}`);
  });
  if (seen.frame) {
    const { x, y } = seen.frame;
    return byPoint({ x: point.x - x, y: point.y - y }, context, (dx, dy, up) =>
      hit.contentFrame().locator(`${POINT}=${dx},${dy},${up}`),
    );
  }
  if (seen.operable) {
    const found = await tryNormal(page, hit);
    if (found && contains(seen.box, point)) {
      const fragile = weaknessOf(found.code);
      const target = { locator: found.code, ...named(seen), box: seen.box, ...(fragile ? { fragile } : {}) };
      return { locator: found.locator, target };
    }
  }
  return anchored(point, context, at, seen.drawn);
}

/** Canvas, a closed shadow root, bare ground: by point, relative to the nearest ancestor that has a locator worth keeping. */
async function anchored(point: Point, { page, timeoutMs }: ResolveContext, at: At, drawn: boolean): Promise<Resolved> {
  let weak: Resolved | undefined;
  for (let up = 0; up <= MAX_UP; up++) {
    const ancestor = at(point.x, point.y, up);
    const found = await tryNormal(page, ancestor);
    const box = found && (await found.locator.boundingBox({ timeout: timeoutMs }).catch(() => null));
    if (!found || !box) continue;
    const position = { x: Math.round(point.x - box.x), y: Math.round(point.y - box.y) };
    const why = drawn ? 'a point inside an element that draws its own content' : 'a point: nothing there can be named';
    const target = { anchor: { locator: found.code, ...position }, box, fragile: why };
    const resolved = { locator: found.locator, position, target };
    if (!weaknessOf(found.code)) return resolved;
    weak ??= resolved;
  }
  if (weak) return weak;
  throw new TargetError(`nothing that can be named is at or around ${Math.round(point.x)}, ${Math.round(point.y)}`);
}

async function tryNormal(page: Page, locator: Locator): Promise<{ locator: Locator; code: string } | undefined> {
  try {
    const code = codeOf(await locator.normalize());
    const built = locatorOf(page, code);
    return (await built.count()) === 1 ? { locator: built, code } : undefined;
  } catch {
    return undefined; // No locator for this element: the caller looks further up.
  }
}

async function exactlyOne(locator: Locator, code: string): Promise<void> {
  const count = await locator.count();
  if (count !== 1) throw new TargetError(`expected exactly one element for ${code}, found ${count}`);
}

function contains(box: Box, { x, y }: Point): boolean {
  const slack = CONTAINS_SLACK_PX;
  return x >= box.x - slack && y >= box.y - slack && x <= box.x + box.width + slack && y <= box.y + box.height + slack;
}

function named({ role, name }: { role: string; name: string }): { role?: string; name?: string } {
  return { ...(role ? { role } : {}), ...(name ? { name } : {}) };
}

function nearest(ref: string, listed: ResolveContext['listed']): string {
  const number = Number(/\d+$/.exec(ref)?.[0] ?? Number.NaN);
  const near = [...listed.entries()]
    .map(([key, { role, name }]) => ({ key, role, name, far: Math.abs(Number(/\d+$/.exec(key)?.[0] ?? 0) - number) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3);
  if (near.length === 0) return '';
  return `; near it: ${near.map(({ key, role, name }) => `${key} ${role} ${JSON.stringify(name)}`).join(', ')}`;
}

/** Runs in the page: what the hit element is. */
function look(element: Element): {
  box: Box;
  role: string;
  name: string;
  operable: boolean;
  drawn: boolean;
  frame?: { x: number; y: number };
} {
  const { x, y, width, height } = element.getBoundingClientRect();
  const box = { x, y, width, height };
  const tag = element.localName;
  const closed = tag.includes('-') && element.shadowRoot === null && element.childElementCount === 0;
  const drawn = tag === 'canvas' || (tag === 'input' && element.getAttribute('type') === 'range') || closed;
  const clickable =
    element.matches(
      'a, button, input, select, textarea, option, label, summary, [role], [onclick], [tabindex], [contenteditable]',
    ) || getComputedStyle(element).cursor === 'pointer';
  const label = (element.getAttribute('aria-label') ?? element.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  const inner =
    element instanceof HTMLIFrameElement ? { frame: { x: x + element.clientLeft, y: y + element.clientTop } } : {};
  return {
    box,
    role: element.getAttribute('role') ?? tag,
    name: label,
    operable: !drawn && (clickable || element.childElementCount === 0),
    drawn,
    ...inner,
  };
}
