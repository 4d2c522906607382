/** Whether the run is where it was when the action was recorded: told by the address, so it costs nothing while it holds. */
import type { Session } from '../browser/session.ts';
import type { Action, Place } from '../core/action.ts';
import { isOfKind } from '../core/pageKind.ts';
import { parseUrl } from '../core/url.ts';

/** These aim at nothing on the page, or wait by themselves for where they can be done. */
const ANYWHERE: ReadonlySet<Action['kind']> = new Set(['navigate', 'tab', 'tool', 'wait', 'dialog', 'verify']);

export interface Stray {
  expected: string;
  found: string;
}

/** Before the action; undefined where all is well. */
export function strayBefore(session: Session, { kind, on }: Action, timeoutMs: number): Promise<Stray | undefined> {
  return strays(session, ANYWHERE.has(kind) ? [] : [on ?? {}], timeoutMs);
}

/** After it. What a verify claims may be seen before the page that was under way has come. */
export async function strayAfter(
  session: Session,
  { kind, on, leads }: Action,
  timeoutMs: number,
): Promise<Stray | undefined> {
  const truthAt = kind === 'verify' && on ? [on, ...(leads ? [leads] : [])] : [];
  return (await strays(session, truthAt, timeoutMs)) ?? (await strays(session, leads ? [leads] : [], timeoutMs));
}

/** Waits until the run is at one of the places. A dialog is no other page: it stands over the page that is open. */
async function strays(session: Session, places: readonly Place[], timeoutMs: number): Promise<Stray | undefined> {
  const [first] = places;
  if (!first) return undefined;
  if (first.dialog !== undefined && !session.openDialog) await session.awaitDialog(timeoutMs).catch(() => undefined); // Then it is told below.
  if (first.dialog !== undefined && session.openDialog?.kind !== first.dialog)
    return { expected: `a ${first.dialog} dialog`, found: dialogIn(session) };
  const kinds = places.flatMap(({ page }) => page ?? []);
  const tab = first.tab ?? 1;
  const isTab = () => session.tabNumber === tab || places.length > 1;
  if (isTab() && (kinds.length === 0 || kinds.some((kind) => isOn(session, kind)))) return undefined;
  const isThere = (url: URL) => kinds.some((kind) => isOfKind(url.href, kind, session.scenario.url));
  if (kinds.length > 0)
    await session.page.waitForURL(isThere, { timeout: timeoutMs, waitUntil: 'commit' }).catch(() => undefined); // As above.
  if (isTab() && (kinds.length === 0 || kinds.some((kind) => isOn(session, kind)))) return undefined;
  return { expected: inWords(first), found: placeIn(session) };
}

function isOn(session: Session, kind: string): boolean {
  return isOfKind(session.page.url(), kind, session.scenario.url);
}

function inWords({ page, tab }: Place): string {
  return [page === undefined ? 'a page' : `the page ${page}`, ...(tab === undefined ? [] : [`in tab ${tab}`])].join(
    ' ',
  );
}

/** Without the query: it may hold anything. */
function placeIn(session: Session): string {
  const url = parseUrl(session.page.url());
  const home = parseUrl(session.scenario.url);
  const at = url ? `${url.origin === home?.origin ? '' : url.origin}${url.pathname}${url.hash}` : session.page.url();
  const { tabNumber } = session;
  return session.redact(`the page ${at}${tabNumber > 1 ? ` in tab ${tabNumber}` : ''}`);
}

/** What stands over the page, in words. */
export function dialogIn({ openDialog }: Session): string {
  return openDialog
    ? `a ${openDialog.kind} dialog that says ${JSON.stringify(openDialog.message.slice(0, 200))}`
    : 'none';
}
