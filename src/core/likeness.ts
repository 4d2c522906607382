/** 1 for the same words, 0 for words that have no two letters in common. */
export function likeness(a: string, b: string): number {
  return likenessTo(b)(a);
}

/** For many texts that are held against one. */
function likenessTo(text: string): (other: string) => number {
  const theirs = pairsIn(text);
  const counts = new Map<string, number>();
  for (const pair of theirs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  return (other) => {
    const ours = pairsIn(other);
    if (ours.length === 0 || theirs.length === 0) return 0;
    const left = new Map(counts);
    const common = ours.filter((pair) => {
      const count = left.get(pair) ?? 0;
      left.set(pair, count - 1);
      return count > 0;
    }).length;
    return (2 * common) / (ours.length + theirs.length);
  };
}

function pairsIn(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2));
}

/** Below it two texts have letters in common and no more. */
const ALIKE = 0.6;
/** Of a long text: a person would not read on either. */
const MAX_WORDS = 2_000;

/** A piece of a text, in characters. */
export interface Stretch {
  start: number;
  end: number;
}

/** Where as many words of `text` in a row as `wanted` has read most like it; undefined where nothing is alike. */
export function mostAlike(text: string, wanted: string): (Stretch & { score: number }) | undefined {
  const words = wordsIn(text).slice(0, MAX_WORDS);
  const length = Math.min(wordsIn(wanted).length, words.length);
  const likenessOf = likenessTo(wanted);
  let best: (Stretch & { score: number }) | undefined;
  for (const [at, first] of words.slice(0, words.length - length + 1).entries()) {
    const stretch = { start: first.start, end: words[at + length - 1]?.end ?? first.end };
    const score = likenessOf(text.slice(stretch.start, stretch.end));
    if (score >= ALIKE && score > (best?.score ?? 0)) best = { ...stretch, score };
  }
  return best;
}

export function wordsIn(text: string): Stretch[] {
  return [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }));
}

/** At most `max` characters of `text`: those around `wanted`, or around what reads most like it; else the first. */
export function excerpt(text: string, wanted: string, max: number): string {
  if (text.length <= max) return text;
  const exactly = text.toLowerCase().indexOf(wanted.toLowerCase());
  const { start, end } =
    exactly === -1
      ? (mostAlike(text, wanted) ?? { start: 0, end: 0 })
      : { start: exactly, end: exactly + wanted.length };
  const room = Math.max(0, max - (end - start)) / 2;
  const from = Math.max(0, Math.min(Math.round(start - room), text.length - max));
  const to = from + max;
  return `${from > 0 ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`;
}
