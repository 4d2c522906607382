/** The supported wording that shares the most words with a clause that was refused. */
import { actRules } from './actRules.ts';
import { expectRules } from './expectRules.ts';
import { goalRules } from './goalRules.ts';
import { literalsOf } from './pattern.ts';
import type { Token } from './tokens.ts';

const COMMON = new Set([
  'the',
  'a',
  'an',
  'to',
  'in',
  'on',
  'and',
  'for',
  'of',
  'with',
  'is',
  'are',
  'page',
  'i',
  'be',
  ',',
  ':',
]);

const verbs = new Set(
  [...goalRules, ...actRules].flatMap((each) =>
    each.patterns.flatMap((parts) => {
      const [first] = parts;
      return first?.kind === 'words' ? first.ways.flatMap(([word]) => word ?? []) : [];
    }),
  ),
);
for (const noun of ['order', 'login', 'search', 'register', 'signup', 'logout', 'complete', 'continue', 'proceed'])
  verbs.delete(noun);

/** A word with which a clause of ours can begin. */
export function isKnownVerb(token: Token | undefined): boolean {
  return token?.kind === 'word' && verbs.has(token.lower);
}

export function nearestWording(clause: string, mood: 'do' | 'expect'): string {
  const said = new Set(clause.toLowerCase().split(/[^\p{L}\p{N}-]+/u));
  const rules = mood === 'expect' ? expectRules : [...actRules, ...goalRules];
  let best = mood === 'expect' ? 'the page shows "Saved"' : 'Click "Next"';
  let most = 0;
  for (const { say, patterns } of rules.filter(({ refuses }) => !refuses)) {
    const words = new Set(
      [...patterns.flatMap(literalsOf), ...say.toLowerCase().split(/[^\p{L}\p{N}-]+/u)].filter(
        (word) => !COMMON.has(word),
      ),
    );
    const shared = [...words].filter((word) => said.has(word)).length;
    const first = clause.toLowerCase().split(' ')[0] ?? '';
    const score = shared + (say.toLowerCase().startsWith(`${first} `) ? 2 : 0);
    if (score > most) [best, most] = [say, score];
  }
  return best;
}
