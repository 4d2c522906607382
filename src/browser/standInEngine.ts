/**
 * Runs in the page, so it stands by itself. A checkbox or radio button that only its label shows cannot be clicked itself:
 * what a person clicks in its place is what is written in the label. From such a control and from anywhere in its label the
 * answer is the same, so that a ref and a point give the same locator. Anything else stands for itself.
 */
export function standInEngine() {
  const TINY_PX = 2;
  const tidy = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  const controlOf = (element: Element): HTMLInputElement | undefined => {
    const inner = element.closest('a[href], button, input, select, textarea, label, [role=button], [role=link]');
    const control = inner instanceof HTMLLabelElement ? inner.control : inner;
    const isSwitch = control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio');
    return isSwitch ? control : undefined;
  };
  const isShown = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > TINY_PX && height > TINY_PX && getComputedStyle(element).visibility === 'visible';
  };
  const canBeHit = (control: HTMLInputElement, labels: readonly Element[]): boolean => {
    const { pointerEvents, clip, clipPath } = getComputedStyle(control);
    if (!isShown(control) || pointerEvents === 'none') return false;
    if (/^rect\((?:0px[, ]*)+\)$/.test(clip) || /^inset\((?:50|100)%/.test(clipPath)) return false;
    const { x, y, width, height } = control.getBoundingClientRect();
    const root = control.getRootNode();
    const place = root instanceof ShadowRoot ? root : document;
    const hit = place.elementFromPoint(x + width / 2, y + height / 2);
    return !hit || hit === control || !labels.some((label) => label.contains(hit));
  };
  /** The innermost element with all that is written in the label. */
  const wordsIn = (label: Element): Element => {
    const words = tidy(label.textContent);
    const inner = [...label.children].find((child) => tidy(child.textContent) === words && isShown(child));
    return words === '' || !inner ? label : wordsIn(inner);
  };
  const query = (element: Document | Element): Element => {
    const own = element instanceof Element ? element : element.documentElement;
    const control = controlOf(own);
    const labels = [...(control?.labels ?? [])];
    if (!control) return own;
    // A drawing in the label says nothing by which it could be found again.
    if (canBeHit(control, labels)) return tidy(own.textContent) === '' ? control : own;
    const label = labels.find(isShown);
    return label ? wordsIn(label) : own;
  };
  return { query, queryAll: (element: Document | Element) => [query(element)] };
}
