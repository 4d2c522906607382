/** A better locator for an element that was found by its position, by CSS or by a long text: by what it is inside what it stands in. */
import { gradeOfCode, isBetter } from '../core/grade.ts';
import { parseLocator, renderLocator, type LocatorCall, type LocatorOptions } from '../core/locatorText.ts';
import type { Named } from './listing.ts';
import type { Holder, Surroundings } from './surroundings.ts';
import { isSame, judged, withPatterns, type Found, type Lasting, type Spoken } from './lasting.ts';

/** Tried at once, and altogether: a page of 5,000 elements takes some 40 ms for each. */
const BATCH = 6;
const MAX_TRIED = 36;

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
 * Whether what the element stands in is found by all that is written there, the element's own name included
 * (`Blue chair€ 24.50Buy`): then any change of it loses the element, and a heading alone is better.
 */
export function isWordy(code: string, { name }: Named): boolean {
  return parseLocator(code).some(({ method, args: [options] }) => {
    const text = method === 'filter' && typeof options === 'object' && 'hasText' in options ? options['hasText'] : '';
    return name !== '' && String(text).includes(name) && text !== name;
  });
}

function isWorthMore(code: string, weak: Lasting, { named, spoken }: Known): boolean {
  const after = gradeOfCode(code);
  const before = gradeOfCode(weak.code);
  if (judged(code, spoken).fragile !== undefined || isWordy(code, named)) return false;
  if (isBetter(after.grade, before.grade)) return true;
  if (isWordy(weak.code, named)) return after.grade === before.grade;
  // Digits that may change, or a long text: whatever has no such fault.
  return after.why === undefined && (weak.fragile ?? before.why) !== undefined;
}

/** Whatever is not CSS first; within a grade the order in which the candidates were thought of. */
function rank(code: string): number {
  const { grade } = gradeOfCode(code);
  return grade === 'css' ? 1 : 0;
}

/** The element by itself, best first. */
function ownWays({ own }: Surroundings, chain: Chain, named: Named): Chain[] {
  const ways: Chain[] = [];
  const byRole = !NO_ROLES.has(named.role);
  if (byRole && named.name !== '' && named.name.length <= 60) {
    ways.push([role(named.role, { name: named.name })], [role(named.role, { name: named.name, exact: true })]);
  }
  if (own.text !== '' && own.text.length <= 60) {
    ways.push(
      [{ method: 'getByText', args: [own.text] }],
      [{ method: 'getByText', args: [own.text, { exact: true }] }],
    );
  }
  if (own.placeholder !== '') ways.push([{ method: 'getByPlaceholder', args: [own.placeholder] }]);
  if (byRole) ways.push([role(named.role)]);
  const stripped = chain.filter(({ method }) => method !== 'nth' && method !== 'first' && method !== 'last');
  if (stripped.length > 0 && stripped.length < chain.length) ways.push(stripped);
  return ways;
}

function candidates(around: Surroundings, ways: Chain[]): Chain[] {
  const inHolders = around.holders.flatMap((holder) =>
    waysTo(holder).flatMap((outer) => ways.map((way) => [...outer, ...way])),
  );
  const byAttribute = around.own.selectors.map((selector): Chain => [{ method: 'locator', args: [selector] }]);
  return [...ways, ...inHolders, ...byAttribute];
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
