/** The first name of an element: what `normalize()` finds, in time. */
import type { Locator, Page } from 'playwright';
import { UitestError } from '../core/error.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { within } from './deadline.ts';
import type { Named } from './listing.ts';
import { codeOf, locatorOf } from './locators.ts';

/** Among 10,000 alike elements the search for a locator takes ten seconds; a good one is found in a tenth of one. */
const NAMING_MS = 4_000;

/** A label around a select field holds the texts of its options, and `normalize()` takes all of it. Its role and name say less and more. */
export async function byOwnName(page: Page, code: string, known: Named | undefined): Promise<string> {
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

export function named(locator: Locator): Promise<Locator> {
  return within(NAMING_MS, 'looking for a locator', locator.normalize());
}

export async function tryNormal(page: Page, locator: Locator): Promise<{ locator: Locator; code: string } | undefined> {
  try {
    const code = codeOf(await named(locator));
    const built = locatorOf(page, code);
    return (await built.count()) === 1 ? { locator: built, code } : undefined;
  } catch (error) {
    if (error instanceof UitestError) throw error;
    return undefined; // No locator for this element: the caller looks further up.
  }
}
