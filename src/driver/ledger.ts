/** What is left of a turn when it leaves the window: a line computed from what really happened. Pure. */

export interface DoneCall {
  name: string;
  /** What the call came to, in words: `click "Next"`. */
  words: string;
  ok: boolean;
}

export interface DoneTurn {
  turn: number;
  stepId: string;
  calls: DoneCall[];
  /** Title of the page after the turn. */
  page: string;
}

/** `12. (step 3) click "Next"; verify text "Step 4" → page "Step 4 of 9"` */
export function ledgerLine({ turn, stepId, calls, page }: DoneTurn): string {
  const done = calls.map(({ words, ok }) => (ok ? words : `${words}: refused`)).join('; ') || 'nothing';
  return `${turn}. (step ${stepId}) ${done} → page ${JSON.stringify(page)}`;
}

/** About 4,000 tokens. */
const MAX_CHARS = 16_000;

/** When the ledger grows past its cap, its older half becomes one line. */
export function shorten(lines: readonly string[]): string[] {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (length <= MAX_CHARS) return [...lines];
  const half = Math.ceil(lines.length / 2);
  const first = /^\d+/.exec(lines[0] ?? '')?.[0] ?? '1';
  const last = lines[half - 1] ?? '';
  const lastTurn = /^\d+(?:–(\d+))?/.exec(last);
  const step = /\(step ([^)]+)\)/.exec(last)?.[1] ?? '';
  const page = /→ page (.*)$/.exec(last)?.[1] ?? '""';
  const merged = `${first}–${lastTurn?.[1] ?? lastTurn?.[0] ?? ''}. (step ${step}) all steps before this one were carried out → page ${page}`;
  return [merged, ...lines.slice(half)];
}
