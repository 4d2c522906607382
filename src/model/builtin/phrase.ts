/** Phrases inside a clause: a target (`the second "Edit" button for "Bob"`), a container, a value. */
import { NotUnderstood, type Aim, type Near, type Reading } from './intent.ts';
import { numberOf } from './pattern.ts';
import { FIELDS, isOneOf, LISTS, rolesOfContainer, rolesOfNoun } from './roles.ts';
import { plain, type Token } from './tokens.ts';
import { isDeterminer, isKindOfValue, vagueWord } from './vague.ts';

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  last: -1,
};
const NAMED = new Set(['named', 'called', 'labelled', 'labeled', 'titled', 'saying', 'reading']);
const NARROWS = new Set(['in', 'inside', 'within', 'for', 'of', 'from', 'on']);

const ONLY = [...FIELDS, ...LISTS];
const BESIDE = new Set('under below above beside next near left right after before behind between with'.split(' '));

const isWord = (token: Token | undefined, words: Set<string>) => token?.kind === 'word' && words.has(token.lower);
export const isName = (token: Token | undefined): token is Token => token?.kind === 'quoted' || token?.kind === 'slot';

/** `first`, `2nd`: counts instead of naming. */
export function startsWithOrdinal(tokens: Token[]): boolean {
  return ordinal(withoutDeterminer(tokens)) !== undefined;
}

export function withoutDeterminer(tokens: Token[]): Token[] {
  const [first, ...rest] = tokens;
  return first?.kind === 'word' && isDeterminer(first.lower) ? rest : tokens;
}

export function aimOf(tokens: Token[]): Aim {
  const all = withoutDeterminer(tokens);
  const said = plain(all);
  if (all.length === 0) throw new NotUnderstood('it does not say what is meant');
  const readings = readingsOf(all);
  for (const [i, token] of all.entries()) {
    if (i === 0 || !isWord(token, NARROWS)) continue;
    const head = readingsOf(all.slice(0, i));
    const near = head.length > 0 ? nearOf(all.slice(i + 1), token.lower) : undefined;
    if (near) readings.push(...head.map((reading) => ({ ...reading, near })));
  }
  const vague = vagueWord(all);
  if (vague !== undefined && !readings.some((reading) => reading.quoted))
    throw new NotUnderstood(`"${vague}" leaves open which element is meant; name it as the page does`);
  const [first] = all;
  if (first && ordinal(all) && first.text === first.lower && readings.every(({ nth }) => nth === undefined))
    throw new NotUnderstood(`"${first.text}" counts, but what it counts has no role, as in "the first link"`);
  if (readings.length === 0) throw new NotUnderstood(`${JSON.stringify(said)} is not a target that the rules can read`);
  return { said, readings };
}

function readingsOf(tokens: Token[]): Reading[] {
  const numbered = ordinal(tokens);
  const named = nameReadings(tokens);
  if (!numbered) return named;
  const rest = nameReadings(numbered.rest).filter((reading) => reading.quoted || reading.roles);
  const counted = rest.map((reading) => ({ ...reading, nth: numbered.nth }));
  const [only] = numbered.rest;
  const bare = numbered.rest.length === 1 && only?.kind === 'word' ? rolesOfNoun(only.lower) : undefined;
  if (bare) counted.push({ name: '', quoted: false, roles: bare, nth: numbered.nth });
  return [...named, ...counted];
}

function ordinal(tokens: Token[]): { nth: number; rest: Token[] } | undefined {
  const [first, next] = tokens;
  if (first?.kind !== 'word' || tokens.length < 2) return undefined;
  // `first name` and `last name` are labels.
  if (next?.lower === 'name') return undefined;
  const number = /^(\d+)(?:st|nd|rd|th)$/.exec(first.lower)?.[1];
  const nth = number ? Number(number) : Object.hasOwn(ORDINALS, first.lower) ? ORDINALS[first.lower] : undefined;
  return nth === undefined ? undefined : { nth, rest: tokens.slice(1) };
}

function nameReadings(tokens: Token[]): Reading[] {
  const [first] = tokens;
  if (!first) return [];
  if (tokens.some(isName)) return quotedReadings(tokens);
  if (tokens.some((token) => token.kind === 'mark') && !tokens.some((token) => token.text === ',')) return [];
  const words = tokens.map((token) => token.text);
  const beside = tokens.findIndex(
    (token, i) => i > 0 && BESIDE.has(token.lower) && rolesOfNoun(tokens[i - 1]?.lower ?? ''),
  );
  if (beside > 0)
    throw new NotUnderstood(`where an element stands ("${words[beside]} …") is not understood, only what it stands in`);
  const readings: Reading[] = [{ name: words.join(' '), quoted: false }];
  if (/^search (?:box|field|bar|input)$/.test(lower(tokens))) readings.push({ name: '', quoted: false, search: true });
  const field = rolesOfNoun(lower(tokens));
  // `the text field`: the only one there is.
  if (field && !isOneOf('button', field) && field.some((role) => isOneOf(role, ONLY)))
    readings.push({ name: '', quoted: false, roles: field });
  for (const length of [2, 1]) {
    const head = tokens.slice(0, -length);
    const roles = rolesOfNoun(lower(tokens.slice(-length)));
    if (!roles || head.length === 0) continue;
    const name = head.map((token) => token.text).join(' ');
    readings.push({ name, quoted: false, roles }, { name, quoted: false, weak: true });
    break;
  }
  const lead = rolesOfNoun(first.lower);
  if (lead && isWord(tokens[1], NAMED) && tokens.length > 2)
    return [{ name: words.slice(2).join(' '), quoted: true, roles: lead }];
  return readings;
}

/** `"Save"`, `"Save" button`, `button "Save"`, `button named "Save"`, `field with the label "Name"`. */
function quotedReadings(tokens: Token[]): Reading[] {
  const at = tokens.findIndex(isName);
  const name = tokens[at];
  if (!name || tokens.filter(isName).length > 1) return [];
  const before = tokens.slice(0, at);
  const after = tokens.slice(at + 1);
  if ([...before, ...after].some((token) => token.kind === 'mark')) return [];
  const lead = lower(before).replace(
    / (?:named|called|labell?ed|titled|saying|with(?: the)? (?:text|label|name))$/,
    '',
  );
  const item = /^(row|line|item|entry|card) (?:for|with|of|containing)$/.exec(lower(before))?.[1];
  if (item !== undefined && after.length === 0) {
    const held = rolesOfContainer(item);
    return held ? [{ name: name.text, quoted: true, roles: held }] : [];
  }
  const noun = before.length > 0 ? lead : lower(after);
  if (before.length > 0 && after.length > 0) return [];
  if (noun === '') return [{ name: name.text, quoted: true }];
  const roles = rolesOfNoun(noun);
  return roles
    ? [
        { name: name.text, quoted: true, roles },
        { name: name.text, quoted: true, weak: true },
      ]
    : [];
}

const lower = (tokens: Token[]) => tokens.map((token) => token.lower).join(' ');

/**
 * `the row for order 1042`, `the row with "Bob"`, `the "Shipping" section`, `the dialog`, `"Desk lamp Otto"`.
 * Undefined where the words are no container.
 */
export function nearOf(phrase: Token[], preposition: string): Near | undefined {
  const tokens = withoutDeterminer(phrase);
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) return undefined;
  const lead = first.kind === 'word' ? rolesOfContainer(first.lower) : undefined;
  if (lead) {
    const rest = tokens.slice(1);
    if (rest.length === 0) return { text: '', quoted: false, roles: lead };
    const link = /^(?:for|of|with|containing|named|called|that contains|which contains|where)$/;
    for (const length of [2, 1]) {
      if (!link.test(lower(rest.slice(0, length)))) continue;
      const text = textPhrase(rest.slice(length));
      return text && { ...text, roles: lead };
    }
    const [only] = rest;
    return rest.length === 1 && isName(only) ? { text: only.text, quoted: true, roles: lead } : undefined;
  }
  const tail = tokens.length > 1 && last.kind === 'word' ? rolesOfContainer(last.lower) : undefined;
  if (tail) {
    const text = textPhrase(tokens.slice(0, -1));
    return text && { ...text, roles: tail };
  }
  // `on "Desk lamp"`, but not `on top`.
  if ((preposition === 'on' || preposition === 'from') && !(tokens.length === 1 && isName(first))) return undefined;
  return textPhrase(tokens);
}

/** One quoted text, or words that name one thing. */
export function textPhrase(phrase: Token[]): Near | undefined {
  const tokens = withoutDeterminer(phrase);
  const [first] = tokens;
  if (!first) return undefined;
  if (tokens.length === 1 && isName(first)) return { text: first.text, quoted: true };
  // `order "1042"`: the noun and the number are both words of the row.
  if (tokens.some((token) => token.kind === 'mark') || tokens.filter((token) => token.kind === 'quoted').length > 1)
    return undefined;
  // `two pizzas` is not one thing.
  const several = tokens.length > 1 && first.kind === 'word' && numberOf(first) !== undefined;
  if (vagueWord(tokens) !== undefined || several || Object.hasOwn(ORDINALS, first.lower)) return undefined;
  return { text: tokens.map((token) => token.text).join(' '), quoted: false };
}

export interface Value {
  text: string;
  /** Not quoted: typed as it stands. */
  literally: boolean;
}

/**
 * Text to type or to expect. `free`: words in lower case are allowed too (`Search for lamps`, `log in as alice`),
 * because there the rule leaves no other reading.
 */
export function valueOf(phrase: Token[], free = false): Value {
  const [first] = phrase;
  if (phrase.length === 1 && isName(first)) return { text: first.text, literally: false };
  const said = plain(phrase);
  if (phrase.some((token) => token.kind !== 'word') || !first)
    throw new NotUnderstood(`${JSON.stringify(said)} is not one text in quotation marks`);
  const vague = vagueWord(phrase);
  if (vague !== undefined) throw new NotUnderstood(`"${vague}" does not say which text`);
  if (isDeterminer(first.lower) || isKindOfValue(phrase))
    throw new NotUnderstood(`"${said}" tells the kind of text, not the text`);
  const literal = phrase.every((token) => /^[\p{Lu}\d+€$£]|[\d@/._]/u.test(token.text));
  if (
    phrase.some((token) => token.lower === 'and' || token.lower === 'then') ||
    (!literal && (!free || phrase.length > 3))
  )
    throw new NotUnderstood(
      `it is not clear that "${said}" is meant literally`,
      phrase.length > 3 ? {} : { quote: said },
    );
  return { text: said, literally: true };
}
