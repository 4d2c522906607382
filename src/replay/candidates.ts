/** What on the page is nearest to an element that is gone: for whoever reviews the drift, and for the planner that heals it. */
import type { Session } from '../browser/session.ts';
import type { Target } from '../core/action.ts';
import { parseElements, quoted, type ListedElement } from '../core/elementList.ts';
import { likeness } from '../core/likeness.ts';
import { namedIn } from '../core/locatorText.ts';
import type { Progress } from '../driver/progress.ts';

const MAX_CANDIDATES = 3;
/** Of another role only what is called nearly the same. */
const ALIKE = 0.75;

/** As locators, with the name where the locator does not say it. Nearest first. */
export async function candidatesFor(gone: Target | undefined, session: Session, progress: Progress): Promise<string[]> {
  if (!gone || session.openDialog) return [];
  const said = namedIn(gone.locator ?? gone.anchor?.locator ?? "locator('body')");
  const { role, name } = said ?? { role: gone.role ?? '', name: lastText(gone.locator ?? '') };
  const { elements, since } = await session.observe({ picture: false });
  // The planner has not seen what happened: it is told with its next look.
  for (const line of since) progress.tell(line);
  session.speaksOf('', []);
  const codes: string[] = [];
  for (const element of nearest(parseElements(elements), { role, name })) {
    const code = await codeOf(element, session);
    if (code !== undefined) codes.push(code);
  }
  return codes;
}

function nearest(elements: readonly ListedElement[], gone: { role: string; name: string }): ListedElement[] {
  return elements
    .map((element) => ({ element, score: likeness(element.name, gone.name), same: element.role === gone.role }))
    .filter(({ element, score, same }) => element.ref !== undefined && (same || score >= ALIKE))
    .sort((a, b) => Number(b.same) - Number(a.same) || b.score - a.score)
    .slice(0, MAX_CANDIDATES)
    .map(({ element }) => element);
}

async function codeOf({ ref, name }: ListedElement, session: Session): Promise<string | undefined> {
  if (ref === undefined) return undefined;
  const resolved = await session.resolve({ ref }).catch(() => undefined); // What is gone again is no candidate.
  const code = resolved?.target.locator;
  if (code === undefined) return undefined;
  return name === '' || code.includes(name) ? code : `${code} ${quoted(name.slice(0, 80))}`;
}

/** What a locator without a role goes by. */
function lastText(code: string): string {
  return /'((?:\\.|[^'\\])*)'[^']*$/.exec(code)?.[1] ?? '';
}
