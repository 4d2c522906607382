/** From what a planner named to what will be recorded: a ref or a point becomes a checked locator before anything is done. */
import type { Point } from '../core/action.ts';
import { UitestError } from '../core/error.ts';
import { resolvePoint, onGround } from './resolvePoint.ts';
import { resolveRef } from './resolveRef.ts';
import { TargetError, type ResolveContext, type Resolved, type Where } from './target.ts';

export { MovedError, TargetError, type Resolved, type Where } from './target.ts';

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
  if (where.ref !== undefined) return resolveRef(where.ref, context);
  return resolvePoint(pixels(where, context.viewport), context);
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
