/**
 * A line such as `type|enter <text> into|in <field>` matched against tokens: `a|b` are alternatives, `log_in` is two
 * words, `[the]` may be left out, `<name>` takes one or more tokens, `<n>` one number. A pattern matches a clause whole
 * or not at all.
 */
import type { Token } from './tokens.ts';

type Part = { kind: 'words'; ways: string[][]; optional: boolean } | { kind: 'capture'; name: string };

export type Pattern = Part[];
export type Captures = Map<string, Token[]>;

export function pattern(text: string): Pattern {
  return text.split(' ').map((part): Part => {
    const capture = /^<(\w+)>$/.exec(part);
    if (capture) return { kind: 'capture', name: capture[1] ?? '' };
    const optional = part.startsWith('[');
    const ways = (optional ? part.slice(1, -1) : part).split('|').map((way) => way.split('_'));
    return { kind: 'words', ways, optional };
  });
}

/** The first words that a clause of this pattern can have: used to find the nearest wording. */
export function literalsOf(parts: Pattern): string[] {
  return parts.flatMap((part) => (part.kind === 'words' ? part.ways.flat() : []));
}

export function* matches(parts: Pattern, tokens: Token[], captured: Captures = new Map()): Generator<Captures> {
  const [part, ...rest] = parts;
  if (!part) {
    if (tokens.length === 0) yield captured;
    return;
  }
  if (part.kind === 'capture') {
    if (part.name === 'n' && numberOf(tokens[0]) === undefined) return;
    const longest = part.name === 'n' ? 1 : tokens.length;
    for (let length = 1; length <= longest; length++)
      yield* matches(rest, tokens.slice(length), new Map(captured).set(part.name, tokens.slice(0, length)));
    return;
  }
  const said = part.ways.filter((way) => way.every((word, i) => says(tokens[i], word)));
  let taken = false;
  for (const way of said)
    for (const found of matches(rest, tokens.slice(way.length), captured)) {
      taken = true;
      yield found;
    }
  // Where an optional word can be taken it is: `click on "Save"` has one reading.
  if (part.optional && !taken) yield* matches(rest, tokens, captured);
}

const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

export function numberOf(token: Token | undefined): number | undefined {
  if (token?.kind !== 'word') return undefined;
  const number = NUMBERS.indexOf(token.lower);
  if (number >= 0) return number;
  return /^\d+$/.test(token.text) ? Number(token.text) : undefined;
}

/** The third person (`clicks`) is the same word. Quoted texts are never words of ours. */
function says(token: Token | undefined, word: string): boolean {
  if (!token || token.kind === 'quoted' || token.kind === 'slot') return false;
  return token.lower === word || (token.kind === 'word' && word.length > 2 && token.lower === `${word}s`);
}
