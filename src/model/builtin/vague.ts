/** Words that leave open what is meant. A rule that took them literally would type `values` into a field. */
import type { Token } from './tokens.ts';

const VAGUE = new Set(
  `something anything everything someone anyone some any whatever random arbitrary appropriate suitable valid invalid
  correct incorrect wrong proper relevant necessary required dummy sample test fake all every each several various
  its their his her different another other others cheapest expensive most least best worst newest oldest latest largest smallest biggest
  highest lowest longest shortest same previous it them they this that these those one ones there here certain
  successful successfully correctly properly matching corresponding respective desired given stated twice`.split(/\s+/),
);

/** Nouns that name a kind of value, never a value. */
const KINDS = new Set(
  `value values data text texts detail details information info credentials credential name names username user
  email e-mail mail address password number numbers date time phone query term terms word words string content contents
  comment message title description product products item items result results article articles thing things query
  keyword keywords search input entry option customer account order orders`.split(/\s+/),
);

const DETERMINERS = new Set(['the', 'a', 'an', 'my', 'your', 'our']);

export const isDeterminer = (word: string): boolean => DETERMINERS.has(word);

/** The first unquoted word that leaves open what is meant. */
export function vagueWord(tokens: Token[]): string | undefined {
  return tokens.find((token) => token.kind === 'word' && VAGUE.has(token.lower))?.text;
}

export function isKindOfValue(tokens: Token[]): boolean {
  return tokens.every((token) => token.kind === 'word' && KINDS.has(token.lower));
}
