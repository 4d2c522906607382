/**
 * Which kind of page an address is: its path, with `*` for each part that is another one tomorrow (an id, a value that the run
 * was given). The query is no part of it. Two orders are pages of one kind, an order and the list of orders are not. Pure.
 */
import { changingIn } from './changing.ts';
import { parseUrl } from './url.ts';

/** After these words a short number says which page it is, elsewhere it is an id. */
const COUNTING = /^(?:step|page|part|section|question|q|slide|chapter|tab|stage|level)s?$/i;
/** Generated ids: a mixture of letters and digits that nobody would write. */
const GENERATED =
  /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])\w{8,}$|^(?=(?:.*\d){3})(?=.*[a-z])[a-z\d_-]{6,}$|^(?=.*\d)(?=.*[A-Z])[A-Z\d_-]{5,}$/;
/** A shorter value is found in a word by chance; it has to be the whole part. */
const SHORTEST_VALUE = 3;

/** `home`: the start address. `values`: what the run was given or has learned. Undefined for what is no web page. */
export function pageKind(address: string, home: string, values: readonly string[] = []): string | undefined {
  const parts = partsOf(address, home);
  if (!parts) return undefined;
  const known = values.map(slug).filter((value) => value !== '');
  const kinds = parts.path.map((part, at) =>
    isChanging(part, parts.path[at - 1]) || holdsOne(slug(part), known) ? '*' : part,
  );
  return `${parts.origin}/${kinds.join('/')}`;
}

/** Whether the address is of that kind. */
export function isOfKind(address: string, kind: string, home: string): boolean {
  const now = partsOf(address, home);
  const wanted = partsOf(kind.startsWith('/') ? new URL(home).origin + kind : kind, home);
  if (!now || !wanted || now.origin !== wanted.origin || now.path.length !== wanted.path.length) return false;
  return wanted.path.every((part, at) => part === '*' || part === now.path[at]);
}

interface Parts {
  /** Empty for the origin of the start address. */
  origin: string;
  path: string[];
}

/** A hash that begins as a path does is one: so do applications that live in one document. */
function partsOf(address: string, home: string): Parts | undefined {
  const url = parseUrl(address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const route = /^#!?(\/[^?]*)/.exec(url.hash)?.[1];
  const path = [...segments(url.pathname), ...(route === undefined ? [] : ['#', ...segments(route)])];
  return { origin: url.origin === parseUrl(home)?.origin ? '' : url.origin, path };
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function isChanging(part: string, before: string | undefined): boolean {
  // A secret in an address is a slot by now.
  if (decoded(part).includes('{{')) return true;
  if (/^\d+$/.test(part)) return before === undefined || !COUNTING.test(before);
  return changingIn(part).length > 0 || GENERATED.test(part);
}

function holdsOne(part: string, values: readonly string[]): boolean {
  return values.some(
    (value) => part === value || (value.length >= SHORTEST_VALUE && `-${part}-`.includes(`-${value}-`)),
  );
}

/** `Blue lamp` → `blue-lamp` */
function slug(text: string): string {
  return decoded(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // Not every `%` in an address is an escape.
  }
}
