/** Other locators of an element that will be acted on: by what else somebody gave it on purpose. Asked before the action: it may take the element away. */
import { gradeOfCode, LONG_TEXT } from '../core/grade.ts';
import { parseLocator, renderLocator, type LocatorCall, type LocatorOptions } from '../core/locatorText.ts';
import { judged, type Found, type Spoken } from './lasting.ts';
import type { Named } from './listing.ts';
import { locatorOf } from './locators.ts';
import { surroundingsOf, type Surroundings } from './surroundings.ts';

const MAX_KEPT = 3;
const MAX_TRIED = 5;
/** In a document larger than this a search by role or label is too dear for what may never be needed. */
const LARGE = 2_000;
const NO_ROLES: ReadonlySet<string> = new Set(['', 'generic', 'text', 'none', 'presentation']);

interface Way {
  kind: 'test id' | 'id' | 'label' | 'placeholder' | 'name' | 'role' | 'region' | 'title' | 'text' | 'href';
  chain: LocatorCall[];
}

export interface Fallbacks {
  /** What an element that is found by one of them must be. */
  role: string;
  /** Strongest first, of different kinds. */
  codes: string[];
}

/** `listed`: role and whole name, where they are known. */
export async function fallbacksOf(
  found: Found,
  listed: Partial<Named>,
  { spoken, testIdAttribute }: { spoken: Spoken; testIdAttribute: string },
): Promise<Fallbacks> {
  const around = await surroundingsOf(found.locator, testIdAttribute);
  if (!around) return { role: '', codes: [] };
  const role = listed.role ?? around.own.role;
  const main = parseLocator(found.code);
  const frames = main.slice(0, main.findLastIndex(({ method }) => method === 'contentFrame') + 1);
  const own = main.slice(frames.length);
  const codes = ways(around, { role, name: listed.name ?? around.own.name })
    .filter((way) => isOther(way, own) && (around.elements <= LARGE || !isDear(way)))
    .map(({ chain }) => renderLocator([...frames, ...chain]))
    .filter((code) => code !== found.code && isLasting(code, spoken))
    .slice(0, MAX_TRIED);
  const same = await Promise.all(codes.map((code) => findsOnly(found, code, isPartOf(code, own))));
  return { role, codes: codes.filter((_, at) => same[at]).slice(0, MAX_KEPT) };
}

function ways({ own, holders }: Surroundings, { role, name }: Named): Way[] {
  const hasRole = !NO_ROLES.has(role);
  const isNamed = name !== '' && name.length <= LONG_TEXT && !name.endsWith('…');
  const byName: LocatorCall = { method: 'getByRole', args: [role, { name, exact: true }] };
  const region = holders.find((holder) => holder.role !== undefined && holder.name !== '');
  const found: (Way | undefined)[] = [
    own.testId === '' ? undefined : { kind: 'test id', chain: [{ method: 'getByTestId', args: [own.testId] }] },
    css(
      'id',
      own.selectors.find((selector) => selector.startsWith('#')),
    ),
    text('label', 'getByLabel', own.label),
    text('placeholder', 'getByPlaceholder', own.placeholder),
    css(
      'name',
      own.selectors.find((selector) => /^(?:input|select|textarea)\[name=/.test(selector)),
    ),
    hasRole && isNamed ? { kind: 'role', chain: [byName] } : undefined,
    hasRole && isNamed && region?.role !== undefined
      ? { kind: 'region', chain: [{ method: 'getByRole', args: [region.role, { name: region.name }] }, byName] }
      : undefined,
    text('title', 'getByTitle', own.title),
    hasRole ? undefined : text('text', 'getByText', own.text),
    css(
      'href',
      own.selectors.find((selector) => selector.startsWith('a[href=')),
    ),
  ];
  return found.filter((way) => way !== undefined);
}

function css(kind: Way['kind'], selector: string | undefined): Way | undefined {
  return selector === undefined ? undefined : { kind, chain: [{ method: 'locator', args: [selector] }] };
}

function text(kind: Way['kind'], method: LocatorCall['method'], words: string): Way | undefined {
  if (words === '' || words.length > LONG_TEXT) return undefined;
  return { kind, chain: [{ method, args: [words, { exact: true }] }] };
}

/** What goes by the same words is gone when they are; only where it stands can make a difference then. */
function isOther({ kind, chain }: Way, own: readonly LocatorCall[]): boolean {
  if (kind === 'region') return own.length === 1;
  return wordsOf(chain.at(-1)) !== wordsOf(own.at(-1));
}

function wordsOf(call: LocatorCall | undefined): string {
  const [first, options] = call?.args ?? [];
  const said = call?.method === 'getByRole' ? nameIn(options) : first;
  if (said instanceof RegExp) return said.source;
  return typeof said === 'string' ? said : '';
}

function nameIn(options: LocatorCall['args'][number] | undefined): LocatorOptions[string] | undefined {
  return typeof options === 'object' && !(options instanceof RegExp) ? options['name'] : undefined;
}

function isDear({ kind }: Way): boolean {
  return kind === 'label' || kind === 'role' || kind === 'region';
}

function isLasting(code: string, spoken: Spoken): boolean {
  const { grade } = gradeOfCode(code);
  return grade !== 'nth' && judged(code, spoken).fragile === undefined && !spoken.hides(code);
}

/** Whether it can find nothing that the locator of the element, which finds one element, does not find: then one question is enough. */
function isPartOf(code: string, own: readonly LocatorCall[]): boolean {
  const last = parseLocator(code).at(-1);
  const [main] = own;
  if (own.length !== 1 || main?.method !== 'getByRole' || last?.method !== 'getByRole') return false;
  const within = wordsOf(main).toLowerCase();
  return main.args[0] === last.args[0] && within !== '' && wordsOf(last).toLowerCase().includes(within);
}

async function findsOnly({ page, locator }: Found, code: string, isOne: boolean): Promise<boolean> {
  const other = locatorOf(page, code);
  const counts = [other.and(locator).count(), ...(isOne ? [] : [other.count()])];
  return Promise.all(counts).then(
    (found) => found.every((count) => count === 1),
    () => false,
  );
}
