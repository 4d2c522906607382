/**
 * Which element stood where when the page was looked at, and whether the same one is at a point now. Runs in the page, sent
 * as source text. A click that is due on another element than the one that was shown is withheld.
 */
import type { DomTools } from './dom.ts';

/** `was` and `now` in words; `unseen`: the document was not there when that look was taken. */
export type Stood = { same: true | 'unseen' } | { same: false; was?: string; now: string };

export function lookMemory(dom: DomTools, everyRoot: () => Iterable<Document | ShadowRoot>) {
  /** On pages with more elements only what can be acted on is remembered. */
  const MAX_ELEMENTS = 15_000;
  const SLACK_PX = 2;

  interface Rect {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  interface Place extends Rect {
    order: number;
    parent: Element | null;
    shown: boolean;
    /** It can be hit at all. */
    solid: boolean;
    lifted: boolean;
    name?: string;
    row?: string;
  }
  let places = new Map<Element, Place>();
  let look = 0;
  let partial = false;

  const contains = ({ left, top, right, bottom }: Rect, x: number, y: number) =>
    x >= left - SLACK_PX && x <= right + SLACK_PX && y >= top - SLACK_PX && y <= bottom + SLACK_PX;
  const equal = (a: Rect, b: Rect) =>
    [a.left - b.left, a.top - b.top, a.right - b.right, a.bottom - b.bottom].every((by) => Math.abs(by) <= SLACK_PX);
  const rowText = (row: Element) => dom.tidy((row.textContent ?? '').slice(0, 400));

  const remember = (number: number) => {
    places = new Map();
    look = number;
    const all = [...everyRoot()];
    partial = all.reduce((sum, root) => sum + root.querySelectorAll('*').length, 0) > MAX_ELEMENTS;
    for (const root of all)
      for (const element of root.querySelectorAll(partial ? dom.ACTING : '*')) {
        const rect = element.getBoundingClientRect();
        if (!dom.inView(rect)) continue;
        const { left, top, right, bottom } = rect;
        const { pointerEvents, visibility, opacity, position, zIndex } = getComputedStyle(element);
        const acting = element.matches(dom.ACTING);
        places.set(element, {
          left,
          top,
          right,
          bottom,
          order: places.size,
          parent: dom.parentOf(element),
          shown: visibility === 'visible' && opacity !== '0',
          solid: visibility === 'visible' && pointerEvents !== 'none',
          lifted: position !== 'static' && Number(zIndex) > 0,
          ...(acting ? { name: dom.nameOf(element) } : {}),
          ...(element.matches(dom.ROW) ? { row: rowText(element) } : {}),
        });
      }
  };

  const words = (element: Element, place?: Place) => {
    const name = place?.name ?? dom.nameOf(element);
    return `${dom.roleOf(element)} ${JSON.stringify(name.slice(0, 80))}`;
  };
  const isWithin = (outer: Element, inner: Element): boolean => {
    for (let at: Element | null = inner; at; at = places.get(at)?.parent ?? dom.parentOf(at))
      if (at === outer) return true;
    return false;
  };
  const bare = (text: string) => text.replace(/\d+/g, '#').toLowerCase();
  /** The rest of a name that was cut, a counter in it and the like make no other element. */
  const isRenamed = (before: string, now: string) => {
    const [a, b] = [bare(before), bare(now)];
    return a !== b && !(b !== '' && a.includes(b));
  };

  /** What was in front at the point, as far as boxes and order tell. */
  const shownAt = (x: number, y: number): [Element, Place][] =>
    [...places].filter(([, place]) => place.solid && contains(place, x, y));
  const isGone = (element: Element, was: Place, x: number, y: number) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return true;
    const { opacity, pointerEvents } = getComputedStyle(element);
    const faded = was.shown && opacity === '0';
    return faded || pointerEvents === 'none' || !contains(element.getBoundingClientRect(), x, y);
  };

  /** The row is kept and another's content stands in it: what happens to a list without keys when a row comes or goes. */
  const rowsMoved = (subject: Element): boolean => {
    const row = dom.closest(subject, dom.ROW);
    const before = row && places.get(row)?.row;
    if (!row || before === undefined || before === null) return false;
    const now = rowText(row);
    if (now === before) return false;
    return [...places].some(
      ([other, place]) => other !== row && place.row !== undefined && (place.row === now || rowText(other) === before),
    );
  };

  const isAlike = (old: Element, place: Place, now: Element, box: Rect) => {
    if (old.localName !== now.localName || dom.roleOf(old) !== dom.roleOf(now)) return false;
    const size = (length: number, other: number) => Math.abs(length - other) <= Math.max(8, length / 2);
    if (!size(place.right - place.left, box.right - box.left) || !size(place.bottom - place.top, box.bottom - box.top))
      return false;
    if (isRenamed(place.name ?? dom.nameOf(old), dom.nameOf(now))) return false;
    const [before, after] = [dom.closest(old, dom.ROW), dom.closest(now, dom.ROW)];
    return (before && rowText(before)) === (after && rowText(after));
  };

  /** Whether what a person would hit at the point is what the look `number` showed there. */
  const stood = (x: number, y: number, number: number): Stood => {
    const inmost = dom.hit(x, y);
    if (look !== number) return { same: 'unseen' };
    if (!inmost) return { same: true };
    const subject = dom.closest(inmost, dom.WHOLE) ?? inmost;
    const box = subject.getBoundingClientRect();
    const place = places.get(subject);
    const whole = subject.matches(dom.WHOLE);
    if (partial && !subject.matches(dom.ACTING)) return { same: true };

    const there = shownAt(x, y);
    const gone = there.filter(([element, was]) => element !== subject && isGone(element, was, x, y));
    const foremost = (among: [Element, Place][]) =>
      among.toSorted(
        ([a, p], [b, q]) => Number(q.lifted) - Number(p.lifted) || (isWithin(a, b) ? 1 : q.order - p.order),
      )[0];
    const changed = (was = foremost(gone) ?? foremost(there)): Stood => ({
      same: false,
      ...(was ? { was: words(...was) } : {}),
      now: words(subject),
    });

    // The box of an inline link is only its line, and the picture in it stands out.
    const inner = places.get(inmost);
    const ground = subject === document.body || subject === document.documentElement;
    const stoodHere = ground || (place && (contains(place, x, y) || (inner !== undefined && contains(inner, x, y))));
    if (!stoodHere) {
      // One that was made anew in the place of one that is gone for good is the same to a person.
      const anew = !place && gone.some(([old, was]) => !old.isConnected && isAlike(old, was, subject, box));
      return anew ? { same: true } : changed();
    }
    if (!place) return { same: true };
    // Where in it matters, so it must not have moved at all.
    const byPoint = subject.matches('iframe, canvas, input[type=range]');
    if (byPoint && !equal(place, box)) return changed([subject, place]);
    if (place.name !== undefined && isRenamed(place.name, dom.nameOf(subject))) return changed([subject, place]);
    if (rowsMoved(subject)) return changed([subject, place]);
    const stack = document.elementsFromPoint(x, y);
    const front = gone.filter(([element, was]) => {
      if (isWithin(element, subject) || (whole && isWithin(subject, element))) return false;
      if (!isWithin(subject, element) && !was.lifted && was.order < place.order) return false;
      return !stack.some((now) => !places.has(now) && isAlike(element, was, now, now.getBoundingClientRect()));
    });
    return front.length > 0 ? changed(foremost(front)) : { same: true };
  };

  return { remember, stood, wasShown: (element: Element) => places.get(element)?.shown ?? false };
}
