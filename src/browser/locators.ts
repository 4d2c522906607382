/** Locator code ⇄ Playwright locators. */
import type { FrameLocator, Locator, Page } from 'playwright';
import { parseLocator, renderLocator, type LocatorCall } from '../core/locatorText.ts';

/** The code that `normalize()` printed, in our own spelling. */
export function codeOf(locator: Locator): string {
  return renderLocator(parseLocator(locator.toString()));
}

/** Builds the locator that the code names, from the main page. Throws a `SyntaxError` on code that is not a locator. */
export function locatorOf(page: Page, code: string): Locator {
  const built = build(page, parseLocator(code));
  if ('owner' in built)
    throw new SyntaxError(`expected a locator of an element, found one of a frame: ${code.slice(0, 200)}`);
  return built;
}

type Root = Page | Locator | FrameLocator;

function build(page: Page, chain: LocatorCall[]): Locator | FrameLocator {
  let root: Root = page;
  for (const { method, args } of chain) {
    const ready = args.map((arg) =>
      typeof arg === 'object' && !(arg instanceof RegExp)
        ? Object.fromEntries(
            Object.entries(arg).map(([key, value]) => [key, Array.isArray(value) ? build(page, value) : value]),
          )
        : arg,
    );
    const call: unknown = Reflect.get(root, method);
    if (typeof call !== 'function') throw new SyntaxError(`expected a locator method, found ${method}`);
    // The method names come from a closed list (core/locatorText.ts), the arguments are literals.
    root = Reflect.apply(call, root, ready) as Locator | FrameLocator;
  }
  return root as Locator | FrameLocator;
}

/** The role by which the code finds its element, if it does. */
export function roleIn(code: string): string | undefined {
  const last = parseLocator(code).at(-1);
  const [role] = last?.method === 'getByRole' ? last.args : [];
  return typeof role === 'string' ? role : undefined;
}
