/**
 * Runs in the page, so it stands by itself: what an element is, and what it stands in, as JSON in the text of an element
 * that is in no document (the only way by which an engine gives more than elements).
 */
export function surroundingsEngine() {
  const MAX_TEXT = 60;
  const ROLES: Record<string, string> = {
    tr: 'row',
    li: 'listitem',
    article: 'article',
    section: 'region',
    dialog: 'dialog',
    fieldset: 'group',
    details: 'group',
    form: 'form',
    nav: 'navigation',
    main: 'main',
    aside: 'complementary',
    table: 'table',
    ul: 'list',
    ol: 'list',
  };
  const OWN_ROLES: Record<string, string> = {
    button: 'button',
    textarea: 'textbox',
    img: 'img',
    option: 'option',
    td: 'cell',
    th: 'columnheader',
    p: 'paragraph',
  };
  const INPUTS: Record<string, string> = {
    checkbox: 'checkbox',
    radio: 'radio',
    range: 'slider',
    number: 'spinbutton',
    search: 'searchbox',
    button: 'button',
    submit: 'button',
    reset: 'button',
    image: 'button',
  };
  /** These are told from each other by what they hold. */
  const BY_TEXT = new Set([
    'row',
    'listitem',
    'article',
    'dialog',
    'alertdialog',
    'treeitem',
    'option',
    'group',
    'tabpanel',
  ]);
  const NAMES_ONLY = new Set([
    'region',
    'form',
    'navigation',
    'main',
    'complementary',
    'table',
    'list',
    'grid',
    'menu',
    'toolbar',
    'tablist',
    'radiogroup',
    'listbox',
    'search',
    'tree',
  ]);
  const tidy = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  /** As React, Emotion, CSS modules and their like name things anew with every build. */
  const generated = (word: string) =>
    /\d{2,}|^:|^(?:sc|css|jss|svelte|ember|radix|headlessui)-|__(?=\S*[A-Z\d])[\w-]{5,6}$|-[a-z]+[A-Z][A-Za-z]*$/.test(
      word,
    ) || /(?:^|[_-])(?=[a-z]*\d+[a-z])[a-z\d]{5,}$|(?=[a-f]*\d)[\da-f]{6,}/i.test(word);
  const parentOf = (element: Element): Element | null => {
    const root = element.getRootNode();
    return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  };
  const labelOf = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    const root = element.getRootNode();
    if (by !== null && (root instanceof Document || root instanceof ShadowRoot))
      return tidy(
        by
          .split(/\s+/)
          .map((id) => root.getElementById(id)?.textContent ?? '')
          .join(' '),
      );
    const own = tidy(element.getAttribute('aria-label'));
    if (own !== '') return own;
    const titled = element.querySelector(':scope > legend, :scope > caption, :scope > summary');
    return tidy(titled?.textContent) || tidy(element.getAttribute('title'));
  };
  /** Without what is written in `own`. */
  const textsIn = (holder: Element, own?: Element): string[] => {
    const texts = new Set<string>();
    const add = (node: Node | null) => {
      const text = tidy(node?.textContent);
      const apart = node && (!own || (!node.contains(own) && !own.contains(node)));
      if (apart && text.length > 1 && text.length <= MAX_TEXT && /\p{L}/u.test(text)) texts.add(text);
    };
    for (const heading of holder.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading], [role=rowheader], th'))
      add(heading);
    for (const spoken of holder.querySelectorAll('strong, b, a, td, [role=cell], [role=gridcell], dt, label')) {
      if (texts.size > 3) break;
      add(spoken);
    }
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    for (
      let node = walker.nextNode(), seen = 0;
      node && texts.size < 4 && seen < 60;
      node = walker.nextNode(), seen++
    ) {
      const inside = node.parentElement;
      if (inside && !/^(script|style|button|select|option|textarea)$/.test(inside.localName)) add(node);
    }
    return [...texts].slice(0, 4);
  };
  const holdersOf = (own: Element) => {
    const holders: object[] = [];
    let boxes = 0;
    let up = 0;
    for (let at = parentOf(own); at && at !== document.body && holders.length < 6 && up < 25; at = parentOf(at), up++) {
      const role = at.getAttribute('role')?.split(' ')[0] || ROLES[at.localName];
      const name = labelOf(at);
      if (role !== undefined && (BY_TEXT.has(role) || (NAMES_ONLY.has(role) && name !== ''))) {
        holders.push({
          role,
          name: name.length <= MAX_TEXT ? name : '',
          texts: BY_TEXT.has(role) ? textsIn(at, own) : [],
        });
        continue;
      }
      const kind = [...at.classList].find((word) => /^[a-z][\w-]*$/i.test(word) && !generated(word));
      const heading = at.querySelector('h1, h2, h3, h4, h5, h6, [role=heading], legend, strong');
      const selector = kind === undefined ? (at.localName.includes('-') ? at.localName : undefined) : `.${kind}`;
      if (!heading || selector === undefined || boxes === 2) continue;
      boxes++;
      holders.push({ name: '', texts: textsIn(at, own).slice(0, 1), selector });
    }
    return holders;
  };
  /** Attributes that somebody gave it on purpose. */
  const selectorsOf = (own: Element): string[] => {
    const quoted = (value: string) => JSON.stringify(value);
    const id = own.getAttribute('id') ?? '';
    const selectors = /^[a-z][\w-]*$/i.test(id) && !generated(id) ? [`#${id}`] : [];
    for (const name of ['name', 'href', 'aria-controls']) {
      const value = own.getAttribute(name) ?? '';
      if (value !== '' && value.length <= MAX_TEXT && !generated(value) && !value.startsWith('#'))
        selectors.push(`${own.localName}[${name}=${quoted(value)}]`);
    }
    return selectors;
  };
  const roleOf = (own: Element): string => {
    const given = own.getAttribute('role')?.split(' ')[0];
    if (given) return given;
    if (own instanceof HTMLInputElement) return own.list ? 'combobox' : (INPUTS[own.type] ?? 'textbox');
    if (own instanceof HTMLSelectElement) return own.multiple || own.size > 1 ? 'listbox' : 'combobox';
    if (own instanceof HTMLAnchorElement) return own.hasAttribute('href') ? 'link' : '';
    return /^h[1-6]$/.test(own.localName) ? 'heading' : (OWN_ROLES[own.localName] ?? ROLES[own.localName] ?? '');
  };
  const fieldLabelOf = (own: Element): string => {
    const labels = 'labels' in own && own.labels instanceof NodeList ? [...own.labels] : [];
    const given = own.hasAttribute('aria-label') || own.hasAttribute('aria-labelledby') ? labelOf(own) : '';
    return given || tidy(labels.map((each) => each.textContent).join(' '));
  };
  const nameOf = (own: Element, isField: boolean): string => {
    const given = labelOf(own);
    if (own.hasAttribute('aria-label') || own.hasAttribute('aria-labelledby')) return given;
    const labels = 'labels' in own && own.labels instanceof NodeList ? [...own.labels] : [];
    const label = tidy(labels.map((each) => each.textContent).join(' '));
    const inner = isField ? '' : tidy(own.textContent);
    const alt = tidy(own.getAttribute('alt') ?? own.querySelector('[alt]')?.getAttribute('alt'));
    return (label || inner || alt || given || tidy(own.getAttribute('placeholder'))).slice(0, 200);
  };
  const query = (root: Document | Element, testId: string) => {
    const own = root instanceof Element ? root : root.documentElement;
    const answer = document.createElement('span');
    const field = own.matches('input, textarea, select');
    answer.textContent = JSON.stringify({
      own: {
        role: roleOf(own),
        name: nameOf(own, field),
        text: field ? '' : tidy(own.textContent).slice(0, 200),
        placeholder: tidy(own.getAttribute('placeholder')),
        texts: textsIn(own),
        selectors: selectorsOf(own),
        testId: own.getAttribute(testId) ?? '',
        label: field ? fieldLabelOf(own) : '',
        title: tidy(own.getAttribute('title')),
      },
      holders: holdersOf(own),
      elements: own.ownerDocument.getElementsByTagName('*').length,
    });
    return answer;
  };
  return { query, queryAll: (root: Document | Element, testId: string) => [query(root, testId)] };
}
