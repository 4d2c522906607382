/** What an intent comes to on the page that is shown: tool calls, or why there are none. */
import type { Aim } from './intent.ts';
import { ground, pasteable, type Grounded } from './ground.ts';
import type { Element, Page } from './page.ts';

export interface Call {
  name: string;
  input: Record<string, unknown>;
}

export type Plan =
  | {
      kind: 'calls';
      calls: Call[];
      /** The page may be another one afterwards: nothing further is planned on this one. */
      turns: boolean;
      /** More of the same intent follows on the next page. */
      unfinished?: boolean;
    }
  /** Not on this page: worth looking for elsewhere, and waiting for. */
  | { kind: 'missing'; look: string; message: string; waitable: boolean }
  | { kind: 'refused'; message: string }
  /** The page contradicts the claim in a way that no verify tool can show. */
  | { kind: 'false'; message: string };

/** Where in its search for an intent's target the planner is. */
export interface Sought {
  /** The lines are `find`'s, from the whole page; or the whole page was looked through in vain. */
  everywhere: boolean;
  waited: boolean;
  /** What leads to it was followed already. */
  followed: boolean;
}

export const calls = (...all: Call[]): Plan => ({ kind: 'calls', calls: all, turns: false });
export const turning = (...all: Call[]): Plan => ({ kind: 'calls', calls: all, turns: true });
export const refused = (message: string): Plan => ({ kind: 'refused', message });

export function missing(look: string, message: string, waitable = true): Plan {
  return { kind: 'missing', look, message, waitable };
}

/** `then` is asked only for the one element that the aim can mean. */
export function on(aim: Aim, page: Page, roles: readonly string[] | undefined, then: (element: Element) => Plan): Plan {
  const grounded = ground(aim, page, roles);
  return grounded.kind === 'found' ? then(grounded.element) : notOne(aim.said, grounded);
}

export function notOne(said: string, grounded: Exclude<Grounded, { kind: 'found' }>): Plan {
  if (grounded.kind === 'tie')
    return refused(
      `"${said}" could be any of ${grounded.candidates.length} elements. Write one of: ${pasteable(grounded.candidates).join(' · ')}`,
    );
  const { look, like } = grounded;
  const near = like.length > 0 ? ` What comes nearest: ${like.map((name) => JSON.stringify(name)).join(', ')}.` : '';
  return missing(look, `nothing on the page fits "${said}".${near} Quote the name as the page shows it`);
}

export const ref = (element: Element): { ref: string } => ({ ref: element.ref ?? '' });
