/**
 * Keep everything, show a window. The transcript is never edited; `window()` is a pure function of it:
 * prompt, ledger of the collapsed turns, and at most four turns in full. When a fifth comes, those four become ledger
 * lines at once, so that every request between two collapses extends the one before it.
 */
import type { AssistantMessage, ImagePart, Message, TextPart } from '../core/message.ts';
import { ledgerLine, shorten, type DoneTurn } from './ledger.ts';

const FULL_TURNS = 4;

export interface TranscriptTurn {
  text: string;
  picture?: ImagePart;
  replies: { message: AssistantMessage; answers: { callId: string; text: string }[]; remark?: string }[];
  done?: DoneTurn;
}

export class Transcript {
  readonly turns: TranscriptTurn[] = [];
  private readonly head: Message[];
  /** First of the turns that are shown in full. */
  private from = 0;
  private ledger: string[] = [];

  constructor(head: Message[]) {
    this.head = head;
  }

  /** Pictures are dropped once their turn is in the ledger: the journal has them. */
  observed(text: string, picture?: ImagePart): void {
    if (this.turns.length - this.from >= FULL_TURNS) this.collapse();
    this.turns.push({ text, ...(picture ? { picture } : {}), replies: [] });
  }

  replied(message: AssistantMessage): void {
    this.newest.replies.push({ message, answers: [] });
  }

  answered(callId: string, text: string): void {
    this.newest.replies.at(-1)?.answers.push({ callId, text });
  }

  /** A word of ours after a reply that had no tool call in it. */
  remarked(text: string): void {
    const reply = this.newest.replies.at(-1);
    if (reply) reply.remark = text;
  }

  closed(done: DoneTurn): void {
    this.newest.done = done;
  }

  /** Every turn but the newest becomes a ledger line now: what is sent was too large for the host. */
  collapseAll(): void {
    const last = this.turns.length - 1;
    this.collapse(last);
  }

  window(): Message[] {
    const full = this.turns.slice(this.from).flatMap(messagesOf);
    if (this.ledger.length === 0) return [...this.head, ...full];
    const ledger = ['Turns so far, as they really went:', ...this.ledger].join('\n');
    return [...this.head, { role: 'user', parts: [{ type: 'text', text: ledger }] }, ...full];
  }

  /** The newest observation and the reply before it: all that a planner with its own memory needs. */
  latest(): Message[] {
    return this.turns
      .slice(-2)
      .flatMap((turn, index, { length }) => (index === length - 1 ? messagesOf(turn) : messagesOf(turn).slice(1)));
  }

  private get newest(): TranscriptTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new RangeError('nothing was observed yet');
    return turn;
  }

  private collapse(to = this.turns.length): void {
    const gone = this.turns.slice(this.from, to);
    this.ledger = shorten([...this.ledger, ...gone.flatMap(({ done }) => (done ? [ledgerLine(done)] : []))]);
    for (const turn of gone) delete turn.picture;
    this.from = to;
  }
}

function messagesOf({ text, picture, replies }: TranscriptTurn): Message[] {
  const parts: (TextPart | ImagePart)[] = [{ type: 'text', text }, ...(picture ? [picture] : [])];
  return [
    { role: 'user', parts },
    ...replies.flatMap(({ message, answers, remark }): Message[] => [
      message,
      ...answers.map(({ callId, text: answer }): Message => ({ role: 'tool', callId, text: answer })),
      ...(remark === undefined ? [] : [{ role: 'user', parts: [{ type: 'text', text: remark }] } satisfies Message]),
    ]),
  ];
}
