/** A point of the screenshot becomes a locator of what is there; where nothing can be named, a point of the nearest that can. */
import type { Locator } from 'playwright';
import type { Box, Point } from '../core/action.ts';
import { gradeOfCode, WEAKNESS } from '../core/grade.ts';
import { namedIn, parseLocator } from '../core/locatorText.ts';
import { bestCode } from './best.ts';
import { POINT, STAND_IN, type PointKind } from './engines.ts';
import { judged, type Spoken } from './lasting.ts';
import { locatorOf, roleIn } from './locators.ts';
import { byOwnName, tryNormal } from './naming.ts';
import { insetOf } from './snapshot.ts';
import { MovedError, TargetError, type ResolveContext, type Resolved } from './target.ts';
import type { Place } from './watch.ts';

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

/** `point`: CSS pixels in the viewport. */
export function resolvePoint(point: Point, context: ResolveContext): Promise<Resolved> {
  return byPoint(context, {
    point,
    frame: { x: 0, y: 0 },
    place: context.page,
    at: ({ x, y }, up, kind) => context.page.locator(`${POINT}=${x},${y},${up},${kind}`),
  });
}

async function byPoint(context: ResolveContext, { point, frame, place, at }: Aim): Promise<Resolved> {
  const { page, lastLook, listing, spoken } = context;
  const spot = { x: point.x - frame.x, y: point.y - frame.y };
  const is = async (kind: PointKind) => (await at(spot, 0, kind).count()) > 0;
  const boxOf = (kind: PointKind) => at(spot, 0, kind).boundingBox({ timeout: context.timeoutMs });
  const hit = at(spot, 0, 'any');
  if ((await hit.count()) === 0) throw new TargetError(`nothing is at ${inPixels(point)}`);
  const [difference, framed, drawn, operable, own, inmost] = await Promise.all([
    lastLook.difference(page, place, spot),
    is('frame'),
    is('drawn'),
    is('operable'),
    boxOf('any'),
    boxOf('inmost'),
  ]);
  if (!own) throw new TargetError(`nothing that has a place is at ${inPixels(point)}`);
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
export async function onGround(point: Point, { page, timeoutMs }: ResolveContext): Promise<Resolved> {
  const code = `locator('body')`;
  const locator = locatorOf(page, code);
  const box = await locator.boundingBox({ timeout: timeoutMs });
  const position = { x: Math.round(point.x - (box?.x ?? 0)), y: Math.round(point.y - (box?.y ?? 0)) };
  const fragile = 'a point: the page is too large to find a locator in time';
  return { locator, position, target: { anchor: { locator: code, ...position }, ...(box ? { box } : {}), fragile } };
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
