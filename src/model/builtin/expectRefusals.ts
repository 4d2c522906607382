/** Claims that people make and no verify tool can prove: refused with what to write, before a broader rule takes them. */
import { NotUnderstood } from './intent.ts';
import { rule, type Rule } from './rule.ts';

export const IS = 'is|are|should_be|must_be|will_be';
export const NOT =
  "is_not|isn't|are_not|aren't|should_not_be|shouldn't_be|must_not_be|is_no_longer|are_no_longer|should_no_longer_be";
export const MESSAGE =
  'message|alert|error|notification|toast|warning|notice|error_message|success_message|confirmation|banner';

function unsupported(say: string, patterns: string[], why: string): Rule {
  const refusing = rule(say, patterns, () => {
    throw new NotUnderstood(why, { instead: say, final: true });
  });
  return { ...refusing, refuses: true };
}

export const refusals: Rule[] = [
  unsupported(
    '"Save" is visible',
    [`<target> ${IS} enabled|disabled|active|inactive|clickable`, `<target> ${NOT} enabled|disabled|active|clickable`],
    'whether an element is enabled cannot be verified',
  ),
  unsupported(
    'an error says "Wrong password"',
    [`a|an|the|no [error|success|validation] ${MESSAGE} appears|is_shown|is_displayed|is_visible|shows_up|pops_up`],
    'it does not say what the message says',
  ),
  unsupported(
    'the page shows "2 items"',
    ['the cart|basket|bag|list has|contains|shows <n> <what>', 'the cart|basket|bag|list is empty'],
    'how it is shown on the page is not known',
  ),
  unsupported(
    'the page title is "Orders"',
    ['the title is|reads|contains|should_be <text>'],
    'the title can be the page title or a heading; say which',
  ),
];
