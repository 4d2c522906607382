/** The suite that a spec is to live in, as far as its code depends on it. Absent: the spec stands alone. */
import path from 'node:path';
import { parseUrl } from '../core/url.ts';

export interface SuiteStyle {
  /** Absolute real folder that gets the spec. */
  folder: string;
  /** Absolute real folder in which the suite is run: what lies in it is named from there. */
  root?: string;
  language: 'ts' | 'js';
  baseURL?: string;
  /** Options (as in `test.use`) that the suite has already, each with its value. */
  use: Record<string, unknown>;
  /** Where `test`, and `expect` too if it has one, come from instead of `@playwright/test`. */
  fixture?: { specifier: string; test: string; expect: boolean };
}

/** A file as the suite would name it: the spec goes where the suite goes. */
export function suitePath(file: string, suite: SuiteStyle | undefined): string {
  if (suite?.root === undefined) return file;
  const relative = path.relative(suite.root, file);
  return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative.split(path.sep).join('/');
}

/** An address as the suite would write it: without its origin where that is the suite's own. */
export function suiteAddress(url: string, suite: SuiteStyle | undefined): string {
  const origin = ownOrigin(suite);
  if (origin === undefined || (url !== origin && !url.startsWith(`${origin}/`))) return url;
  return url.slice(origin.length) || '/';
}

/** An address with slots that is relative to `start`, made relative to the suite's origin; undefined where it has another. */
export function suiteRelative(url: string, start: string, suite: SuiteStyle | undefined): string | undefined {
  const origin = ownOrigin(suite);
  const from = parseUrl(start);
  if (origin === undefined || from?.origin !== origin) return undefined;
  if (url.startsWith(`${origin}/`)) return url.slice(origin.length);
  if (/^([a-z]+:|\/\/)/i.test(url)) return undefined;
  // A value may hold an address of any kind: what it is relative to is for Playwright to say.
  if (/^(\/|\{\{)/.test(url)) return url;
  return from.pathname.replace(/[^/]*$/, '') + url;
}

function ownOrigin(suite: SuiteStyle | undefined): string | undefined {
  return suite?.baseURL === undefined ? undefined : parseUrl(suite.baseURL)?.origin;
}

/** Whether the suite sets an option to this very value, so that the spec need not. */
export function suiteHas(suite: SuiteStyle | undefined, option: string, value: unknown): boolean {
  return suite !== undefined && option in suite.use && JSON.stringify(suite.use[option]) === JSON.stringify(value);
}
