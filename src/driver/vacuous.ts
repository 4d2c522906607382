/** Whether a check already held before the actions that it is to prove, as far as the stored element list tells. Pure. */
import type { Check, Target } from '../core/action.ts';
import { titleMatch, urlMatch, type TextMatch } from '../core/pattern.ts';
import { parseUrl } from '../core/url.ts';
import { plain, type Base } from './progress.ts';

export function heldBefore(check: Check, base: Base): boolean {
  if (base.elements.length === 0) return false;
  const shows = (text: string) => base.elements.some(({ name }) => holds(name, text));
  const alike = ({ role, name }: Target) =>
    role === undefined || name === undefined
      ? undefined
      : base.elements.find((each) => each.role === role && each.name === name);
  switch (check.check) {
    case 'text':
      if (!check.target) return shows(check.text);
      return alike(check.target) !== undefined && holds(check.target.name ?? '', check.text);
    case 'visible':
      return alike(check.target) !== undefined;
    case 'visible-text':
      return shows(check.text);
    case 'hidden':
    case 'hidden-text':
    case 'count':
    case 'count-text':
    case 'download':
      // The list shows only what was in view: it cannot tell absence, numbers or files.
      return false;
    case 'value':
      return alike(check.target)?.states['value'] === check.value;
    case 'checked': {
      const before = alike(check.target);
      return before !== undefined && (before.states['checked'] === true) === check.checked;
    }
    case 'url':
      return matches(urlMatch(check.url), base.url);
    case 'title':
      return matches(titleMatch(check.title), base.title);
  }
}

/** Whether a check claims that something is gone which, as far as all the text of the page tells, was not there. */
export function wasHidden(check: Check, { says }: Base): boolean {
  if (says === undefined) return false;
  const unseen = (text: string | undefined) =>
    text !== undefined && !text.includes('{{') && !says.includes(plain(text));
  if (check.check === 'hidden' || (check.check === 'count' && check.count === 0)) return unseen(check.target.name);
  if (check.check === 'hidden-text' || (check.check === 'count-text' && check.count === 0)) return unseen(check.text);
  return false;
}

/** As `getByText` compares: white space and case aside. */
function holds(name: string, text: string): boolean {
  const words = (part: string) => part.replace(/\s+/g, ' ').trim().toLowerCase();
  return words(name).includes(words(text));
}

function matches(match: TextMatch, text: string): boolean {
  if ('path' in match) return parseUrl(text)?.pathname === match.path;
  return 'pattern' in match ? match.pattern.test(text) : match.exact === text;
}
