/** What a clause can claim. Each compiles to a verify tool; a claim without a rule is refused, never passed over. */
import { NotUnderstood, type Act, type Aim, type Reading } from './intent.ts';
import { FIELDS, isOneOf, LISTS, rolesOfNoun } from './roles.ts';
import { nearOf, startsWithOrdinal } from './phrase.ts';
import { IS, MESSAGE, NOT, refusals } from './expectRefusals.ts';
import { rule, type Match, type Rule } from './rule.ts';
import { plain } from './tokens.ts';

const PAGE = '[the|this] page|screen|site|app|application|dashboard|website';
const SEE = 'i|we|you|the_user|one|user [can|should|will|must] see|sees';
const SHOWN = 'visible|shown|displayed|present|there|seen|on_the_page|on_the_screen';
const SAYS =
  'says|reads|shows|displays|states|contains|has|includes|should_say|should_read|should_show|should_contain|must_contain|mentions|is_showing';

/**
 * An unquoted name is believed only with a noun that says what it is: `the Save button`. And the noun is part of the
 * claim: a heading is not proved by a link of its name. Only buttons and links are told apart by nobody.
 */
function named(aim: Aim): Aim {
  const strong = aim.readings.filter((reading) => !reading.weak && (reading.quoted || reading.roles));
  const [first] = strong;
  if (!first)
    throw new NotUnderstood(
      `"${aim.said}" stands without quotation marks, so it is not clear which text is meant`,
      aim.said.split(' ').length > 4 ? {} : { quote: aim.said },
    );
  const pressed = strong.some(({ roles }) => roles?.includes('button') || roles?.includes('link'));
  const weak = aim.readings.filter((reading) => pressed && reading.weak);
  return { ...aim, readings: [...strong, ...weak.map((reading) => ({ ...reading, roles: ['button', 'link'] }))] };
}

const visible = (match: Match): Act[] => [{ act: 'verify-visible', aim: named(match.aim()) }];
const hidden = (match: Match): Act[] => [{ act: 'verify-hidden', aim: named(match.aim()) }];
const url = (match: Match, before: string, after: string): Act[] => {
  const text = plain(match.tokens('text'));
  // `I am on Orders` names a page, not an address.
  const address =
    /^\S+$/.test(text) && (/[/?=:#]/.test(text) || (before !== '' && match.tokens('text')[0]?.kind === 'quoted'));
  if (!address) throw new NotUnderstood(`"${text}" is not an address`, { instead: 'the url contains "/orders"' });
  return [{ act: 'verify-url', url: before + text + after }];
};

function labelled(match: Match, exact: boolean): Act[] {
  const label = plain(match.tokens('label'));
  const noun = rolesOfNoun(label.split(' ').at(-1)?.toLowerCase() ?? '');
  const text = match.value('text', true);
  const words = match.tokens('label');
  if (noun ?? (startsWithOrdinal(words) || words.some((token) => token.kind !== 'word')))
    throw new NotUnderstood(`"${label}" is not a label with a text beside it`);
  if (text.literally && !/\d/.test(text.text))
    throw new NotUnderstood(`"${text.text}" stands without quotation marks`, { quote: text.text });
  return [{ act: 'verify-labelled', label, text: text.text, exact }];
}

const HOLD_VALUES = [...FIELDS, ...LISTS, 'slider'];

function field(aim: Aim): Aim {
  const readings = aim.readings.filter(({ quoted, roles, name }: Reading) =>
    roles ? name !== '' && roles.some((role) => isOneOf(role, HOLD_VALUES)) : quoted,
  );
  if (readings.length === 0) throw new NotUnderstood(`"${aim.said}" is not named as a field`);
  return { ...aim, readings };
}

export const expectRules: Rule[] = [
  ...refusals,
  rule('I am logged in', ['i|we am|are|is logged|signed in', 'the_user is logged|signed in'], () => [
    { act: 'verify-logged', in: true },
  ]),
  rule(
    'I am logged out',
    ['i|we am|are logged|signed out', 'i|we am|are not logged|signed in', 'the_user is logged|signed out'],
    () => [{ act: 'verify-logged', in: false }],
  ),
  rule(
    'the dashboard greets Alice',
    [`${PAGE} greets|welcomes <text> [by] [name]`, 'i|we|the_user am|is|are greeted as <text>'],
    (match) => {
      const { text, literally } = match.value('text', true);
      return [{ act: 'verify-greeting', name: text, quoted: !literally }];
    },
  ),
  rule(
    'the url is "/orders"',
    [
      'the|page url|address|URL is <text>',
      'i|we|the_user am|are|is|should_be on|at <text>',
      'i|we|the_user am|are|is|should_be|was redirected|taken|sent|brought to <text>',
      'the url should_be|must_be <text>',
    ],
    (match) => url(match, '', ''),
  ),
  rule('the url contains "/orders"', ['the url|address contains|includes|should_contain|has <text>'], (match) =>
    url(match, '*', '*'),
  ),
  rule('the url ends with "/orders"', ['the url|address ends with|in <text>'], (match) => url(match, '*', '')),
  rule(
    'the page title contains "Orders"',
    ['the page|document|tab|window|browser title contains|includes|should_contain <text>'],
    (match) => [{ act: 'verify-title', title: `*${match.quoted()}*` }],
  ),
  rule(
    'the page title is "Orders"',
    ['the page|document|tab|window|browser title is|reads|should_be <text>', 'the title of the page is <text>'],
    (match) => [{ act: 'verify-title', title: match.quoted() }],
  ),
  rule('the heading is "Orders"', ['the [page] [main] heading|headline is|reads|should_be <text>'], (match) => [
    { act: 'verify-heading', text: match.quoted(), exact: true },
  ]),
  rule('the heading contains "Orders"', [`the [page] [main] heading|headline ${SAYS} <text>`], (match) => [
    { act: 'verify-heading', text: match.quoted(), exact: false },
  ]),
  rule(
    'an error says "Wrong password"',
    [
      `a|an|the [error|success|status|warning] ${MESSAGE} [that] ${SAYS}|is <text> [appears]`,
      `a|an|the [error|success|status] ${MESSAGE} <text> appears|is_shown|is_displayed|is_visible`,
    ],
    (match) => [
      { act: 'verify-visible', aim: { said: match.quoted(), readings: [{ name: match.quoted(), quoted: true }] } },
    ],
  ),
  rule('"Lamp" appears 3 times', ['<target> appears|is_shown <n> times'], (match) => counted(match, match.number())),
  rule('"Lamp" appears once', ['<target> appears|is_shown once'], (match) => counted(match, 1)),
  rule(
    'there are 3 "Delete" buttons',
    [
      'there are [exactly] <n> <target>',
      'there is [exactly] <n> <target>',
      `${PAGE} shows|has [exactly] <n> <target>`,
      `${SEE} [exactly] <n> <target>`,
    ],
    (match) => counted(match, match.number()),
  ),
  rule('the table has 3 rows', ['the table|grid has|shows|contains [exactly] <n> rows|row'], (match) => [
    { act: 'verify-rows', count: match.number() },
  ]),
  rule(
    '"Newsletter" is not checked',
    [`<target> ${NOT} checked|ticked|on|enabled`, '<target> is unchecked|unticked|off'],
    (match) => checked(match, false),
  ),
  rule('"Newsletter" is checked', [`<target> ${IS} checked|ticked|on`, '<target> is selected'], (match) =>
    checked(match, true),
  ),
  rule(
    '"Saved" is not visible',
    [
      `<target> ${NOT} [any_more] ${SHOWN} [any_more|anymore] [on] [the] [page]`,
      "<target> does_not|doesn't|should_not|no_longer appear|appears|exist|show [on] [the] [page]",
      '<target> is gone|hidden|removed|absent',
      '<target> should|must be gone|hidden',
      '<target> disappears|vanishes|has_disappeared|has_gone|should_disappear',
      'there is|are no <target> [on] [the] [page]',
      `${PAGE} does_not|doesn't|no_longer|should_not show|shows|contain|contains|display|have <target>`,
      "i|we|the_user do_not|don't|cannot|can't|no_longer|should_not see <target>",
    ],
    hidden,
  ),
  rule(
    'the page shows "Saved"',
    [
      `${PAGE} ${SAYS} [the] [text|words|message] <target>`,
      `${SEE} [the] [text|words|message] <target>`,
      `[the] [text|words] <target> ${IS} [now] ${SHOWN} [on] [the] [page|screen]`,
      '[the] [text|words] <target> appears|shows|exists|shows_up|comes_up|should_appear|has_appeared|must_appear [on] [the] [page|screen]',
      'there is [a|an|the] <target> [on] [the] [page]',
      'there is [a|an|the] [message|text] <target>',
    ],
    visible,
  ),
  rule(
    'the "Country" field has the value "France"',
    [
      '[the] <target> has|shows|contains|with|should_have [the] value [of] <text>',
      '[the] value of <target> is <text>',
      '<target> is set to <text>',
      '<target> is filled with <text>',
    ],
    (match) => value(match),
  ),
  rule('the "City" field is empty', ['[the] <target> is empty|blank'], (match) => [
    { act: 'verify-value', aim: field(match.aim()), value: '' },
  ]),
  rule(
    'the row for "Bob" contains "Shipped"',
    ['the <place> contains|shows|has|says|should_contain <text>'],
    (match) => {
      const near = nearOf(match.tokens('place'), 'in');
      if (!near?.roles) throw new NotUnderstood(`"${plain(match.tokens('place'))}" is no row, item or dialog`);
      const reading = { name: near.text, quoted: near.quoted, roles: near.roles };
      const aim = { said: plain(match.tokens('place')), readings: [reading] };
      return [{ act: 'verify-text', aim, text: match.quoted(), exact: false }];
    },
  ),
  rule('the "City" field contains "Paris"', ['[the] <target> has|shows|contains|should_contain <text>'], (match) =>
    value(match, true),
  ),
  rule('the "Country" field is "France"', ['[the] <target> is|should_be|equals|reads <text>'], (match) => value(match)),
  rule('the total is {{total}}', ['the <label> is|equals|should_be|reads <text>'], (match) => labelled(match, true)),
  rule('the total shows {{total}}', ['the <label> shows|contains|says <text>'], (match) => labelled(match, false)),
  rule(
    'the file orders.csv was downloaded',
    ['[the|a] [file] <text> was|is|has_been downloaded', '[the|a] download|file named|called <text> was downloaded'],
    (match) => [{ act: 'verify-download', name: match.value().text }],
  ),
];

function checked(match: Match, on: boolean): Act[] {
  return [{ act: 'verify-checked', aim: named(match.aim()), checked: on }];
}

function value(match: Match, loosely = false): Act[] {
  const aim = field(match.aim());
  const text = match.value('text', true);
  if (text.literally && !/\d/.test(text.text))
    throw new NotUnderstood(`"${text.text}" stands without quotation marks`, { quote: text.text });
  return [{ act: 'verify-value', aim, value: text.text, ...(loosely ? { loosely } : {}) }];
}

function counted(match: Match, count: number): Act[] {
  const [first, ...rest] = match.tokens('target');
  if (first?.lower === 'rows' || first?.lower === 'row') if (rest.length === 0) return [{ act: 'verify-rows', count }];
  const noun = rest.length === 1 && rest[0]?.kind === 'word' ? rest[0].lower.replace(/e?s$/, '') : undefined;
  if (first?.kind !== 'quoted' || rest.length > 1 || (rest.length === 1 && !rolesOfNoun(noun ?? '') && noun !== 'row'))
    throw new NotUnderstood('only a quoted text or the rows of a table can be counted');
  return [{ act: 'verify-count', name: first.text, count }];
}
