/** From what a planner named to what will be recorded: a ref or a point becomes a checked locator before anything is done. */
import type { Locator, Page } from 'playwright';
import type { Box, Point, Target } from '../core/action.ts';
import { POINT } from './engines.ts';
import type { Listing } from './listing.ts';
import { codeOf, locatorOf, namedIn, roleIn, weaknessOf } from './locators.ts';

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
  /** What the planner was shown: for the recording, for "did you mean", and to see that the target is still what it was. */
  listing: Listing;
  timeoutMs: number;
}

/** A point of the page, and how its frame is asked what stands there. */
interface Aim {
  point: Point;
  /** Where the content of the point's frame begins in the page. */
  frame: Point;
  /** The element at a point of the frame, or its ancestor `up` levels higher. */
  at(x: number, y: number, up: number): Locator;
}

const CONTAINS_SLACK_PX = 2;
const MAX_UP = 6;

export async function resolveTarget(where: Where, context: ResolveContext): Promise<Resolved> {
  if (where.ref !== undefined) return byRef(where.ref, context);
  return byPoint(context, {
    point: pixels(where, context.viewport),
    frame: { x: 0, y: 0 },
    at: (x, y, up) => context.page.locator(`${POINT}=${x},${y},${up}`),
  });
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

async function byRef(ref: string, { page, listing }: ResolveContext): Promise<Resolved> {
  if (!/^[\w-]{1,40}$/.test(ref))
    throw new TargetError(`expected a ref such as e12, found ${JSON.stringify(ref.slice(0, 60))}`);
  let locator: Locator;
  try {
    locator = await page.getByRef(ref).normalize();
  } catch {
    throw new TargetError(
      `ref ${ref} is not on the page${nearest(ref, listing)}; take a ref from the newest element list`,
    );
  }
  const code = codeOf(locator);
  const known = listing.listed.get(ref);
  const now = namedIn(code);
  if (known && now && !listing.isStill(known, now))
    throw new TargetError(
      `ref ${ref} is not on the page as it was: it was ${inWords(known)} and is now ${inWords(now)}`,
    );
  await exactlyOne(locator, code);
  const fragile = weaknessOf(code);
  return {
    locator: locatorOf(page, code),
    target: { locator: code, ...known, ...(fragile ? { fragile } : {}) },
  };
}

async function byPoint(context: ResolveContext, { point, frame, at }: Aim): Promise<Resolved> {
  const { page, listing, timeoutMs } = context;
  const { x, y } = point;
  const inFrame = { x: x - frame.x, y: y - frame.y };
  const hit = at(inFrame.x, inFrame.y, 0);
  const seen = await hit.evaluate(look, undefined, { timeout: timeoutMs }).catch(() => {
    throw new TargetError(`nothing is at ${Math.round(x)}, ${Math.round(y)}`);
  });
  const inPage = (inner: Box): Box => ({ ...inner, x: inner.x + frame.x, y: inner.y + frame.y });
  const box = inPage(seen.box);
  if (seen.inset)
    return byPoint(context, {
      point,
      frame: { x: box.x + seen.inset.x, y: box.y + seen.inset.y },
      at: (dx, dy, up) => hit.contentFrame().locator(`${POINT}=${dx},${dy},${up}`),
    });
  const found = seen.operable ? await tryNormal(page, hit) : undefined;
  const now = found && namedIn(found.code);
  // Inside a frame that is scaled the list's boxes lie elsewhere: only the page itself is judged.
  if (now && frame.x === 0 && frame.y === 0 && !listing.showed(now, point, seen.own))
    throw new TargetError(
      `the page changed since it was shown: ${inWords(now)} is now at ${Math.round(x)}, ${Math.round(y)}; look again`,
    );
  if (found && contains(box, point)) {
    const fragile = weaknessOf(found.code);
    const role = now?.role ?? roleIn(found.code) ?? seen.role;
    const target = { locator: found.code, ...named({ ...seen, ...now, role }), box, ...(fragile ? { fragile } : {}) };
    return { locator: found.locator, target };
  }
  return anchored(context, { point, frame, at }, seen.drawn);
}

/** Canvas, a closed shadow root, bare ground: by point, relative to the nearest ancestor that has a locator worth keeping. */
async function anchored(
  { page, timeoutMs }: ResolveContext,
  { point, frame, at }: Aim,
  drawn: boolean,
): Promise<Resolved> {
  let weak: Resolved | undefined;
  for (let up = 0; up <= MAX_UP; up++) {
    const found = await tryNormal(page, at(point.x - frame.x, point.y - frame.y, up));
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

function nearest(ref: string, { listed }: Listing): string {
  const number = Number(/\d+$/.exec(ref)?.[0] ?? Number.NaN);
  const near = [...listed.entries()]
    .map(([key, line]) => ({ key, line, far: Math.abs(Number(/\d+$/.exec(key)?.[0] ?? 0) - number) }))
    .filter(({ far }) => Number.isFinite(far))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3);
  return near.length === 0 ? '' : `; near it: ${near.map(({ key, line }) => `${key} ${inWords(line)}`).join(', ')}`;
}

function inWords({ role, name }: { role: string; name: string }): string {
  return `${role} ${JSON.stringify(name)}`;
}

/** Runs in the page: what the hit element is. */
function look(element: Element): {
  /** With what stands in it: the box of an inline link is only its line. */
  box: Box;
  own: Box;
  role: string;
  name: string;
  /** It can be acted on by a locator of its own; else only by a point of it. */
  operable: boolean;
  drawn: boolean;
  /** Of a frame: how far its content lies from its outer edge. */
  inset?: Point;
} {
  const rects = [element, ...element.children].map((part) => part.getBoundingClientRect());
  const [own = new DOMRect(), ...inner] = rects.filter((rect, at) => at === 0 || (rect.width > 0 && rect.height > 0));
  const all = getComputedStyle(element).display === 'inline' ? [own, ...inner] : [own];
  const left = Math.min(...all.map((rect) => rect.left));
  const top = Math.min(...all.map((rect) => rect.top));
  const tag = element.localName;
  const closed = tag.includes('-') && element.shadowRoot === null && element.childElementCount === 0;
  const drawn = tag === 'canvas' || (tag === 'input' && element.getAttribute('type') === 'range') || closed;
  const control = element.matches(
    'a, button, input, select, textarea, option, label, summary, [role], [tabindex], [contenteditable]',
  );
  const clickable = element.matches('[onclick]') || getComputedStyle(element).cursor === 'pointer';
  const name = (element.getAttribute('aria-label') ?? element.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80);
  const { paddingLeft, paddingTop } = getComputedStyle(element);
  const inset = {
    x: element.clientLeft + Number.parseFloat(paddingLeft),
    y: element.clientTop + Number.parseFloat(paddingTop),
  };
  return {
    box: {
      x: left,
      y: top,
      width: Math.max(...all.map((rect) => rect.right)) - left,
      height: Math.max(...all.map((rect) => rect.bottom)) - top,
    },
    own: { x: own.x, y: own.y, width: own.width, height: own.height },
    role: element.getAttribute('role') ?? tag,
    name,
    // On bare ground it matters where: a point of a playing field is not its centre.
    operable: !drawn && (control || (name !== '' && (clickable || element.childElementCount === 0))),
    drawn,
    ...(element instanceof HTMLIFrameElement ? { inset } : {}),
  };
}
