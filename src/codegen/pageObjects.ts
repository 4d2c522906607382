/** Locators that several lines use, as members of page classes in Playwright's documented form. */
import type { Action } from '../core/action.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import type { Run } from '../journal/run.ts';
import { className, memberName, pageKind } from './pageNames.ts';

export interface PageClass {
  name: string;
  /** Name of its file, without extension. */
  file: string;
  /** Locator code, relative to `page` → name of the member. */
  members: Map<string, string>;
}

/** How often each locator stands in a spec, by its code. */
export type LocatorUses = Map<string, number>;

/** A class's members as they are there already, so that a spec that uses them goes on doing so. */
export type KnownMembers = (file: string) => Map<string, string>;

export interface PageClasses {
  /** In the order of their paths. */
  classes: PageClass[];
  /** For each spec, in order: locator code → where it is now. */
  members: ReadonlyMap<string, { page: PageClass; member: string }>[];
}

/**
 * What stands twice or more in all specs together, on the same kind of page. A spec that uses a locator on several kinds
 * takes it from the one on which it uses it most.
 */
export function pageClasses(
  specs: readonly { run: Run; uses: LocatorUses }[],
  known: KnownMembers = () => new Map(),
): PageClasses {
  const kinds = specs.map(({ run, uses }) => {
    const seen = pagesOf(run);
    return new Map([...uses.keys()].map((code) => [code, mostUsed(seen.get(code) ?? [])]));
  });
  const byKind = new Map<string, Map<string, number>>();
  for (const [index, { uses }] of specs.entries())
    for (const [code, count] of uses) {
      const kind = kinds[index]?.get(code) ?? '/';
      const codes = byKind.get(kind) ?? new Map<string, number>();
      byKind.set(kind, codes.set(code, (codes.get(code) ?? 0) + count));
    }
  const taken = new Set<string>();
  const classes = new Map<string, PageClass>();
  for (const [kind, counts] of [...byKind].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const codes = [...counts].filter(([, count]) => count >= 2).map(([code]) => code);
    if (codes.length > 0) classes.set(kind, classOf(unused(className(kind), taken), codes, known));
  }
  return {
    classes: [...classes.values()],
    members: kinds.map((kindOf) => {
      const found = [...kindOf].flatMap(([code, kind]) => {
        const page = classes.get(kind);
        const member = page?.members.get(code);
        return page && member !== undefined ? [[code, { page, member }] as const] : [];
      });
      return new Map(found);
    }),
  };
}

function classOf(name: string, codes: readonly string[], known: KnownMembers): PageClass {
  const file = name.charAt(0).toLowerCase() + name.slice(1);
  const members = new Map(known(file));
  const used = new Set(['page', 'constructor', ...members.values()]);
  for (const code of codes) if (!members.has(code)) members.set(code, unused(memberName(parseLocator(code)), used));
  return { name, file, members };
}

function unused(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
  taken.add(name);
  return name;
}

/** The first of those that are there most often. */
function mostUsed(kinds: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '/';
}

/** Locator code → the kinds of page on which it was used, in order. */
function pagesOf({ scenario, turns }: Run): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  let url = scenario.url;
  for (const { observation, calls } of turns) {
    url = observation?.url ?? url;
    for (const { result } of calls) {
      const action = result?.ok ? result.action : undefined;
      if (!action) continue;
      for (const code of codesOf(action)) seen.set(code, [...(seen.get(code) ?? []), pageKind(url)]);
      url = addressAfter(action, url, scenario.url);
    }
  }
  return seen;
}

/** Where nobody looked at the page between two actions, what they say themselves. */
function addressAfter(action: Action, url: string, start: string): string {
  if (action.kind === 'navigate') return resolved(action.url, start) ?? url;
  if (action.kind === 'verify' && action.check === 'url' && !action.url.includes('*') && /^(\/|http)/.test(action.url))
    return resolved(action.url, start) ?? url;
  return url;
}

function codesOf(action: Action): string[] {
  const targets = 'from' in action ? [action.from, action.to] : 'target' in action ? [action.target] : [];
  return targets.flatMap((target) => {
    const code = target?.locator ?? target?.anchor?.locator;
    return code === undefined ? [] : [renderLocator(parseLocator(code))];
  });
}

function resolved(url: string, base: string): string | undefined {
  return URL.canParse(url, base) ? new URL(url, base).href : undefined;
}

/** The file of a class. It imports types only, so it has no name in common with the suite. */
export function renderPageClass({ name, members }: PageClass, language: 'ts' | 'js'): string {
  const fields = [...members].map(([code, member]) => `    this.${member} = page.${code};`);
  if (language === 'js')
    return [
      `export class ${name} {`,
      '  /** @param {import("@playwright/test").Page} page */',
      '  constructor(page) {',
      '    this.page = page;',
      ...fields,
      '  }',
      '}',
      '',
    ].join('\n');
  return [
    "import type { Locator, Page } from '@playwright/test';",
    '',
    `export class ${name} {`,
    '  readonly page: Page;',
    ...[...members.values()].map((member) => `  readonly ${member}: Locator;`),
    '',
    '  constructor(page: Page) {',
    '    this.page = page;',
    ...fields,
    '  }',
    '}',
    '',
  ].join('\n');
}

/** The members of a file that `renderPageClass` wrote. */
export function readPageClass(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/^ {4}this\.(\w+) = page\.(.*);$/gm)].map(([, member = '', code = '']) => [code, member]),
  );
}
