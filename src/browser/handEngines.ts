/**
 * Selector engines that the hands need: which element takes a text, a file, the wheel, an option. They look in Playwright's
 * own world in the page, as those of `engines.ts` do. With the body `say` an engine returns an element that it made, which
 * is in no document: its text brings an answer out of that world.
 */
import { selectors } from 'playwright';
import { areaEngine } from './areaEngine.ts';
import { fieldEngine } from './fieldEngine.ts';

/** `uitest-field=around|any`: what takes a text: the element itself, the editor around it; with `any` also the only field in it. `takes:` a value: the field, if it would hold it. */
export const FIELD = 'uitest-field';
/** `uitest-file`: the file field that the element is, that its label belongs to, or the only one in it. */
export const FILE = 'uitest-file';
/** `uitest-area=x|y`: what scrolls along that axis: in the element, or around it. */
export const AREA = 'uitest-area';
/** `uitest-opener`: what opens a list of choices: the element, one around it, or the only one in it. */
export const OPENER = 'uitest-opener';
/** `uitest-dragged`: the element, if the browser itself drags it, or one around it. */
export const DRAGGED = 'uitest-dragged';

let registered: Promise<void> | undefined;

/** A second copy of the engines in one process (another worker's leftovers) is no fault. */
export function registerHandEngines(): Promise<void> {
  registered ??= (async () => {
    for (const [name, engine] of [
      [FIELD, fieldEngine],
      [FILE, fileEngine],
      [AREA, areaEngine],
      [OPENER, openerEngine],
      [DRAGGED, draggedEngine],
    ] as const)
      try {
        await selectors.register(name, engine, { contentScript: true });
      } catch (error) {
        if (!String(error).includes('already registered')) throw error;
      }
  })();
  return registered;
}

function fileEngine() {
  const isFile = (element: unknown): element is HTMLInputElement =>
    element instanceof HTMLInputElement && element.type === 'file';
  const filesIn = (root: Element | ShadowRoot, out: HTMLInputElement[]) => {
    for (const element of root.querySelectorAll('*')) {
      if (isFile(element) && !element.disabled) out.push(element);
      if (element.shadowRoot) filesIn(element.shadowRoot, out);
    }
    return out;
  };
  const find = (root: Element | Document): Element[] => {
    if (!(root instanceof Element)) return [];
    if (isFile(root)) return [root];
    const control = root.closest('label')?.control;
    if (isFile(control)) return [control];
    const inner = filesIn(root, root.shadowRoot ? filesIn(root.shadowRoot, []) : []);
    return inner.length === 1 ? inner : [];
  };
  return { query: (root: Element) => find(root)[0] ?? null, queryAll: find };
}

function openerEngine() {
  const OPENS = '[role=combobox], [aria-haspopup]:not([aria-haspopup=false]), [aria-expanded]';
  const CHOICES = '[role=listbox], [role=menu], [role=radiogroup]';
  const said = (data: unknown) => {
    const made = document.createElement('i');
    made.textContent = JSON.stringify(data);
    return [made];
  };
  const openersIn = (root: Element | ShadowRoot, out: Element[]) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches(OPENS) && element.getClientRects().length > 0) out.push(element);
      if (element.shadowRoot) openersIn(element.shadowRoot, out);
    }
    return out;
  };
  const find = (root: Element): Element | undefined => {
    const own = root.closest(`${OPENS}, ${CHOICES}`);
    if (own) return own;
    const inner = openersIn(root, root.shadowRoot ? openersIn(root.shadowRoot, []) : []);
    return inner.length === 1 ? inner[0] : undefined;
  };
  const query = (root: Element | Document, body: string): Element[] => {
    if (!(root instanceof Element)) return [];
    const found = find(root);
    if (body === 'say')
      return said({
        tag: root.localName,
        own: found === root,
        found: found !== undefined,
        open: found?.matches(`[aria-expanded=true], ${CHOICES}`) ?? false,
      });
    return found ? [found] : [];
  };
  return { query: (root: Element, body: string) => query(root, body)[0] ?? null, queryAll: query };
}

function draggedEngine() {
  const find = (root: Element) => {
    for (let up: Element | null = root; up; up = up.parentElement)
      if (up instanceof HTMLElement && up.draggable) return [up];
    return [];
  };
  return { query: (root: Element) => find(root)[0] ?? null, queryAll: find };
}
