/** Which digits of a name belong to the moment (dates, times, counters, generated ids), and a pattern that outlives them. Pure. */
import { escapeRegex } from './pattern.ts';

/** Words after a number that say that something was counted. */
const COUNTED =
  'items?|results?|matches|messages?|notifications?|comments?|repl(?:y|ies)|likes?|views?|votes?|points?|people|members?|users?|guests?|followers?|files?|photos?|products?|orders?|entries|records?|rows?|tasks?|unread|new|selected|online|left|remaining|total';
const UNITS = 's|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|months?|y|yrs?|years?';
const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** `v1.12.2024` and `H2O` are names, and so is what has a currency before or behind it. */
const BEGINS = String.raw`(?<![\p{L}\p{N}.,]|[€$£¥]\s?)`;
const ENDS = String.raw`(?![\p{L}\p{N}_]|[.,]\d|\s?[€$£¥%])`;

interface Kind {
  /** Matched without regard to case. */
  found: string;
  /** What stands for it in a pattern; by default its own text with `\d+` for its digits. */
  as?: string;
}

/** The first that matches at a place counts. What is not here (`Step 2`, `Room 101`, `€ 24.50`, `2.1.0`) is a name. */
const KINDS: Kind[] = [
  { found: String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`, as: String.raw`[\da-f-]{36}` },
  { found: String.raw`\d{4}-\d{1,2}-\d{1,2}(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?` },
  {
    found: String.raw`\d{1,2}\.\d{1,2}\.\d{4}|\d{2}\.\d{2}\.\d{2}|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{4}/\d{1,2}/\d{1,2}`,
  },
  // As `normalize()` leaves a date at the end or at the beginning of a name: it takes the outer number away.
  { found: String.raw`\d{4}-\d{1,2}-$|^-\d{1,2}-\d{1,2}` },
  { found: String.raw`${MONTH}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}`, as: String.raw`\p{L}+\.? \d+\p{L}*,? \d+` },
  { found: String.raw`\d{1,2}(?:st|nd|rd|th|\.)? ${MONTH}\.?,? \d{4}`, as: String.raw`\d+[\p{L}.]* \p{L}+\.?,? \d+` },
  { found: String.raw`\d{1,2}:\d{2}(?::\d{2})? ?[ap]m`, as: String.raw`[\d:]+ ?[AaPp][Mm]` },
  { found: String.raw`\d{1,2}:\d{2}(?::\d{2})?`, as: String.raw`[\d:]+` },
  { found: String.raw`\d+ ?(?:${UNITS}) ago`, as: String.raw`\d+ ?\p{L}+ ago` },
  { found: String.raw`in \d+ ?(?:${UNITS})`, as: String.raw`in \d+ ?\p{L}+` },
  { found: String.raw`\d[\d.,]*\+? (?:${COUNTED})` },
  { found: String.raw`#\d{3,}` },
  { found: String.raw`:r[\da-z]{1,4}:`, as: String.raw`:r[\da-z]+:` },
  { found: String.raw`(?=[\da-f]*\d)(?=\d*[a-f])[\da-f]{8,}`, as: String.raw`[\da-f]+` },
  { found: String.raw`(?<=(?:order|invoice|ticket|case|booking|receipt|reference|no\.|nr\.) ?(?:no\.|nr\.)? ?)\d{4,}` },
  { found: String.raw`\d{6,}|0\d{3,}` },
];
/** A year in brackets is part of a name. */
const COUNTER = String.raw`\((?!(?:19|20)\d\d\))\d[\d.,]*\+?\)|\[\d[\d.,]*\+?\]`;
const ANY = new RegExp(`${COUNTER}|${BEGINS}(?:${KINDS.map(({ found }) => `(${found})`).join('|')})${ENDS}`, 'giu');

export interface Piece {
  at: number;
  text: string;
  /** The source of what stands for it. */
  pattern: string;
}

/** The parts of `text` that will be other ones tomorrow, but for those that `speaks` knows: a step that names a date means that date. */
export function changingIn(text: string, speaks: (part: string) => boolean = () => false): Piece[] {
  return [...text.matchAll(ANY)].flatMap((match) => {
    const [found, ...groups] = match;
    if (speaks(found)) return [];
    const as = KINDS[groups.findIndex((group) => group !== undefined)]?.as;
    return [{ at: match.index, text: found, pattern: as ?? counted(found) }];
  });
}

/** A pattern for the whole of `text`, or for what stands around it as well, with something for each piece of it that changes. */
export function lastingPattern(text: string, pieces: readonly Piece[], { whole }: { whole: boolean }): RegExp {
  let source = '';
  let end = 0;
  for (const piece of pieces) {
    source += escapeRegex(text.slice(end, piece.at)) + piece.pattern;
    end = piece.at + piece.text.length;
  }
  source += escapeRegex(text.slice(end));
  const unicode = source.includes('\\p{') ? 'u' : '';
  return new RegExp(whole ? `^${source}$` : source, unicode);
}

/** Whether a part is spoken of in a text: it stands there, or each of its numbers does. Rather once too often: a pattern proves less. */
export function speaking(text: string): (part: string) => boolean {
  const numbers = new Set(text.match(/\d+/g));
  const plain = text.toLowerCase();
  return (part) => {
    const own = part.match(/\d+/g) ?? [];
    return plain.includes(part.toLowerCase()) || (own.length > 0 && own.every((number) => numbers.has(number)));
  };
}

/** `(1,204)` → `\([\d.,]+\)`, `3 items` → `\d+ items?`: one of them will be called otherwise. */
function counted(text: string): string {
  const grouped = /^\D*\d{1,3}(?:[.,]\d{3})+\D*$/.test(text);
  const source = grouped
    ? escapeRegex(text.replace(/\d[\d.,]*\d/, '0')).replace('0', String.raw`[\d.,]+`)
    : escapeRegex(text).replace(/\d+/g, String.raw`\d+`);
  return source
    .replace(/(?<= \p{L}+)s$/u, 's?')
    .replace(/ (?:item|result|message|comment|file|order|product|user)$/i, '$&s?');
}
