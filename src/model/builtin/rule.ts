/** A rule of the grammar: patterns, and what a match means. Rules are data; `clauses.ts` runs them in order. */
import { NotUnderstood, type Act, type Aim, type Near } from './intent.ts';
import { matches, numberOf, pattern, type Captures, type Pattern } from './pattern.ts';
import { aimOf, textPhrase, valueOf, type Value } from './phrase.ts';
import { plain, type Token } from './tokens.ts';
import { vagueWord } from './vague.ts';

export interface Rule {
  /** A sentence that it understands: shown as the nearest wording, and tried by a test. */
  say: string;
  patterns: Pattern[];
  build(match: Match): Act[];
  /** It takes a wording only to say why it is refused. */
  refuses?: boolean;
}

export function rule(say: string, patterns: string[], build: (match: Match) => Act[]): Rule {
  return { say, patterns: patterns.map(pattern), build };
}

/** What a pattern's captures say. Every method throws `NotUnderstood` where the words cannot be that. */
export class Match {
  private readonly captures: Captures;

  constructor(captures: Captures) {
    this.captures = captures;
  }

  has(name: string): boolean {
    return this.captures.has(name);
  }

  tokens(name: string): Token[] {
    return this.captures.get(name) ?? [];
  }

  /** As they stand: what they mean is told by a list of the page. */
  words(name: string): string {
    return plain(this.tokens(name));
  }

  aim(name = 'target'): Aim {
    return aimOf(this.tokens(name));
  }

  value(name = 'text', free = false): Value {
    return valueOf(this.tokens(name), free);
  }

  /** Text in quotation marks, or a slot. */
  quoted(name = 'text'): string {
    const value = this.value(name, true);
    if (value.literally)
      throw new NotUnderstood(`"${value.text}" stands without quotation marks`, { quote: value.text });
    return value.text;
  }

  item(name = 'item'): Near {
    const tokens = this.tokens(name);
    const vague = vagueWord(tokens);
    if (vague !== undefined)
      throw new NotUnderstood(`"${vague}" leaves open which one is meant; name it as the page does`);
    const item = textPhrase(tokens);
    if (!item) throw new NotUnderstood(`${JSON.stringify(plain(tokens))} does not name one thing`);
    return item;
  }

  number(name = 'n'): number {
    return numberOf(this.tokens(name)[0]) ?? 0;
  }
}

/** The acts of the first match that can be built; undefined where no pattern matches. Throws where all that match cannot. */
export function apply(each: Rule, tokens: Token[]): Act[] | undefined {
  let refused: NotUnderstood | undefined;
  const read = new Map<string, Act[]>();
  for (const parts of each.patterns)
    for (const captures of matches(parts, tokens)) {
      try {
        const acts = each.build(new Match(captures));
        read.set(JSON.stringify(acts), acts);
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        refused ??= error;
      }
    }
  const [only, other] = read.values();
  if (other) throw new NotUnderstood('it can be read in more than one way', { final: true });
  if (only) return only;
  if (refused) throw refused;
  return undefined;
}
