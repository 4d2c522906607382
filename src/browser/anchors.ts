/** A better locator for an element that was found by its position, by CSS or by a long text: by what it is inside what it stands in. */
import { gradeOfCode, isBetter, LONG_TEXT } from '../core/grade.ts';
import { parseLocator, renderLocator, type LocatorCall, type LocatorOptions } from '../core/locatorText.ts';
import type { Named } from './listing.ts';
import type { Holder, Surroundings } from './surroundings.ts';
import { isSame, judged, withPatterns, type Found, type Lasting, type Spoken } from './lasting.ts';

/** Tried at once, and altogether: a page of 5,000 elements takes some 40 ms for each. */
const BATCH = 6;
const MAX_TRIED = 18;
/** What these are is told by what they hold, not by all of it. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'row',
  'listitem',
  'article',
  'group',
  'dialog',
  'treeitem',
  'region',
]);

const NO_ROLES: ReadonlySet<string> = new Set(['', 'generic', 'text', 'none', 'presentation']);

type Chain = LocatorCall[];

interface Known {
  around: Surroundings;
  /** The role and whole name of the element. */
  named: Named;
  spoken: Spoken;
}

/** Undefined when there is none. */
export async function anchoredCode(found: Found, weak: Lasting, known: Known): Promise<Lasting | undefined> {
  const { around, named, spoken } = known;
  const whole = parseLocator(found.code);
  const frames = whole.slice(0, whole.findLastIndex(({ method }) => method === 'contentFrame') + 1);
  const codes = candidates(around, ownWays(around, whole.slice(frames.length), named))
    .map((chain) => withPatterns(renderLocator([...frames, ...chain]), spoken))
    .filter((code, at, all) => all.indexOf(code) === at && isWorthMore(code, weak, known))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, MAX_TRIED);
  for (let at = 0; at < codes.length; at += BATCH) {
    const batch = codes.slice(at, at + BATCH);
    const same = await Promise.all(batch.map((code) => isSame(found, code).catch(() => false)));
    const best = batch[same.indexOf(true)];
    if (best !== undefined) return judged(best, spoken);
  }
  return undefined;
}

/**
 * Whether a row, item or box is found by all that is written in it, the names of the elements in it included
 * (`Blue chair€ 24.50Buy`): then any change of it loses the element, and a heading alone is better.
 */
export function isWordy(code: string, { role: kind, name }: Named): boolean {
  const chain = parseLocator(code);
  if (chain.at(-1)?.method === 'getByText' && CONTAINERS.has(kind)) return true;
  return chain.some(({ method, args: [options] }) => {
    const said = method === 'filter' && typeof options === 'object' && 'hasText' in options ? options['hasText'] : '';
    const text = said instanceof RegExp ? said.source : said;
    return name !== '' && typeof text === 'string' && text.includes(name) && text !== name;
  });
}

function isWorthMore(code: string, weak: Lasting, { named, spoken }: Known): boolean {
  const after = gradeOfCode(code);
  const before = gradeOfCode(weak.code);
  if (judged(code, spoken).fragile !== undefined || isWordy(code, named)) return false;
  if (isBetter(after.grade, before.grade)) return true;
  if (isWordy(weak.code, named)) return after.why === undefined || after.grade === before.grade;
  // Digits that may change, or a long text: whatever has no such fault.
  return after.why === undefined && (weak.fragile ?? before.why) !== undefined;
}

/** Whatever is not CSS first; within a grade the order in which the candidates were thought of. */
function rank(code: string): number {
  const { grade } = gradeOfCode(code);
  return grade === 'css' ? 1 : 0;
}

/** The element by itself: alone, and inside what it stands in. */
function ownWays({ own }: Surroundings, chain: Chain, named: Named): { alone: Chain[]; inside: Chain[] } {
  const hasRole = !NO_ROLES.has(named.role);
  const hasName = named.name !== '' && named.name.length <= LONG_TEXT;
  const byName = (options: LocatorOptions): Chain => [role(named.role, { name: named.name, ...options })];
  const byText = (...options: LocatorOptions[]): Chain => [{ method: 'getByText', args: [own.text, ...options] }];
  const isText = !hasRole && own.text !== '' && own.text.length <= LONG_TEXT;
  const held = CONTAINERS.has(named.role) ? own.texts : [];
  return {
    alone: [
      ...held.map((text): Chain => [role(named.role), { method: 'filter', args: [{ hasText: text }] }]),
      ...(hasRole && hasName ? [byName({}), byName({ exact: true })] : []),
      ...(isText ? [byText(), byText({ exact: true })] : []),
      ...(own.placeholder === '' ? [] : [[{ method: 'getByPlaceholder' as const, args: [own.placeholder] }]]),
    ],
    inside: [hasRole ? (hasName ? byName({}) : [role(named.role)]) : isText ? byText() : withoutPlace(chain)].filter(
      (way) => way.length > 0,
    ),
  };
}

function withoutPlace(chain: Chain): Chain {
  return chain.filter(({ method }) => method !== 'nth' && method !== 'first' && method !== 'last');
}

function candidates({ holders, own }: Surroundings, { alone, inside }: ReturnType<typeof ownWays>): Chain[] {
  const inHolders = holders.flatMap((holder) =>
    waysTo(holder).flatMap((outer) => inside.map((way) => [...outer, ...way])),
  );
  const byAttribute = own.selectors.map((selector): Chain => [{ method: 'locator', args: [selector] }]);
  return [...alone, ...inHolders, ...byAttribute];
}

/** A row, list item, region or dialog by its name or by what it holds; an unnamed box by its class and the heading in it. */
function waysTo({ role: kind, name, texts, selector }: Holder): Chain[] {
  const ways: Chain[] = [];
  if (kind !== undefined && name !== '') ways.push([role(kind, { name })]);
  for (const text of texts) {
    if (kind === 'row') ways.push([role(kind, { name: text })]);
    else if (kind !== undefined) ways.push([role(kind), { method: 'filter', args: [{ hasText: text }] }]);
    else if (selector !== undefined)
      ways.push([
        { method: 'locator', args: [selector] },
        { method: 'filter', args: [{ hasText: text }] },
      ]);
  }
  return ways;
}

function role(kind: string, options?: LocatorOptions): LocatorCall {
  return { method: 'getByRole', args: options ? [kind, options] : [kind] };
}
