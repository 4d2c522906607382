/**
 * Selector engines of ours, registered once a process. They run in Playwright's own world in the page, so that a page
 * that redefines built-ins cannot mislead them. None of them ever reaches a spec: `normalize()` turns what they find into plain locators.
 */
import { selectors } from 'playwright';
import { standInEngine } from './standInEngine.ts';
import { surroundingsEngine } from './surroundingsEngine.ts';
import { watchSource } from './watchEngine.ts';

/**
 * `uitest-point=x,y,up,kind`: what a person would hit there, or its ancestor `up` levels higher, if it is of that kind. CSS pixels.
 * Asked by counting, so that the answer comes from Playwright's own world as well.
 */
export const POINT = 'uitest-point';
/**
 * `any`; `inmost`: the very element under the point, also inside a button; `frame`; `drawn`: it draws its own content, so that
 * only a point of it can be meant; `operable`: it can be acted on by a locator of its own. On bare ground it matters where.
 */
export type PointKind = 'any' | 'inmost' | 'frame' | 'drawn' | 'operable';
/** `uitest-secret=["value", …]`: whatever shows one of the values, and every password field. */
export const SECRET = 'uitest-secret';
/** `uitest-stand-in=x`, inside a checkbox or its label: what a person clicks (`standInEngine.ts`). */
export const STAND_IN = 'uitest-stand-in';
/** `uitest-surroundings=<attribute of test ids>`, inside an element: an answer in JSON (`surroundings.ts`). */
export const SURROUNDINGS = 'uitest-surroundings';
/** `uitest-watch=<question>`: asked through `watch.ts`. */
export const WATCH = 'uitest-watch';

let registered: Promise<void> | undefined;

/** A second copy of the engines in one process (another worker's leftovers) is no fault. */
export function registerEngines(): Promise<void> {
  registered ??= (async () => {
    const register = async (name: string, engine: (() => object) | { content: string }) => {
      try {
        await selectors.register(name, engine, { contentScript: true });
      } catch (error) {
        if (!String(error).includes('already registered')) throw error;
      }
    };
    await register(POINT, pointEngine);
    await register(SECRET, secretEngine);
    await register(STAND_IN, standInEngine);
    await register(SURROUNDINGS, surroundingsEngine);
    await register(WATCH, { content: watchSource() });
  })();
  return registered;
}

function pointEngine() {
  const CONTROLS = 'a, button, input, select, textarea, option, label, summary, [role], [tabindex], [contenteditable]';
  const WHOLE =
    'button, a[href], select, [role=button], [role=link], [role=checkbox], [role=radio], [role=menuitem], [role=tab], [role=option], [role=switch]';
  const THUMB_PX = 60;
  const isDrawn = (element: Element) => {
    const tag = element.localName;
    const closed = tag.includes('-') && element.shadowRoot === null && element.childElementCount === 0;
    return tag === 'canvas' || closed || element.matches('input[type=range]');
  };
  const isNamed = (element: Element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() !== '';
  const isClickable = (element: Element) =>
    element.matches('[onclick]') || getComputedStyle(element).cursor === 'pointer' || element.childElementCount === 0;
  const isInLabel = (element: Element) => (element.closest('label')?.control ?? null) !== null;
  const KINDS: Record<string, (element: Element) => boolean> = {
    frame: (element) => element.localName === 'iframe',
    drawn: isDrawn,
    operable: (element) =>
      !isDrawn(element) &&
      (element.matches(CONTROLS) || isInLabel(element) || (isNamed(element) && isClickable(element))),
  };
  /** The thumb of a slider, whatever it is made of; of a whole track a point is meant. */
  const isThumb = ({ width, height }: DOMRect) => width <= THUMB_PX && height <= THUMB_PX;
  const parentOf = (element: Element): Element | null => {
    const parent: Node | null = element.parentElement ?? element.getRootNode();
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };
  const closest = (element: Element, selector: string): Element | null => {
    for (let at: Element | null = element; at; at = parentOf(at)) if (at.matches(selector)) return at;
    return null;
  };
  const isPointed = (element: Element) => getComputedStyle(element).cursor === 'pointer';
  const words = (element: Element) => (element.textContent ?? '').trim();
  /** What is clicked as one and has a name of its own: an item, a titled box, with nothing in it but what was hit. */
  const sameButNamed = (element: Element): Element => {
    const around = isPointed(element) ? closest(element, 'li, [title], [role]') : null;
    return around && words(element) !== '' && words(around) === words(element) && isPointed(around) ? around : element;
  };
  const whole = (element: Element) => {
    const slider = closest(element, '[role=slider]');
    if (slider && isThumb(slider.getBoundingClientRect())) return slider;
    return closest(element, WHOLE) ?? sameButNamed(element);
  };
  /** What stands in a slot is drawn inside the control that holds the slot. */
  const slottedIn = (host: Element, x: number, y: number) => {
    const controls = [...(host.shadowRoot?.querySelectorAll(`${WHOLE}, label`) ?? [])];
    return controls.findLast((control) => {
      const { left, right, top, bottom } = control.getBoundingClientRect();
      return left <= x && x <= right && top <= y && y <= bottom;
    });
  };
  const hit = (root: Document | ShadowRoot | Element, selector: string): Element | null => {
    const [x, y, up, kind = 'any'] = selector.split(',');
    const owner = root instanceof Element ? root.ownerDocument : root;
    const under = (place: Document | ShadowRoot) => place.elementFromPoint(Number(x), Number(y));
    let found = under(owner);
    while (found?.shadowRoot) {
      const inner: Element | null = under(found.shadowRoot);
      if (!inner || inner === found) break;
      found = inner;
    }
    if (kind !== 'inmost' && found) found = slottedIn(found, Number(x), Number(y)) ?? whole(found);
    for (let level = 0; found && level < Number(up); level++) {
      found = parentOf(found);
    }
    return found && (KINDS[kind]?.(found) ?? true) ? found : null;
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
