/** One request with all that a page needs to answer it, and the answers there are. */
import type { BugName } from './bugs.ts';
import type { Form } from './form.ts';
import type { Translate } from './language.ts';
import type { State, UserName } from './state.ts';

export interface Exchange {
  url: URL;
  /** The named parts of the route's path. */
  params: Record<string, string>;
  form: Form;
  state: State;
  /** Is this fault planted? Asked at the place where the right behaviour is. */
  bug: (name: BugName) => boolean;
  t: Translate;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

export interface Route {
  method: 'GET' | 'POST';
  /** `/orders/:number/edit` */
  path: string;
  /** Open to visitors who are not logged in. */
  open?: boolean;
  answer: (x: Exchange) => Answer;
}

export function redirect(to: string): Answer {
  return { status: 303, headers: { location: to }, body: '' };
}

export function htmlDocument(text: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: text };
}

export function file(body: string | Buffer, type: string, name?: string): Answer {
  const download = name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, headers: { 'content-type': type, 'cache-control': 'no-store', ...download }, body };
}

/** A path of this shop, or the fallback: a link must not be able to send a visitor elsewhere. */
export function ownPath(path: string | null | undefined, fallback: string): string {
  return path && /^\/(?![/\\])/.test(path) ? path : fallback;
}

export function userOf(state: State): UserName {
  return state.user ?? 'alice';
}
