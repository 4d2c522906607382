/**
 * The element list of a page on which Playwright's ARIA snapshot would take too long: what is in view, and what holds a
 * text, with numbers by which each can be had again. Runs in the page, sent as source text.
 */
import type { Box } from '../core/action.ts';
import type { DomTools } from './dom.ts';

export interface BigLine {
  number: number;
  role: string;
  name: string;
  box: Box;
  states: ('checked' | 'disabled' | 'focused')[];
  /** Never of a password field. */
  value?: string;
  placeholder?: string;
  options?: string;
}

export function bigList(dom: DomTools, everyRoot: () => Iterable<Document | ShadowRoot>) {
  const SAYS =
    'h1, h2, h3, h4, h5, h6, p, td, th, li, dialog, [role=alert], [role=status], [role=dialog], iframe, canvas';
  const UNREAD = 'script, style, template, noscript';

  const numbers = new WeakMap<Element, number>();
  const numbered = new Map<number, WeakRef<Element>>();
  const numberOf = (element: Element): number => {
    const known = numbers.get(element);
    if (known !== undefined) return known;
    const number = numbered.size + 1;
    numbers.set(element, number);
    numbered.set(number, new WeakRef(element));
    return number;
  };

  const lineOf = (element: Element): BigLine => {
    const { left: x, top: y, width, height } = element.getBoundingClientRect();
    const states: BigLine['states'] = [];
    if (element.matches(':checked') && element instanceof HTMLInputElement) states.push('checked');
    if (element.matches(':disabled, [aria-disabled=true]')) states.push('disabled');
    if (element.matches(':focus')) states.push('focused');
    const line: BigLine = {
      number: numberOf(element),
      role: dom.roleOf(element),
      name: dom.nameOf(element),
      box: { x, y, width, height },
      states,
    };
    if (element instanceof HTMLSelectElement) {
      line.value = element.selectedOptions[0]?.label ?? '';
      line.options = [...element.options]
        .slice(0, 50)
        .map(({ label }) => label)
        .join('|');
    } else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      if (line.role !== 'button' && line.role !== 'checkbox' && line.role !== 'radio') {
        line.value = element.type === 'password' ? '' : element.value.slice(0, 400);
        line.placeholder = element.placeholder;
      }
    }
    return line;
  };

  const inView = (max: number): BigLine[] => {
    const found: Element[] = [];
    for (const root of everyRoot())
      for (const element of root.querySelectorAll(`${dom.ACTING}, ${SAYS}`)) {
        if (found.length >= max) break;
        if (dom.inView(element.getBoundingClientRect()) && dom.isShown(element)) found.push(element);
      }
    const lines: BigLine[] = [];
    let outer: Element | undefined;
    for (const element of found) {
      // A label says its field's name, and what stands in a button or a cell is told by it.
      if (element.matches('label, option') || (outer && dom.holds(outer, element) && !element.matches(dom.ACTING)))
        continue;
      const line = lineOf(element);
      if (line.name === '' && !element.matches(dom.ACTING) && !element.matches('iframe, canvas')) continue;
      const wraps = !element.matches(dom.WHOLE) && element.querySelector(dom.ACTING) !== null;
      if (wraps && !element.matches('tr, li, [role=row], dialog, [role=dialog]')) continue;
      if (!wraps) outer = element;
      lines.push(line);
    }
    return lines;
  };

  /** Editors in view that name no role: Playwright's snapshot shows them as the text that is in them. */
  const editors = (): BigLine[] => {
    const found = [...everyRoot()].flatMap((root) => [
      ...root.querySelectorAll<HTMLElement>('[contenteditable]:not([role])'),
    ]);
    const shown = found.filter(
      (element) =>
        element.isContentEditable &&
        !element.parentElement?.isContentEditable &&
        dom.inView(element.getBoundingClientRect()) &&
        dom.isShown(element),
    );
    return shown.map((element) => {
      const labelled = element.matches('[aria-label], [aria-labelledby], [title]');
      const hint = ['aria-placeholder', 'data-placeholder', 'placeholder'].map((name) => element.getAttribute(name));
      const value = dom.textOf(element, 400);
      const line = { ...lineOf(element), role: 'textbox', value };
      return { ...line, name: (labelled ? line.name : hint.find(Boolean)) ?? '' };
    });
  };

  const normal = (text: string | null | undefined) => dom.tidy(text ?? '').toLowerCase();

  /** What holds `text`, with nothing in it that holds it as well. */
  const holding = (element: Element, wanted: string, max: number, out: Set<Element>): boolean => {
    if (out.size >= max || element.matches(UNREAD) || !normal(element.textContent).includes(wanted)) return false;
    let inside = false;
    for (const child of element.children) inside = holding(child, wanted, max, out) || inside;
    if (!inside) out.add(element);
    return true;
  };

  const find = (text: string, max: number): BigLine[] => {
    const wanted = normal(text);
    const found = new Set<Element>();
    for (const root of everyRoot()) {
      for (const child of root.children) holding(child, wanted, max, found);
      const attributes = ['aria-label', 'placeholder', 'title', 'alt', 'value'];
      for (const element of root.querySelectorAll(attributes.map((name) => `[${name}]`).join())) {
        if (found.size >= max) break;
        if (element instanceof HTMLInputElement && element.type === 'password') continue;
        if (attributes.some((name) => normal(element.getAttribute(name)).includes(wanted))) found.add(element);
      }
    }
    const targets = new Set<Element>();
    for (const element of found) {
      const label = element.closest('label');
      targets.add((label?.control as Element | null | undefined) ?? dom.closest(element, dom.WHOLE) ?? element);
    }
    return [...targets].filter(dom.isShown).map(lineOf);
  };

  const size = () => {
    let elements = 0;
    let frames = 0;
    for (const root of everyRoot()) {
      elements += root.querySelectorAll('*').length;
      for (const frame of root.querySelectorAll('iframe'))
        if (frame.clientWidth > 0 && frame.clientHeight > 0) frames++;
    }
    return { elements, frames };
  };

  const connected = (element: Element | undefined) => (element?.isConnected ? element : null);

  return { inView, editors, find, size, numbered: (number: number) => connected(numbered.get(number)?.deref()) };
}
