/** A ref of the element list becomes a locator of the element that it stood for. */
import type { Locator } from 'playwright';
import { UitestError } from '../core/error.ts';
import { namedIn } from '../core/locatorText.ts';
import { bestCode } from './best.ts';
import { bigRef, numberIn } from './bigPage.ts';
import { STAND_IN } from './engines.ts';
import type { Listing } from './listing.ts';
import { codeOf, locatorOf } from './locators.ts';
import { byOwnName, named } from './naming.ts';
import { TargetError, type ResolveContext, type Resolved } from './target.ts';

export async function resolveRef(ref: string, { page, listing, spoken }: ResolveContext): Promise<Resolved> {
  if (!/^[\w-]{1,40}$/.test(ref))
    throw new TargetError(`expected a ref such as e12, found ${JSON.stringify(ref.slice(0, 60))}`);
  let locator: Locator;
  let shown: Locator;
  const numbered = numberIn(ref);
  try {
    const found = numbered === undefined ? page.getByRef(ref) : await bigRef(page, numbered);
    shown = found.locator(`${STAND_IN}=x`);
    locator = await named(shown);
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
    listed: shown,
    target: { locator: code, ...known, ...(fragile ? { fragile } : {}) },
  };
}

async function exactlyOne(locator: Locator, code: string): Promise<void> {
  const count = await locator.count();
  if (count !== 1) throw new TargetError(`expected exactly one element for ${code}, found ${count}`);
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
