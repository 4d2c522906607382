/** What is left of a turn when it leaves the window: a line computed from what really happened. Pure. */
import type { ToolCall } from '../core/message.ts';
import type { Answer } from './call.ts';
import { describeAction } from '../core/describeAction.ts';

export interface DoneTurn {
  turn: number;
  stepId: string;
  calls: readonly ToolCall[];
  answers: readonly Answer[];
  /** Title of the page after the turn. */
  page: string;
}

/** An error or a title is told in full when it happens; here it only has to be recognised. */
const MAX_WORDS = 120;

/** `12. (step 3) click "Next"; verify text "Step 4" → page "Step 4 of 9"`. What was not run was not done: it is left out. */
export function ledgerLine({ turn, stepId, calls, answers, page }: DoneTurn): string {
  const done = answers.flatMap(({ result }, index) => {
    if (result.notRun) return [];
    if (result.action) return [describeAction(result.action)];
    const name = (calls[index]?.name ?? '').replace(/\W/g, '?').slice(0, 40);
    return [result.ok ? name : `${name} refused ${quoted(result.text)}`];
  });
  return `${turn}. (step ${stepId}) ${done.join('; ') || 'nothing'} → page ${quoted(page)}`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS - 1)}…` : text);
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
