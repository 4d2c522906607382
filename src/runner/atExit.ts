/** What must not outlive this process, also when it is ended at once. */
const kills = new Set<() => void>();
let listening = false;

/** `kill` must not wait for anything. Returns how to take it back. */
export function atExit(kill: () => void): () => void {
  if (!listening) process.once('exit', () => kills.forEach((each) => each()));
  listening = true;
  kills.add(kill);
  return () => void kills.delete(kill);
}
