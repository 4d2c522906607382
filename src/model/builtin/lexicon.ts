/** Names as they are compared: normalised texts, their content words, and the few words that mean the same on most pages. */

/** Each line one meaning; the first entry stands for all. Phrases of two words are written with a space. */
const SAME = `
login|log in|sign in|signin|log on|sign on
logout|log out|sign out|signout|log off|sign off
signup|sign up|register|create account|create an account
cart|basket|bag|trolley|shopping cart|shopping basket|shopping bag
search|find
delete|remove
edit|modify|change
username|user name|user id|login name
email|e-mail|email address|e-mail address|mail address|mail
phone|telephone|phone number|telephone number|mobile number
firstname|first name|given name|forename
lastname|last name|surname|family name
zip|zip code|postcode|postal code|post code
birthday|date of birth|birth date|birthdate|dob
quantity|qty
colour|color
checkout|check out
settings|preferences
number|no|nr|#
plus|+
minus|−|-
`
  .trim()
  .split('\n')
  .map((line) => line.split('|'));

const PHRASES = SAME.flatMap(([meaning = '', ...ways]) => ways.map((way) => ({ meaning, words: way.split(' ') }))).sort(
  (a, b) => b.words.length - a.words.length,
);

const STOP = new Set('the a an of to for in on at my your our and & with please is'.split(' '));

/** Case, white space, typographic quotes, and what decorates a label (`Name: *`, `Save…`) left out. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\((?:required|optional)\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s"'*•·→←›‹»«]+|[\s"'*•·:.…!?→←›‹»«▾▼]+$/g, '');
}

/** Without a count behind the name: `Cart (2)` is the cart. */
export function withoutBadge(text: string): string {
  return normalise(text).replace(/\s*[([]\d+[)\]]$/, '');
}

export const squashed = (text: string): string => normalise(text).replace(/[\s_-]+/g, '');

function wordsOf(text: string): string[] {
  return normalise(text).match(/[\p{L}\p{M}\p{N}]+(?:['.,@-][\p{L}\p{M}\p{N}]+)*|[#+−]/gu) ?? [];
}

export function contentWords(text: string): string[] {
  return wordsOf(text).filter((word) => !STOP.has(word));
}

/** Content words, each phrase of the lexicon as its meaning, plurals as singulars. */
export function meanings(text: string): string[] {
  const words = wordsOf(text);
  const out: string[] = [];
  for (let at = 0; at < words.length;) {
    const phrase = PHRASES.find(({ words: way }) => way.every((word, i) => words[at + i] === word));
    const word = words[at] ?? '';
    if (phrase) out.push(phrase.meaning);
    else if (!STOP.has(word)) out.push(singular(word));
    at += phrase?.words.length ?? 1;
  }
  return out;
}

/** Whether the whole name means exactly this. */
export function means(name: string, ...meaning: string[]): boolean {
  const said = meanings(withoutBadge(name));
  return said.length === meaning.length && said.every((word, i) => word === meaning[i]);
}

export function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}
