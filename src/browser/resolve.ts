/** From what a planner named to what will be recorded: a ref or a point becomes a checked locator before anything is done. */
import type { Locator, Page } from 'playwright';
import type { Box, Point, Target } from '../core/action.ts';
import { UitestError } from '../core/error.ts';
import { gradeOfCode, WEAKNESS } from '../core/grade.ts';
import { within } from './deadline.ts';
import { POINT, STAND_IN, type PointKind } from './engines.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { bigRef, numberIn } from './bigPage.ts';
import type { LastLook } from './lastLook.ts';
import type { Listing, Named } from './listing.ts';
import { namedIn } from '../core/locatorText.ts';
import { bestCode } from './best.ts';
import { judged, type Spoken } from './lasting.ts';
import { codeOf, locatorOf, roleIn } from './locators.ts';
import { insetOf } from './snapshot.ts';
import type { Place } from './watch.ts';

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

/** The page's doing, not the model's mistake: something else is at the point than was shown there. */
export class MovedError extends TargetError {}

export interface ResolveContext {
  page: Page;
  viewport: { width: number; height: number };
  /** What the planner was shown: for the recording, for "did you mean", and to see that the target is still what it was. */
  listing: Listing;
  lastLook: LastLook;
  timeoutMs: number;
  spoken: Spoken;
  /** Stops a search for a locator that takes too long. */
  stop(): Promise<void>;
}

/** A point of the page, and how its frame is asked what stands there. */
interface Aim {
  point: Point;
  /** Where the content of the point's frame begins in the page. */
  frame: Point;
  place: Place;
  /** The element at a point of the frame, or its ancestor `up` levels higher, if it is of that kind. */
  at(spot: Point, up: number, kind: PointKind): Locator;
}

const CONTAINS_SLACK_PX = 2;
const MAX_UP = 6;
/** Among 10,000 alike elements the search for a locator takes ten seconds; a good one is found in a tenth of one. */
const NAMING_MS = 4_000;

export async function resolveTarget(where: Where, context: ResolveContext): Promise<Resolved> {
  try {
    return await resolveAny(where, context);
  } catch (error) {
    if (!(error instanceof UitestError)) throw error;
    await context.stop();
    if (where.ref === undefined) return onGround(pixels(where, context.viewport), context);
    throw new TargetError(`no locator for ${where.ref} was found in time: the page is too large; aim by x, y`);
  }
}

async function resolveAny(where: Where, context: ResolveContext): Promise<Resolved> {
  if (where.ref !== undefined) return byRef(where.ref, context);
  return byPoint(context, {
    point: pixels(where, context.viewport),
    frame: { x: 0, y: 0 },
    place: context.page,
    at: ({ x, y }, up, kind) => context.page.locator(`${POINT}=${x},${y},${up},${kind}`),
  });
}

/** Fractions of the viewport; a pair in which a number is above 1 is read as pixels of the screenshot. */
export function pixels({ x, y }: Where, viewport: { width: number; height: number }): Point {
  if (x === undefined || y === undefined)
    throw new TargetError('expected ref, or x and y as fractions 0..1 of the screenshot, found neither');
  const given = x > 1 || y > 1;
  if (given && ((x > 0 && x < 1) || (y > 0 && y < 1)))
    throw new TargetError(`expected x and y both as fractions 0..1 or both as pixels, found one of each: ${x}, ${y}`);
  const point = given ? { x, y } : { x: x * viewport.width, y: y * viewport.height };
  if (!(point.x >= 0 && point.y >= 0 && point.x <= viewport.width && point.y <= viewport.height))
    throw new TargetError(
      `expected a point inside the screenshot (0..1, or up to ${viewport.width}×${viewport.height} pixels), found ${x}, ${y}`,
    );
  return { x: Math.min(point.x, viewport.width - 1), y: Math.min(point.y, viewport.height - 1) };
}

async function byRef(ref: string, { page, listing, spoken }: ResolveContext): Promise<Resolved> {
  if (!/^[\w-]{1,40}$/.test(ref))
    throw new TargetError(`expected a ref such as e12, found ${JSON.stringify(ref.slice(0, 60))}`);
  let locator: Locator;
  const numbered = numberIn(ref);
  try {
    const found = numbered === undefined ? page.getByRef(ref) : await bigRef(page, numbered);
    locator = await named(found.locator(`${STAND_IN}=x`));
  } catch (error) {
    if (error instanceof UitestError) throw error;
    throw new TargetError(
      `ref ${ref} is not on the page${nearest(ref, listing)}; take a ref from the newest element list`,
    );
  }
  const known = listing.listed.get(ref);
  const normal = await byOwnName(page, codeOf(locator), known);
  const now = namedIn(normal);
  // By number it is the very element that was listed, under a name of our own.
  if (known && now && numbered === undefined && !listing.isStill(known, now))
    throw new TargetError(
      `ref ${ref} is not on the page as it was: it was ${inWords(known)} and is now ${inWords(now)}`,
    );
  await exactlyOne(locator, normal);
  const { code, fragile } = await bestCode({ page, locator, code: normal }, known, spoken);
  return {
    locator: locatorOf(page, code),
    target: { locator: code, ...known, ...(fragile ? { fragile } : {}) },
  };
}

/** A label around a select field holds the texts of its options, and `normalize()` takes all of it. Its role and name say less and more. */
async function byOwnName(page: Page, code: string, known: Named | undefined): Promise<string> {
  const chain = parseLocator(code);
  const last = chain.at(-1);
  if (!known || last?.method !== 'getByLabel' || last.args[0] === known.name) return code;
  const named = renderLocator([
    ...chain.slice(0, -1),
    { method: 'getByRole', args: [known.role, { name: known.name, exact: true }] },
  ]);
  const same = await locatorOf(page, named).and(locatorOf(page, code)).count();
  return same === 1 && (await locatorOf(page, named).count()) === 1 ? named : code;
}

async function byPoint(context: ResolveContext, { point, frame, place, at }: Aim): Promise<Resolved> {
  const { page, lastLook, listing, spoken } = context;
  const spot = { x: point.x - frame.x, y: point.y - frame.y };
  const is = async (kind: PointKind) => (await at(spot, 0, kind).count()) > 0;
  const boxOf = (kind: PointKind) => at(spot, 0, kind).boundingBox({ timeout: context.timeoutMs });
  const hit = at(spot, 0, 'any');
  if ((await hit.count()) === 0) throw new TargetError(`nothing is at ${inPixels(point)}`);
  const [framed, drawn, operable, own, inmost] = await Promise.all([
    is('frame'),
    is('drawn'),
    is('operable'),
    boxOf('any'),
    boxOf('inmost'),
  ]);
  if (!own) throw new TargetError(`nothing that has a place is at ${inPixels(point)}`);
  const difference = await lastLook.difference(page, place, spot);
  if (difference !== undefined)
    throw new MovedError(`the page changed since it was shown, at ${inPixels(point)}: ${difference}; look again`);
  if (framed) {
    const inset = await insetOf(hit);
    return byPoint(context, {
      point,
      frame: { x: own.x + inset.x, y: own.y + inset.y },
      place: hit.contentFrame(),
      at: ({ x, y }, up, kind) => hit.contentFrame().locator(`${POINT}=${x},${y},${up},${kind}`),
    });
  }
  const found = operable ? await tryNormal(page, hit.locator(`${STAND_IN}=x`)) : undefined;
  const now = found && namedIn(found.code);
  // The box of an inline link is only its line, and the picture in it stands out.
  const box = contains(own, point) || !inmost ? own : around(own, inmost);
  if (found && contains(box, point)) {
    const listed = listing.at(own, roleIn(found.code), now);
    const role = listed?.role ?? roleIn(found.code);
    const name =
      listed?.name ?? now?.name ?? tidy((await found.locator.textContent({ timeout: 1_000 }).catch(() => null)) ?? '');
    const named = { ...found, code: await byOwnName(page, found.code, listed) };
    const { code, fragile } = await bestCode({ page, ...named }, listed, spoken);
    return {
      locator: locatorOf(page, code),
      target: {
        locator: code,
        ...(role ? { role } : {}),
        ...(name ? { name } : {}),
        box,
        ...(fragile ? { fragile } : {}),
      },
    };
  }
  return anchored(context, { point, frame, place, at }, drawn);
}

/** Canvas, a closed shadow root, bare ground: by point, relative to the nearest ancestor that has a locator worth keeping. */
async function anchored(
  { page, timeoutMs, spoken }: ResolveContext,
  { point, frame, at }: Aim,
  drawn: boolean,
): Promise<Resolved> {
  let weak: Resolved | undefined;
  for (let up = 0; up <= MAX_UP; up++) {
    const found = await tryNormal(page, at({ x: point.x - frame.x, y: point.y - frame.y }, up, 'any'));
    const box = found && (await found.locator.boundingBox({ timeout: timeoutMs }).catch(() => null));
    if (!found || !box) continue;
    const position = { x: Math.round(point.x - box.x), y: Math.round(point.y - box.y) };
    const fragile = drawn ? WEAKNESS.drawn : WEAKNESS.point;
    const target = { anchor: { locator: found.code, ...position }, box, fragile };
    const resolved = { locator: found.locator, position, target };
    if (await isGoodAnchor(found, spoken)) return resolved;
    weak ??= resolved;
  }
  if (weak) return weak;
  throw new TargetError(`nothing that can be named is at or around ${inPixels(point)}`);
}

/** The text of what holds other elements is the text of all of them, cut somewhere: it does not last. */
async function isGoodAnchor({ locator, code }: { locator: Locator; code: string }, spoken: Spoken): Promise<boolean> {
  if (gradeOfCode(code).why !== undefined || judged(code, spoken).fragile !== undefined) return false;
  return parseLocator(code).at(-1)?.method !== 'getByText' || (await locator.locator('*').count()) === 0;
}

/** Where no locator can be found in time: the point in the page. */
async function onGround(point: Point, { page, timeoutMs }: ResolveContext): Promise<Resolved> {
  const code = `locator('body')`;
  const locator = locatorOf(page, code);
  const box = await locator.boundingBox({ timeout: timeoutMs });
  const position = { x: Math.round(point.x - (box?.x ?? 0)), y: Math.round(point.y - (box?.y ?? 0)) };
  const fragile = 'a point: the page is too large to find a locator in time';
  return { locator, position, target: { anchor: { locator: code, ...position }, ...(box ? { box } : {}), fragile } };
}

function named(locator: Locator): Promise<Locator> {
  return within(NAMING_MS, 'looking for a locator', locator.normalize());
}

async function tryNormal(page: Page, locator: Locator): Promise<{ locator: Locator; code: string } | undefined> {
  try {
    const code = codeOf(await named(locator));
    const built = locatorOf(page, code);
    return (await built.count()) === 1 ? { locator: built, code } : undefined;
  } catch (error) {
    if (error instanceof UitestError) throw error;
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

function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function inPixels({ x, y }: Point): string {
  return `${Math.round(x)}, ${Math.round(y)}`;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 80);
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
