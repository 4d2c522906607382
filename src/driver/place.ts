import type { Session } from '../browser/session.ts';
import type { Place } from '../core/action.ts';
import { pageKind } from '../core/pageKind.ts';
import type { Progress } from './progress.ts';

/** Where the run is, as a recording says it. Asks nothing of the page. */
export function placeOf(session: Session, { scenario, values }: Progress): Place {
  const page = pageKind(session.redact(session.page.url()), scenario.url, Object.values(values));
  const { tabNumber, openDialog } = session;
  return {
    ...(page === undefined ? {} : { page }),
    ...(tabNumber > 1 ? { tab: tabNumber } : {}),
    ...(openDialog ? { dialog: openDialog.kind } : {}),
  };
}
