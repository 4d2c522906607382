/**
 * Selector engines of ours, registered once a process. They run in Playwright's own world in the page, so that a page
 * that redefines built-ins cannot mislead them. None of them ever reaches a spec: `normalize()` turns what they find into plain locators.
 */
import { selectors } from 'playwright';

/** `uitest-point=x,y` or `uitest-point=x,y,up`: what a person would hit there, or its ancestor `up` levels higher. CSS pixels. */
export const POINT = 'uitest-point';
/** `uitest-secret=["value", …]`: whatever shows one of the values, and every password field. */
export const SECRET = 'uitest-secret';

let registered: Promise<void> | undefined;

/** A second copy of the engines in one process (another worker's leftovers) is no fault. */
export function registerEngines(): Promise<void> {
  registered ??= (async () => {
    const register = async (name: string, engine: () => object) => {
      try {
        await selectors.register(name, engine, { contentScript: true });
      } catch (error) {
        if (!String(error).includes('already registered')) throw error;
      }
    };
    await register(POINT, pointEngine);
    await register(SECRET, secretEngine);
  })();
  return registered;
}

function pointEngine() {
  const hit = (root: Document | ShadowRoot | Element, selector: string): Element | null => {
    const [x = 0, y = 0, up = 0] = selector.split(',').map(Number);
    const owner = root instanceof Element ? root.ownerDocument : root;
    let found = owner.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner: Element | null = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    const active = found?.closest(
      'button, a[href], select, [role=button], [role=link], [role=checkbox], [role=radio], [role=menuitem], [role=tab], [role=option], [role=switch]',
    );
    found = active ?? found;
    for (let level = 0; found && level < up; level++) {
      const parent: Node | null = found.parentElement ?? found.getRootNode();
      found = parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
    }
    return found;
  };
  return {
    query: hit,
    queryAll: (root: Document | Element, selector: string) => [hit(root, selector)].filter(Boolean),
  };
}

function secretEngine() {
  const all = (root: Document | ShadowRoot | Element, values: string[], out: Set<Element>) => {
    const holds = (text: string | null) => text !== null && values.some((value) => text.includes(value));
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        // An option of a closed select has no box of its own.
        const shows = node.parentElement?.closest('select') ?? node.parentElement;
        if (shows && holds(node.nodeValue)) out.add(shows);
      } else if (node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement) {
        if (node.type === 'password' || holds(node.value) || holds(node.placeholder)) out.add(node);
      } else if (node instanceof Element && node.shadowRoot) all(node.shadowRoot, values, out);
    }
  };
  const find = (root: Document | Element, selector: string) => {
    const out = new Set<Element>();
    all(root, JSON.parse(selector), out);
    return [...out];
  };
  return { query: (root: Document | Element, selector: string) => find(root, selector)[0] ?? null, queryAll: find };
}
