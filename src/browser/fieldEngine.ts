/** Runs in the page: which element takes a text that is aimed at another. */
export function fieldEngine() {
  const NOT_TYPED = ['checkbox', 'radio', 'button', 'submit', 'reset', 'image', 'file', 'hidden'];
  const isField = (element: unknown): element is HTMLInputElement | HTMLTextAreaElement =>
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && !NOT_TYPED.includes(element.type));
  const isEditable = (element: unknown): element is HTMLElement =>
    element instanceof HTMLElement && element.isContentEditable;
  const hostOf = (element: HTMLElement) => {
    let host = element;
    while (isEditable(host.parentElement)) host = host.parentElement;
    return host.localName === 'html' ? host.ownerDocument.body : host;
  };
  const isSeen = (element: Element) => {
    const { width, height, right, bottom } = element.getBoundingClientRect();
    // Editors keep fields of their own beside the page, for the clipboard or the keyboard of a phone.
    return width * height > 4 && right + scrollX > 0 && bottom + scrollY > 0 && element.checkVisibility();
  };
  const upward = (element: Element): Element | null => {
    const parent: Node | null = element.parentElement ?? element.getRootNode();
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };
  const around = (element: Element): Element | undefined => {
    if (isField(element)) return element;
    const { control } = element.closest('label') ?? {};
    if (isField(control)) return control;
    for (let up: Element | null = element; up; up = upward(up)) if (isEditable(up)) return hostOf(up);
    const labelled =
      element.id === '' ? [] : element.ownerDocument.querySelectorAll(`[aria-labelledby~=${CSS.escape(element.id)}]`);
    const [only] = labelled;
    if (labelled.length !== 1 || !only) return undefined;
    return isField(only) ? only : isEditable(only) ? hostOf(only) : undefined;
  };
  const fieldsIn = (root: Element | Document | ShadowRoot, out = new Set<Element>()) => {
    if (root instanceof Element && root.shadowRoot) fieldsIn(root.shadowRoot, out);
    for (const element of root.querySelectorAll('*')) {
      if (isField(element) && isSeen(element) && !element.disabled) out.add(element);
      else if (isEditable(element) && isSeen(element)) out.add(hostOf(element));
      if (element.shadowRoot) fieldsIn(element.shadowRoot, out);
    }
    return [...out];
  };
  const find = (root: Element | Document, how: string): Element[] => {
    const own = root instanceof Element ? around(root) : undefined;
    if (own) return [own];
    return how === 'any' ? fieldsIn(root) : [];
  };
  const LANDMARKS: Record<string, string> = { main: 'main', nav: 'navigation', ul: 'list', ol: 'list', table: 'table' };
  /** Classes and ids that a build or a counter made are no names. */
  const cssOf = (element: Element) => {
    const classes = [...element.classList].filter((name) => !/\d{2,}/.test(name)).slice(0, 3);
    return [
      ...(element.id && !/\d{2,}/.test(element.id) ? [`#${CSS.escape(element.id)}`] : []),
      ...(classes.length > 0 ? [classes.map((name) => `.${CSS.escape(name)}`).join('')] : []),
      ...(element.getAttribute('contenteditable') === 'true' ? ['[contenteditable="true"]'] : []),
      element.localName,
    ];
  };
  const say = (root: Element | Document) => {
    const element = root instanceof Element ? root : root.body;
    const made = document.createElement('i');
    made.textContent = JSON.stringify({
      tag: element.localName,
      type: element instanceof HTMLInputElement ? element.type : '',
      role: element.getAttribute('role') ?? LANDMARKS[element.localName] ?? '',
      own: find(element, 'around')[0] === element,
      readonly:
        (isField(element) && element.readOnly) ||
        element.getAttribute('aria-readonly') === 'true' ||
        element.getAttribute('contenteditable') === 'false',
      filled: isField(element) ? element.value !== '' : (element.textContent ?? '').trim() !== '',
      list: element instanceof HTMLInputElement && element.list !== null,
      limits:
        element instanceof HTMLInputElement && (element.min || element.max)
          ? `${element.min || '…'} to ${element.max || '…'}`
          : '',
      takesKeys: element instanceof HTMLElement && element.tabIndex >= 0,
      css: cssOf(element),
    });
    return [made];
  };
  /** Whether a field of that kind would hold the value: tried with a copy, which is in no document. */
  const takes = (root: Element | Document, value: string) => {
    const copy = root.cloneNode(false);
    if (!(copy instanceof HTMLInputElement) || value === '') return true;
    copy.value = value;
    const held = copy.type === 'range' ? Number(copy.value) === Number(value) : copy.value !== '';
    return copy.type === 'color' ? /^#[0-9a-f]{6}$/i.test(value) : held;
  };
  const query = (root: Element | Document, body: string) => {
    if (body === 'say') return say(root);
    if (!body.startsWith('takes:')) return find(root, body);
    return takes(root, decodeURIComponent(body.slice('takes:'.length))) ? [root as Element] : [];
  };
  return { query: (root: Element, body: string) => query(root, body)[0] ?? null, queryAll: query };
}
