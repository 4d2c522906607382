import type { Target } from '../core/action.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { textCode, type Texts } from './text.ts';

/** `page.getByRole(…)`, with variables where the recorded texts have slots. */
export function locatorCode(target: Target, context: Texts & { page: string }): string {
  const code = target.locator ?? target.anchor?.locator ?? "locator('body')";
  return `${context.page}.${renderLocator(parseLocator(code), (text) => textCode(text, context))}`;
}

/** Where in the element an action was performed that had only a point. */
export function positionOf({ anchor }: Target): string[] {
  return anchor ? [`position: { x: ${anchor.x}, y: ${anchor.y} }`] : [];
}
