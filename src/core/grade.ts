/** How likely a locator is to survive a change of the page, told by its code alone. Pure. */
import type { Target } from './action.ts';
import { parseLocator, type LocatorCall, type LocatorOptions } from './locatorText.ts';

/**
 * From the best to the worst. An alternative text names as a label does, a title is a hint as a placeholder is.
 * A role without a name is no better than one found in a row: a second one makes it ambiguous.
 */
export const GRADES = [
  'test id',
  'role and name',
  'label',
  'placeholder',
  'text',
  'row or list item',
  'css',
  'nth',
  'point',
] as const;
export type Grade = (typeof GRADES)[number];

export interface Graded {
  grade: Grade;
  /** Why the locator may not survive; absent for a good one. */
  why?: string;
}

/** Longer texts are rewritten sooner than they are renamed. */
export const LONG_TEXT = 60;

const BY_METHOD: Partial<Record<LocatorCall['method'], Grade>> = {
  getByTestId: 'test id',
  getByLabel: 'label',
  getByAltText: 'label',
  getByPlaceholder: 'placeholder',
  getByTitle: 'placeholder',
  getByText: 'text',
  locator: 'css',
};

/** All that is ever said of a locator that may not survive. A closed list: it stands in the comments of specs. */
export const WEAKNESS = {
  css: 'found by CSS: it has no role with a name, label, text or test id',
  nth: 'found by its position among alike elements',
  longText: 'found by a long text',
  digits: 'its name holds digits that may change',
  value: 'found by the very value that is read',
  drawn: 'a point inside an element that draws its own content',
  point: 'a point: nothing there can be named',
} as const;

const POINT: Graded = { grade: 'point', why: WEAKNESS.point };

const WHY: Partial<Record<Grade, string>> = { css: WEAKNESS.css, nth: WEAKNESS.nth };

/** The grade of what an action aimed at. What was found out about the target while it was resolved is why. */
export function gradeOf({ locator, anchor, fragile }: Target): Graded {
  const graded = locator === undefined || anchor ? POINT : readable(locator);
  return fragile === undefined ? graded : { ...graded, why: fragile };
}

/** A journal may come from anywhere: what no locator can be read from finds nothing. */
function readable(code: string): Graded {
  try {
    return gradeOfCode(code);
  } catch {
    return { grade: 'point', why: 'its locator cannot be read' };
  }
}

/** The grade of locator code: its weakest link decides, frames aside. Throws a `SyntaxError` on code that is no locator. */
export function gradeOfCode(code: string): Graded {
  const chain = parseLocator(code);
  const inside = chain.findLastIndex(({ method }) => isFrame(method)) + 1;
  const frames = chain.slice(0, inside).some(({ method }) => isPosition(method)) ? (['nth'] as const) : [];
  const grade = worst([...frames, gradeOfChain(chain.slice(inside))]);
  const why = WHY[grade] ?? (hasLongText(chain) ? WEAKNESS.longText : undefined);
  return why === undefined ? { grade } : { grade, why };
}

/** Whether `a` is the better grade. */
export function isBetter(a: Grade, b: Grade): boolean {
  return GRADES.indexOf(a) < GRADES.indexOf(b);
}

function gradeOfChain(chain: readonly LocatorCall[]): Grade {
  const links = chain.map(gradeOfLink).filter((grade) => grade !== undefined);
  const finds = chain.filter(({ method }) => method !== 'filter' && !isPosition(method));
  // What is found inside something else stands or falls with it, unless that has a test id.
  const held = finds.slice(0, -1).some(({ method }) => method !== 'getByTestId');
  return worst([...links, ...(held ? (['row or list item'] as const) : [])]);
}

function gradeOfLink({ method, args: [first, options] }: LocatorCall): Grade | undefined {
  if (isPosition(method)) return 'nth';
  if (method === 'getByRole') return hasName(options) ? 'role and name' : 'row or list item';
  if (method !== 'filter') return BY_METHOD[method];
  const within = isOptions(first) ? Object.values(first).filter(Array.isArray) : [];
  return worst(['row or list item', ...within.map(gradeOfChain)]);
}

function worst(grades: readonly Grade[]): Grade {
  return GRADES[Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)))] ?? 'point';
}

function hasName(options: LocatorCall['args'][number] | undefined): boolean {
  return isOptions(options) && options['name'] !== undefined && options['name'] !== '';
}

function isOptions(arg: LocatorCall['args'][number] | undefined): arg is LocatorOptions {
  return typeof arg === 'object' && !(arg instanceof RegExp);
}

function hasLongText(chain: readonly LocatorCall[]): boolean {
  return chain.some(
    ({ method, args: [text] }) => method === 'getByText' && typeof text === 'string' && text.length > LONG_TEXT,
  );
}

function isPosition(method: LocatorCall['method']): boolean {
  return method === 'nth' || method === 'first' || method === 'last';
}

function isFrame(method: LocatorCall['method']): boolean {
  return method === 'contentFrame' || method === 'frameLocator';
}
