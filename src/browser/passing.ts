/**
 * What appeared in the page and went again between two looks: toasts, a "Saved" beside a button. Runs in the page, sent as
 * source text. Told is what a person could see; not a page that another replaced, not a list that scrolled, not a counter.
 */
import type { DomTools } from './dom.ts';

/** `seen`: whether the element was shown at the last look. */
export function passingTexts(dom: DomTools, seen: (element: Element) => boolean, roots: () => Iterable<Node>) {
  /** A flash that nobody can read is a render, not a message. */
  const READ_MS = 60;
  const TICK_MS = 35;
  /** Fading and sliding in takes no longer. */
  const COMING_MS = 2_000;
  const MAX_PENDING = 200;
  const MAX_SIGHTS = 60;
  const MAX_TEXT = 200;
  /** More of one parent are rows of a list. */
  const MAX_ALIKE = 3;
  const MESSAGES = '[role=alert], [role=status], [role=log], [aria-live]';
  const LIVE = `${MESSAGES}, [role=alertdialog], [role=dialog], [popover], dialog`;
  const CHOICES = '[role=listbox], [role=menu], [role=option], [role=menuitem], [role=tooltip], [contenteditable]';
  const FIELDS = 'input, select, textarea, [role=option], [role=menuitem]';

  interface Coming {
    since: number;
    /** When it was first found shown, and as what. */
    shownAt: number;
    text: string;
    /** Something else was taken from the same place: a message may follow another, anything else is a render. */
    replacing: boolean;
  }
  interface Sight {
    element: Element;
    text: string;
    parent: Element | null;
    aloft: boolean;
  }
  const coming = new Map<Element, Coming>();
  /** By element, the texts that it had, without their digits. */
  const said = new WeakMap<Element, string[]>();
  const ticking = new WeakSet<Element>();
  let sights: Sight[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  const bare = (text: string) => dom.tidy(text.replace(/\d+/g, '#'));

  /** A text that comes back with other digits, or again and again another, is a counter. */
  const tick = (element: Element, before: string) => {
    const texts = said.get(element) ?? [];
    const now = bare(element.textContent ?? '');
    for (const text of [bare(before)]) if (text !== '' && !texts.includes(text)) texts.push(text);
    if ((now !== '' && texts.includes(now) && /#/.test(now)) || texts.length > 4) ticking.add(element);
    said.set(element, texts);
  };

  const expect = (element: Element, replacing: boolean) => {
    if (coming.size >= MAX_PENDING && !coming.has(element)) return;
    coming.set(element, { since: performance.now(), shownAt: 0, text: '', replacing });
    timer ??= setTimeout(look, TICK_MS);
  };

  const saw = (records: readonly MutationRecord[]) => {
    const replaced = new Set<Node>();
    for (const { type, target, removedNodes } of records) {
      if (type !== 'childList') continue;
      for (const node of removedNodes) {
        if ((node.textContent ?? '').trim() === '') continue;
        if (node.nodeType === Node.TEXT_NODE && target instanceof Element) tick(target, node.nodeValue ?? '');
        else replaced.add(target);
      }
    }
    for (const { type, target, addedNodes, oldValue } of records) {
      if (type === 'characterData') {
        const element = target.parentElement;
        if (element) tick(element, oldValue ?? '');
        if (element) expect(element, false);
      } else if (type === 'attributes') {
        if (target instanceof Element && !seen(target)) expect(target, false);
      } else {
        const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && (node.nodeValue ?? '').trim() !== '';
        for (const node of addedNodes) {
          if (node instanceof Element) expect(node, replaced.has(target));
          else if (isText(node) && target instanceof Element) expect(target, replaced.has(target));
        }
      }
    }
  };

  /** Over the page, or said to be a message. */
  const isAloft = (element: Element): boolean => {
    if (dom.closest(element, LIVE)) return true;
    for (let at: Element | null = element, up = 0; at && up < 5; at = dom.parentOf(at), up++)
      if (getComputedStyle(at).position === 'fixed') return true;
    return false;
  };

  const isMessenger = (element: Element) =>
    dom.closest(element, MESSAGES) !== null || getComputedStyle(element).position === 'fixed';

  const isMessage = (element: Element): boolean => {
    if (element === document.body || element === document.documentElement) return false;
    if ((element.textContent ?? '').length > MAX_TEXT * 10 || ticking.has(element)) return false;
    return !dom.closest(element, CHOICES) && !element.querySelector(FIELDS);
  };

  const isSmall = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width * height <= innerWidth * innerHeight * 0.4;
  };

  const isThere = (element: Element) =>
    element.isConnected && dom.isShown(element) && dom.inView(element.getBoundingClientRect());

  const look = () => {
    timer = undefined;
    const now = performance.now();
    for (const [element, one] of coming) {
      if (now - one.since > COMING_MS || !element.isConnected || !isMessage(element)) {
        coming.delete(element);
        continue;
      }
      if (!isThere(element)) continue;
      const text = dom.textOf(element, MAX_TEXT + 1);
      if (text !== one.text) Object.assign(one, { shownAt: now, text });
      if (now - one.shownAt < READ_MS) continue;
      coming.delete(element);
      if (!/\p{L}/u.test(text) || text.length > MAX_TEXT || sights.length >= MAX_SIGHTS) continue;
      const aloft = isAloft(element);
      if ((!aloft && !isSmall(element)) || (one.replacing && !isMessenger(element))) continue;
      if (sights.some((sight) => sight.text === text && dom.holds(sight.element, element))) continue;
      sights.push({ element, text, parent: dom.parentOf(element), aloft });
    }
    if (coming.size > 0) timer = setTimeout(look, TICK_MS);
  };

  const squeezed = (text: string) => text.replace(/\s+/g, '');

  const isGone = ({ element, text, aloft }: Sight) => {
    if (!element.isConnected || !dom.isShown(element)) return true;
    if (aloft && !dom.inView(element.getBoundingClientRect())) return true;
    return !squeezed(dom.textOf(element, MAX_TEXT * 2)).includes(squeezed(text));
  };

  /** What went since the last call, each text once. What still stands there is there for whoever looks. */
  const take = (): string[] => {
    const gone = sights.filter((sight) => !ticking.has(sight.element) && isGone(sight));
    sights = [];
    for (const [element] of coming) if (isThere(element)) coming.delete(element);
    const single = gone.filter(
      ({ parent, aloft }) => aloft || gone.filter((other) => other.parent === parent).length <= MAX_ALIKE,
    );
    if (single.length === 0) return [];
    const page = squeezed([...roots()].map((root) => dom.textOf(root, 200_000)).join(' '));
    const texts = [...new Set(single.map(({ text }) => text))].filter((text) => !page.includes(squeezed(text)));
    return texts.filter((text, at) => !texts.some((other, index) => index !== at && other.includes(text)));
  };

  return { saw, take };
}
