/** 1 for the same words, 0 for words that have no two letters in common. */
export function likeness(a: string, b: string): number {
  const [ours, theirs] = [pairsIn(a), pairsIn(b)];
  if (ours.length === 0 || theirs.length === 0) return 0;
  const left = [...theirs];
  const common = ours.filter((pair) => {
    const at = left.indexOf(pair);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
  return (2 * common.length) / (ours.length + theirs.length);
}

function pairsIn(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2));
}
