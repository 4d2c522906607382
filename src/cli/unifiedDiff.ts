/** Two texts as `diff -u` shows them. */
import type { Paint } from '../report/paint.ts';

type Edit = { kind: ' ' | '-' | '+'; text: string };

const CONTEXT = 3;
/** A table of this many cells takes a moment; beyond it, what differs is shown as removed and added whole. */
const MAX_CELLS = 16_000_000;

/** Empty when both are the same. `names`: of the old and the new text. */
export function unifiedDiff(before: string, after: string, names: [string, string], paint: Paint): string {
  if (before === after) return '';
  const edits = editsOf(linesOf(before), linesOf(after));
  return [
    paint.bold(`--- ${names[0]}`),
    paint.bold(`+++ ${names[1]}`),
    ...hunksOf(edits).flatMap((hunk) => renderHunk(edits, hunk, paint)),
  ].join('\n');
}

/** A missing newline at the end is a difference too. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function editsOf(old: string[], now: string[]): Edit[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const same = (lines: string[]): Edit[] => lines.map((text) => ({ kind: ' ', text }));
  return [
    ...same(old.slice(0, head)),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail)),
    ...same(old.slice(old.length - tail)),
  ];
}

/** The longest common part of both, by its table of lengths. */
function middle(old: string[], now: string[]): Edit[] {
  const removed = (lines: string[]): Edit[] => lines.map((text) => ({ kind: '-', text }));
  const added = (lines: string[]): Edit[] => lines.map((text) => ({ kind: '+', text }));
  if (old.length * now.length > MAX_CELLS) return [...removed(old), ...added(now)];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) {
      edits.push({ kind: ' ', text: old[i] ?? '' });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) edits.push({ kind: '-', text: old[i++] ?? '' });
    else edits.push({ kind: '+', text: now[j++] ?? '' });
  }
  return [...edits, ...removed(old.slice(i)), ...added(now.slice(j))];
}

/** From and to which edit a hunk goes: changes with their surroundings, joined where these touch. */
function hunksOf(edits: readonly Edit[]): [number, number][] {
  const hunks: [number, number][] = [];
  for (const [index, { kind }] of edits.entries()) {
    if (kind === ' ') continue;
    const last = hunks.at(-1);
    const from = Math.max(0, index - CONTEXT);
    const to = Math.min(edits.length, index + CONTEXT + 1);
    if (last && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  return hunks;
}

function renderHunk(edits: readonly Edit[], [from, to]: [number, number], paint: Paint): string[] {
  const count = (part: readonly Edit[], not: Edit['kind']) => part.filter(({ kind }) => kind !== not).length;
  const [before, inside] = [edits.slice(0, from), edits.slice(from, to)];
  const range = (not: Edit['kind']) => {
    const length = count(inside, not);
    return `${count(before, not) + (length === 0 ? 0 : 1)},${length}`;
  };
  const colours = { ' ': (text: string) => text, '-': paint.red, '+': paint.green };
  return [
    paint.dim(`@@ -${range('+')} +${range('-')} @@`),
    ...inside.map(({ kind, text }) => colours[kind](`${kind}${text}`)),
  ];
}
