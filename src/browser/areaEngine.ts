/** Runs in the page: what scrolls, where it stands, and where in it the wheel reaches it and nothing else. */
export function areaEngine() {
  const isPage = (element: Element) => {
    const { documentElement, body, scrollingElement } = element.ownerDocument;
    return element === documentElement || element === body || element === scrollingElement;
  };
  const scrolls = (element: Element, axis: string) => {
    const slack =
      axis === 'x' ? element.scrollWidth - element.clientWidth : element.scrollHeight - element.clientHeight;
    if (slack <= 1 || element.clientWidth * element.clientHeight === 0) return false;
    const { overflowX, overflowY, visibility } = getComputedStyle(element);
    return visibility !== 'hidden' && /auto|scroll|overlay/.test(axis === 'x' ? overflowX : overflowY);
  };
  const upward = (element: Element): Element | null => {
    const parent: Node | null = element.assignedSlot ?? element.parentElement ?? element.getRootNode();
    return parent instanceof ShadowRoot ? parent.host : parent instanceof Element ? parent : null;
  };
  const sizeOf = (element: Element) => {
    const { top, bottom, left, right } = element.getBoundingClientRect();
    const width = Math.min(right, innerWidth) - Math.max(left, 0);
    const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
    return width > 0 && height > 0 ? width * height : 0;
  };
  const inside = (root: Element | Document | ShadowRoot, axis: string, out: Element[] = []) => {
    if (root instanceof Element && root.shadowRoot) inside(root.shadowRoot, axis, out);
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) inside(element.shadowRoot, axis, out);
      if (!isPage(element) && scrolls(element, axis) && sizeOf(element) > 0) out.push(element);
    }
    return out;
  };
  const around = (element: Element, axis: string) => {
    for (let up: Element | null = element; up && !isPage(up); up = upward(up)) if (scrolls(up, axis)) return up;
    return undefined;
  };
  const pageScrolls = ({ scrollingElement: page, body }: Document, axis: string) => {
    if (!page) return false;
    const slack = axis === 'x' ? page.scrollWidth - page.clientWidth : page.scrollHeight - page.clientHeight;
    const clips = [page, body].some((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return /hidden|clip/.test(axis === 'x' ? overflowX : overflowY);
    });
    return slack > 1 && !clips;
  };
  /** In a frame the document is an area of the page. */
  const framed = (root: Document, axis: string) =>
    window.parent !== window && pageScrolls(root, axis) ? root.documentElement : undefined;
  const find = (root: Element | Document, axis: string): Element | undefined => {
    if (root instanceof Element) {
      const own = around(root, axis);
      if (own === root) return own;
      const [largest] = inside(root, axis).sort((a, b) => sizeOf(b) - sizeOf(a));
      return largest ?? own ?? framed(root.ownerDocument, axis);
    }
    if (pageScrolls(root, axis)) return framed(root, axis);
    return inside(root, axis).sort((a, b) => sizeOf(b) - sizeOf(a))[0];
  };
  const at = (x: number, y: number) => {
    let found = document.elementFromPoint(x, y);
    while (found?.shadowRoot) {
      const inner: Element | null = found.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === found) break;
      found = inner;
    }
    return found;
  };
  /** The centre where it will do, else the first of a grid of points. In CSS pixels of the frame's viewport. */
  const pointIn = (area: Element | undefined, axis: string) => {
    const box = area?.getBoundingClientRect() ?? new DOMRect(0, 0, innerWidth, innerHeight);
    const shares = [0.5, 0.25, 0.75, 0.1, 0.9];
    for (const across of shares)
      for (const down of shares) {
        const [x, y] = [box.left + box.width * across, box.top + box.height * down];
        const hit = at(x, y);
        if (hit && around(hit, axis) === area) return { x, y, centre: across === 0.5 && down === 0.5 };
      }
    return undefined;
  };
  const say = (root: Element | Document, axis: string, what: string) => {
    const area = what === 'say' && root instanceof Element ? root : undefined;
    const box = area?.getBoundingClientRect() ?? new DOMRect();
    const element = area ?? document.scrollingElement ?? document.documentElement;
    const point = pointIn(area, axis);
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element;
    const most = axis === 'x' ? scrollWidth - element.clientWidth : scrollHeight - element.clientHeight;
    // From right to left it goes from 0 to less.
    const least = axis === 'x' && getComputedStyle(element).direction === 'rtl' ? -most : 0;
    const stands = (axis === 'x' ? scrollLeft : scrollTop) - least;
    const made = document.createElement('i');
    made.textContent = JSON.stringify({
      width: area ? area.clientWidth : innerWidth,
      height: area ? area.clientHeight : innerHeight,
      // Two equal marks: nothing moved and nothing else came. Lists that move by transforms change their text only.
      mark: [
        scrollLeft,
        scrollTop,
        scrollWidth,
        scrollHeight,
        area ? (area.textContent ?? '').slice(0, 20_000) : element.querySelectorAll('*').length,
      ].join('|'),
      back: stands,
      on: most - stands,
      areas: area
        ? 0
        : ['x', 'y'].reduce(
            (sum, each) => sum + inside(document, each).length + Number(pageScrolls(document, each)),
            0,
          ),
      ...(point ? { point: { x: point.x - box.left, y: point.y - box.top, centre: point.centre } } : {}),
    });
    return [made];
  };
  const query = (root: Element | Document, body: string): Element[] => {
    const [axis = 'y', what] = body.split(',');
    if (what !== undefined) return say(root, axis, what);
    const found = find(root, axis);
    return found ? [found] : [];
  };
  return { query: (root: Element, body: string) => query(root, body)[0] ?? null, queryAll: query };
}
