/** A name for an element that is about to change its content: `normalize()` likes to name a container by what stands in it. */
import type { Locator, Page } from 'playwright';
import { gradeOfCode } from '../core/grade.ts';
import { parseLocator, renderLocator, type LocatorCall } from '../core/locatorText.ts';
import { codeOf, locatorOf } from './locators.ts';

const MAX_UP = 5;

/** What an element can be told by among those around it. */
export interface Marks {
  role: string;
  /** Best first. */
  css: readonly string[];
}

/** Undefined where nothing finds the element alone. */
export async function codeWithoutContent(
  page: Page,
  found: Locator,
  { role, css }: Marks,
): Promise<string | undefined> {
  const normal = await normalCode(found);
  if (normal !== undefined && !leansOnContent(normal) && gradeOfCode(normal).why === undefined) return normal;
  const chain = normal === undefined ? [] : parseLocator(normal);
  const frame = chain.slice(0, chain.findLastIndex(({ method }) => method === 'contentFrame') + 1);
  const calls: LocatorCall[] = [
    ...(role === '' ? [] : [{ method: 'getByRole' as const, args: [role] }]),
    ...css.map((selector) => ({ method: 'locator' as const, args: [selector] })),
  ];
  const beneath = async (start: LocatorCall[]) => {
    for (const call of calls) {
      const code = renderLocator([...start, call]);
      if (await isThe(page, code, found)) return code;
    }
    return undefined;
  };
  const byRole = role === '' ? undefined : renderLocator([...frame, { method: 'getByRole', args: [role] }]);
  if (byRole !== undefined && (await isThe(page, byRole, found))) return byRole;
  for (let up = 1; up <= MAX_UP; up++) {
    const around = await normalCode(found.locator(`xpath=ancestor::*[${up}]`));
    if (around === undefined || leansOnContent(around) || gradeOfCode(around).why !== undefined) continue;
    const code = await beneath(parseLocator(around));
    if (code !== undefined) return code;
  }
  return (await beneath(frame)) ?? (normal !== undefined && (await isThe(page, normal, found)) ? normal : undefined);
}

async function normalCode(locator: Locator): Promise<string | undefined> {
  if ((await locator.count()) !== 1) return undefined;
  return locator.normalize().then(codeOf, () => undefined); // No locator: the caller looks further.
}

async function isThe(page: Page, code: string, found: Locator): Promise<boolean> {
  const named = locatorOf(page, code);
  const counts = await Promise.all([named.count(), named.and(found).count()]);
  return counts.every((count) => count === 1);
}

function leansOnContent(code: string): boolean {
  const last = parseLocator(code).at(-1);
  return last?.method === 'getByText' || (last?.method === 'filter' && code.includes('hasText'));
}
