/** An element whose locator finds nothing any more, by what else was known of it. Rather none than another one. */
import type { Page } from 'playwright';
import type { Target } from '../core/action.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { locatorOf } from './locators.ts';

/**
 * The strongest fallback that finds exactly one element of the recorded role; undefined when there is none, or when two of them
 * find different elements. Where a link leads does not say what it is: an address is never enough.
 */
export async function findAgain(page: Page, { role, fallbacks = [] }: Target): Promise<string | undefined> {
  if (role === undefined) return undefined;
  const found: string[] = [];
  for (const code of fallbacks) if (!code.includes('a[href=') && (await isOne(page, code, role))) found.push(code);
  const [best, ...others] = found;
  if (best === undefined) return undefined;
  for (const other of others) {
    const same = await locatorOf(page, best)
      .and(locatorOf(page, other))
      .count()
      .catch(() => 0);
    if (same !== 1) return undefined;
  }
  return best;
}

async function isOne(page: Page, code: string, role: string): Promise<boolean> {
  const chain = parseLocator(code);
  const frames = chain.slice(0, chain.findLastIndex(({ method }) => method === 'contentFrame') + 1);
  const alike = renderLocator([...frames, { method: 'getByRole', args: [role] }]);
  const found = locatorOf(page, code);
  const counts = [found.count(), found.and(locatorOf(page, alike)).count()];
  return (await Promise.all(counts).catch(() => [])).join() === '1,1';
}
