/** The locator that is recorded: what `normalize()` found, or a better one for the very same element. */
import { gradeOfCode } from '../core/grade.ts';
import { anchoredCode, isWordy } from './anchors.ts';
import { lastingCode, type Found, type Lasting, type Spoken } from './lasting.ts';
import type { Named } from './listing.ts';
import { surroundingsOf } from './surroundings.ts';

/** `listed`: the role and whole name of the element, if the list told them. Then a good locator costs no question to the page. */
export async function bestCode(found: Found, listed: Named | undefined, spoken: Spoken): Promise<Lasting> {
  // A snapshot of the element would say it better, but it takes the refs of all others away.
  const seen = listed ? undefined : await surroundingsOf(found.locator);
  const named = listed ?? seen?.own;
  const lasting = await lastingCode(found, named?.name ?? '', spoken);
  const weak = lasting.fragile ?? gradeOfCode(lasting.code).why;
  if (weak === undefined && !(named && isWordy(lasting.code, named))) return lasting;
  const around = seen ?? (await surroundingsOf(found.locator));
  const better =
    around &&
    (await anchoredCode({ ...found, code: lasting.code }, lasting, { around, named: named ?? around.own, spoken }));
  const { code, fragile } = better ?? lasting;
  const why = fragile ?? gradeOfCode(code).why;
  return why === undefined ? { code } : { code, fragile: why };
}
