/**
 * A text read as intents: sentences, then clauses, each taken whole by one rule. A clause that no rule takes refuses
 * the whole text: half a sentence done is a wrong reading.
 */
import { actRules } from './actRules.ts';
import { expectRules } from './expectRules.ts';
import { goalRules } from './goalRules.ts';
import { NotUnderstood, type Act, type Intent, type Near } from './intent.ts';
import { isKnownVerb, nearestWording } from './nearest.ts';
import { isName, nearOf } from './phrase.ts';
import { apply, type Rule } from './rule.ts';
import { textOf, tokenize, type Token } from './tokens.ts';

export interface Problem {
  /** The words that were not understood. */
  clause: string;
  why: string;
  /** The nearest wording that would be. */
  instead: string;
}

export type Understanding = { intents: Intent[] } | { problem: Problem };
export type Mood = 'do' | 'expect';

const RULES: Record<Mood, Rule[]> = { do: [...goalRules, ...actRules, ...expectRules], expect: expectRules };
const HARD = new Set(['.', ';', '!', '?']);
const SOFT = new Set([',', 'and', 'then']);
const NOISE = new Set(['please', 'now', 'then', 'finally', 'also', 'and', 'given', 'when', ',']);
const CLAIM = new Set(['verify', 'expect', 'ensure', 'assert']);

export function understand(text: string, mood: Mood): Understanding {
  const tokens = tokenize(text);
  if (!tokens)
    return {
      problem: {
        clause: text,
        why: 'a quotation mark is opened and never closed',
        instead: nearestWording(text, mood),
      },
    };
  const intents: Intent[] = [];
  for (const sentence of splitAt(tokens, (token) => token.kind === 'mark' && HARD.has(token.text))) {
    const read = new Sentence(text, mood).read(sentence);
    if ('problem' in read) return read;
    intents.push(...read.intents);
  }
  if (intents.length === 0)
    return { problem: { clause: text, why: 'it says nothing to do', instead: nearestWording(text, mood) } };
  return { intents };
}

function splitAt(tokens: Token[], separates: (token: Token) => boolean): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens)
    if (separates(token)) parts.push([]);
    else parts.at(-1)?.push(token);
  return parts.filter((part) => part.length > 0);
}

const isSoft = (token: Token) => (token.kind === 'mark' || token.kind === 'word') && SOFT.has(token.lower);

class Sentence {
  private readonly source: string;
  private readonly mood: Mood;
  /** The clause that reached furthest before it failed: the one to tell about. */
  private failed: { at: number; clause: Token[]; error: NotUnderstood | undefined } | undefined;

  constructor(source: string, mood: Mood) {
    this.source = source;
    this.mood = mood;
  }

  read(tokens: Token[]): Understanding {
    const placed = this.mood === 'do' ? place(tokens) : undefined;
    const intents = this.clauses(placed?.rest ?? tokens, []);
    if (!intents) return { problem: this.problem(tokens) };
    if (!placed) return { intents };
    const inside = intents.flatMap((intent): Intent[] => {
      const narrowed = narrow(intent, placed.near);
      return narrowed ? [{ ...narrowed, clause: intent.clause, span: intent.span }] : [];
    });
    if (inside.length === intents.length) return { intents: inside };
    return {
      problem: {
        clause: textOf(tokens, this.source),
        why: 'only actions on named elements can stand behind "In …,"',
        instead: 'In the row for order 1042, click "Delete"',
      },
    };
  }

  /** The finest split whose parts can all be read. `before`: the clause ahead, whose verb `and "Email"` may borrow. */
  private clauses(tokens: Token[], before: Token[]): Intent[] | undefined {
    const bare = withoutNoise(tokens);
    if (bare.length === 0) return [];
    for (let end = 1; end <= bare.length; end++) {
      const next = bare[end];
      if (end < bare.length && !(next && isSoft(next))) continue;
      const clause = bare.slice(0, end);
      const read = this.clause(clause, before);
      const rest = read && this.clauses(bare.slice(end), read.way);
      if (read && rest) return [...read.intents, ...rest];
    }
    return undefined;
  }

  /** `way`: the clause with what it borrowed, so that a third one can borrow it too. */
  private clause(tokens: Token[], before: Token[]): { intents: Intent[]; way: Token[] } | undefined {
    const first = tokens.at(0);
    const last = tokens.at(-1);
    if (!first || !last) return undefined;
    let error = conditional(tokens);
    for (const way of waysToSay(tokens, before)) {
      const acts = error ?? this.firstRule(way);
      if (Array.isArray(acts)) {
        const clause = textOf(tokens, this.source);
        const span = { start: first.start, end: last.end };
        return { intents: acts.map((act) => ({ ...act, clause, span })), way };
      }
      error ??= acts;
    }
    const further = this.failed === undefined || first.start > this.failed.at;
    if (further || (error && first.start === this.failed?.at)) this.failed = { at: first.start, clause: tokens, error };
    return undefined;
  }

  private firstRule(tokens: Token[]): Act[] | NotUnderstood | undefined {
    const claimed = claim(tokens);
    // A verb of ours behind an `and`, or behind a `to` that says what for, begins a clause of its own: it is never part of a name.
    const joins = (token: Token) => isSoft(token) || token.lower === 'to';
    const joined = tokens.some((token, i) => i > 0 && joins(token) && isKnownVerb(tokens[i + 1]));
    let refused: NotUnderstood | undefined;
    for (const each of claimed ? RULES.expect : RULES[this.mood]) {
      try {
        const acts = apply(each, claimed ?? tokens);
        if (acts && !(joined && takesOne(acts))) return acts;
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        if (error.final) return error;
        refused ??= error;
      }
    }
    return refused;
  }

  private problem(tokens: Token[]): Problem {
    const clause = textOf(this.failed?.clause ?? tokens, this.source);
    const { error } = this.failed ?? {};
    const quoted = error?.quote === undefined ? undefined : clause.replace(error.quote, `"${error.quote}"`);
    return {
      clause,
      why: error?.message ?? 'no rule takes this wording',
      instead: error?.instead ?? quoted ?? nearestWording(clause, this.mood),
    };
  }
}

const CONDITIONS = new Set(['if', 'unless', 'while', 'or', 'except', 'without', 'otherwise', 'instead']);

function conditional(tokens: Token[]): NotUnderstood | undefined {
  const word = tokens.find(
    (token, i) => token.kind === 'word' && (CONDITIONS.has(token.lower) || (token.lower === 'until' && i > 1)),
  );
  if (!word) return undefined;
  return new NotUnderstood(`conditions and loops ("${word.text} …") are not understood; use optional: or repeat:`);
}

/** A clause with one target: the kind that a second verb must not hide in. */
function takesOne(acts: Act[]): boolean {
  return acts.length === 1 && acts[0]?.act !== 'log-in' && acts[0]?.act !== 'drag';
}

function withoutNoise(tokens: Token[]): Token[] {
  let at = 0;
  for (let token = tokens[at]; token && token.kind !== 'quoted' && NOISE.has(token.lower); token = tokens[at]) at++;
  const last = tokens.at(-1);
  return tokens.slice(at, last?.kind === 'word' && last.lower === 'please' ? -1 : undefined);
}

/** The clause as it stands, without its subject (`I click …`), and with the verb of the clause before it. */
function waysToSay(tokens: Token[], before: Token[]): Token[][] {
  const [first, second] = tokens;
  const ways = [tokens];
  if (first?.kind === 'word' && ['i', 'we', 'you', 'user'].includes(first.lower)) ways.push(tokens.slice(1));
  if (first?.lower === 'the' && second?.lower === 'user') ways.push(tokens.slice(2));
  const [verb] = before;
  if (!verb || isName(verb) || !tokens.some(isName)) return ways;
  const lead = before.slice(0, before.findIndex(isName));
  if (first && isName(first)) ways.push([...lead, ...tokens]);
  else ways.push([verb, ...tokens]);
  return ways;
}

/** `check that …`, `make sure …`: what follows is an expectation. */
function claim(tokens: Token[]): Token[] | undefined {
  const words = tokens.map((token) => (token.kind === 'word' ? token.lower : ''));
  const that = (length: number) => tokens.slice(words[length] === 'that' ? length + 1 : length);
  if (words[0] === 'make' && words[1] === 'sure') return that(2);
  if (CLAIM.has(words[0] ?? '')) return that(1);
  if ((words[0] === 'check' || words[0] === 'confirm') && words[1] === 'that') return that(1);
  return undefined;
}

/** `In the row for order 1042, click …`: where everything behind the comma happens. */
function place(tokens: Token[]): { near: Near; rest: Token[] } | undefined {
  const [first] = tokens;
  const comma = tokens.findIndex((token) => token.kind === 'mark' && token.text === ',');
  if (first?.kind !== 'word' || !['in', 'inside', 'within', 'for', 'on'].includes(first.lower) || comma < 2)
    return undefined;
  const near = nearOf(tokens.slice(1, comma), first.lower);
  return near && (near.roles || near.quoted) ? { near, rest: tokens.slice(comma + 1) } : undefined;
}

function narrow(act: Act, near: Near): Act | undefined {
  const narrowable = ['click', 'check', 'hover', 'upload', 'type', 'select'].includes(act.act);
  if (!narrowable || !('aim' in act) || !act.aim) return undefined;
  const readings = act.aim.readings.filter((each) => !each.near).map((each) => ({ ...each, near }));
  return { ...act, aim: { ...act.aim, readings } };
}
