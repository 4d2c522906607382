/** Which words of what was found are not those that were expected: for the eye, where both are long. */
import { mostAlike, wordsIn, type Stretch } from '../core/likeness.ts';
import { html, type Part } from './html.ts';

const QUOTED = /"((?:[^"\\]|\\.)*)"/;

export interface Differing {
  /** In the words of the expectation, in order. */
  expected: Stretch[];
  found: Stretch[];
}

/** Compares the first text in quotes of each where they are alike. Nothing differs where nothing can be told apart. */
export function differing(expected: string, found: string): Differing {
  const [ours, theirs] = [quotedIn(expected), quotedIn(found)];
  const alike = ours && theirs && mostAlike(theirs.text, ours.text);
  if (!alike) return { expected: [], found: [] };
  const wanted = wordsIn(ours.text).map((word) => moved(word, ours.start));
  const seen = wordsIn(theirs.text)
    .filter(({ start, end }) => start >= alike.start && end <= alike.end)
    .map((word) => moved(word, theirs.start));
  return { expected: without(wanted, expected, seen, found), found: without(seen, found, wanted, expected) };
}

/** Those words of the one text that the other does not have as often. */
function without(words: readonly Stretch[], text: string, others: readonly Stretch[], other: string): Stretch[] {
  const left = others.map(({ start, end }) => other.slice(start, end));
  return words.filter(({ start, end }) => {
    const at = left.indexOf(text.slice(start, end));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** `text` with the stretches marked. */
export function withMarks(text: string, stretches: readonly Stretch[]): Part {
  let from = 0;
  const parts: Part[] = stretches.flatMap(({ start, end }) => {
    const before = text.slice(from, start);
    from = end;
    return [before, html`<mark>${text.slice(start, end)}</mark>`];
  });
  return [...parts, text.slice(from)];
}

function quotedIn(text: string): { text: string; start: number } | undefined {
  const match = QUOTED.exec(text);
  return match?.[1] === undefined ? undefined : { text: match[1], start: match.index + 1 };
}

function moved({ start, end }: Stretch, by: number): Stretch {
  return { start: start + by, end: end + by };
}
