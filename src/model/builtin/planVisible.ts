/** `visible` and `hidden`. By its locator what the element list shows; by its text what may be anywhere, sooner or later. */
import { ground } from './ground.ts';
import type { Aim, Reading } from './intent.ts';
import type { Element, Page } from './page.ts';
import { calls, missing, notOne, ref, refused, type Plan, type Sought } from './plan.ts';
import { CLICKABLE, isOneOf, MESSAGES } from './roles.ts';
import { containsPhrase, similarity } from './similarity.ts';

/** Roles that are verified by their locator; other elements by their text. */
const LOCATED = [...CLICKABLE, ...MESSAGES, 'heading', 'img', 'image', 'dialog'];

/** Its own name, not a part of it. */
const SAME_NAME = 0.93;

export function planVisible(aim: Aim, page: Page, sought: Sought): Plan {
  const [reading] = aim.readings;
  if (!reading) return refused(`"${aim.said}" names nothing`);
  if (isPlainText(reading)) {
    const [shown] = elementsNamed(reading, page);
    if (shown) return calls({ name: 'verify_visible', input: ref(shown) });
    const inText = page.elements.some((each) => containsPhrase(each.name, page.fill(reading.name)));
    if (!sought.everywhere && !inText) return missing(page.fill(reading.name), '', false);
    return calls({ name: 'verify_visible', input: { text: reading.name } });
  }
  const grounded = ground(aim, page);
  if (grounded.kind === 'found') return calls({ name: 'verify_visible', input: ref(grounded.element) });
  if (grounded.kind === 'tie') {
    // Any of them being there is what was claimed.
    const [first] = grounded.candidates;
    return first ? calls({ name: 'verify_visible', input: ref(first) }) : notOne(aim.said, grounded);
  }
  if (sought.everywhere && sought.waited && aim.readings.some(({ quoted }) => quoted))
    return { kind: 'false', message: `expected ${aim.said} to be visible, found no such element on the page` };
  return notOne(aim.said, grounded);
}

export function planHidden(aim: Aim, page: Page, sought: Sought): Plan {
  const [reading] = aim.readings;
  if (!reading) return refused(`"${aim.said}" names nothing`);
  const shown = isPlainText(reading) ? elementsNamed(reading, page) : stillThere(aim, page);
  if (shown.length > 0) return calls(...shown.map((element) => ({ name: 'verify_hidden', input: ref(element) })));
  const name = page.fill(reading.name);
  if (!sought.everywhere) return missing(name, '', false);
  if (!reading.quoted)
    return refused(
      `nothing on the page is called "${aim.said}", so its absence proves nothing. Write: "…" is not visible`,
    );
  const others = page.elements.filter((each) => each.name.toLowerCase().includes(name.toLowerCase()));
  const [other] = others;
  const within =
    other !== undefined && (!isPlainText(reading) || others.every((each) => !containsPhrase(each.name, name)));
  if (within)
    return refused(
      `"${aim.said}" is not there, but the page shows ${JSON.stringify(other.name)}, and no tool can tell the two apart. Verify another text`,
    );
  return calls({ name: 'verify_hidden', input: { text: reading.name } });
}

function isPlainText({ roles, near, nth, quoted }: Reading): boolean {
  return quoted && !roles && !near && nth === undefined;
}

function elementsNamed({ name }: Reading, page: Page): Element[] {
  return page.elements.filter(
    (each) => each.ref && isOneOf(each.role, LOCATED) && similarity(page.fill(name), each.name, true) >= SAME_NAME,
  );
}

function stillThere(aim: Aim, page: Page): Element[] {
  const grounded = ground(aim, page);
  if (grounded.kind === 'found') return [grounded.element];
  return grounded.kind === 'tie' ? grounded.candidates : [];
}
