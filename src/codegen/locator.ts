import type { Target } from '../core/action.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { slotsOf } from '../core/template.ts';
import type { PageClass } from './pageObjects.ts';
import { textCode, type Texts } from './text.ts';

/** The page classes that a spec uses. */
export interface SpecPages {
  /** Told of every locator that could be a member; the class that has it, if any. */
  find(code: string): { page: PageClass; member: string } | undefined;
  /** From where the spec imports a class. */
  specifier(page: PageClass): string;
  /** Class → its variable in the spec; filled as the spec is written. */
  used: Map<PageClass, string>;
}

/** `page.getByRole(…)`, with variables where the recorded texts have slots; a member of a page class where one has it. */
export function locatorCode(target: Target, context: Texts & { page: string; pages?: SpecPages | undefined }): string {
  const code = target.locator ?? target.anchor?.locator ?? "locator('body')";
  const rendered = renderLocator(parseLocator(code), (text) => textCode(text, context));
  const { pages, names } = context;
  // A class holds the locators of the first tab, and no value of a test.
  const found = context.page === 'page' && slotsOf(code).length === 0 ? pages?.find(rendered) : undefined;
  if (!pages || !found) return `${context.page}.${rendered}`;
  const variable = pages.used.get(found.page) ?? names.fresh(found.page.file);
  pages.used.set(found.page, variable);
  return `${variable}.${found.member}`;
}

/** Where in the element an action was performed that had only a point. */
export function positionOf({ anchor }: Target): string[] {
  return anchor ? [`position: { x: ${anchor.x}, y: ${anchor.y} }`] : [];
}
