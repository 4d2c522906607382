/**
 * What the engines of the watch ask of a document, in the page. Each function here is sent as source text, so it names
 * nothing outside itself.
 */

export type DomTools = ReturnType<typeof domTools>;

export function domTools() {
  const ACTING =
    'a[href], button, input, select, textarea, option, label, summary, [onclick], [tabindex], [contenteditable], [role=button], [role=link], [role=checkbox], [role=radio], [role=menuitem], [role=tab], [role=option], [role=switch], [role=slider], [role=combobox], [role=textbox], [role=treeitem]';
  const WHOLE =
    'button, a[href], select, [role=button], [role=link], [role=checkbox], [role=radio], [role=menuitem], [role=tab], [role=option], [role=switch]';
  const ROW = 'tr, li, [role=row], [role=listitem], article';
  const UNREAD = 'script, style, template, noscript, select, textarea, option';
  const INPUT_ROLES: Record<string, string> = {
    button: 'button',
    submit: 'button',
    reset: 'button',
    image: 'button',
    checkbox: 'checkbox',
    radio: 'radio',
    range: 'slider',
    number: 'spinbutton',
    search: 'searchbox',
  };
  const TAG_ROLES: Record<string, string> = {
    button: 'button',
    summary: 'button',
    textarea: 'textbox',
    option: 'option',
    img: 'img',
    tr: 'row',
    li: 'listitem',
    p: 'paragraph',
    td: 'cell',
    th: 'columnheader',
    dialog: 'dialog',
    iframe: 'iframe',
  };

  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

  /** Through the edges of open shadow roots. */
  const parentOf = (node: Node): Element | null =>
    node.parentElement ?? (node.parentNode instanceof ShadowRoot ? node.parentNode.host : null);

  const closest = (element: Element, selector: string): Element | null => {
    for (let at: Element | null = element; at;) {
      const found: Element | null = at.closest(selector);
      if (found) return found;
      const root: Node = at.getRootNode();
      at = root instanceof ShadowRoot ? root.host : null;
    }
    return null;
  };

  const holds = (outer: Element, inner: Element): boolean => {
    for (let at: Element | null = inner; at; at = parentOf(at)) if (at === outer) return true;
    return false;
  };

  const isShown = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });

  const inView = ({ left, top, right, bottom }: DOMRect) =>
    right > left && bottom > top && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;

  /** What a person reads there, at most about `max` characters of it. */
  const textOf = (node: Node, max: number): string => {
    let text = '';
    const read = (at: Node): void => {
      if (text.length > max) return;
      if (at.nodeType === Node.TEXT_NODE) text += at.nodeValue;
      if (at instanceof Element && (at.matches(UNREAD) || !(isShown(at) || isContents(at)))) return;
      const children =
        at instanceof HTMLSlotElement && at.assignedNodes().length > 0
          ? at.assignedNodes()
          : ((at instanceof Element && at.shadowRoot) || at).childNodes;
      for (const child of children) read(child);
      if (at instanceof Element) text += ' ';
    };
    read(node);
    return tidy(text).slice(0, max);
  };
  const isContents = (element: Element) => getComputedStyle(element).display === 'contents';

  const roleOf = (element: Element): string => {
    const given = element.getAttribute('role')?.trim().split(/\s+/)[0];
    if (given) return given;
    const tag = element.localName;
    if (element instanceof HTMLInputElement) return INPUT_ROLES[element.type] ?? 'textbox';
    if (element instanceof HTMLSelectElement) return element.multiple || element.size > 1 ? 'listbox' : 'combobox';
    if (tag === 'a' && element.hasAttribute('href')) return 'link';
    if (/^h[1-6]$/.test(tag)) return 'heading';
    return TAG_ROLES[tag] ?? 'generic';
  };

  const content = (element: Element) =>
    element.isConnected && !element.matches(ACTING) ? textOf(element, 200) : element.textContent?.slice(0, 400);

  const nameOf = (element: Element): string => {
    const root = element.getRootNode();
    const labelledBy = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const by =
      root instanceof Document || root instanceof ShadowRoot
        ? labelledBy.map((id) => root.getElementById(id)?.textContent ?? '').join(' ')
        : '';
    const field = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
    const labels = field || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])] : [];
    const pressed = element instanceof HTMLInputElement && ['button', 'submit', 'reset'].includes(element.type);
    const names = [
      by,
      element.getAttribute('aria-label'),
      labels.map((label) => textOf(label, 200)).join(' '),
      pressed ? element.value : '',
      element.getAttribute('alt'),
      // What stands in a field is its value, not its name.
      field || element instanceof HTMLTextAreaElement ? '' : content(element),
      element.getAttribute('title'),
      element.getAttribute('placeholder'),
    ];
    return names.map((name) => tidy(name ?? '').slice(0, 200)).find((name) => name !== '') ?? '';
  };

  /** What a person would hit there, through open shadow roots. */
  const hit = (x: number, y: number): Element | null => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };

  /** A text as the answer to a question: an element that never comes into the page. */
  const answer = (value: unknown): Element => {
    const element = document.createElement('p');
    element.textContent = JSON.stringify(value);
    return element;
  };

  return { ACTING, WHOLE, ROW, tidy, parentOf, closest, holds, isShown, inView, textOf, roleOf, nameOf, hit, answer };
}
