/**
 * Keep everything, show a window. The transcript is never edited; `window()` is a pure function of it:
 * prompt, ledger of the collapsed turns, and at most four turns in full. When a fifth comes, those four become ledger
 * lines at once, so that every request between two collapses extends the one before it.
 */
import type { AssistantMessage, ImagePart, Message, TextPart } from '../core/message.ts';
import type { Screenshot } from '../core/observation.ts';
import { shorten } from './ledger.ts';

const FULL_TURNS = 4;

interface TranscriptTurn {
  text: string;
  /** Dropped once the turn is in the ledger: the journal has it. */
  picture?: Screenshot;
  /** What goes in its place to a host that refused it. */
  retaken?: ImagePart;
  reply?: AssistantMessage;
  answers: { callId: string; text: string }[];
  remark?: string;
  ledgerLine?: string;
}

export class Transcript {
  private readonly turns: TranscriptTurn[] = [];
  private readonly head: Message[];
  /** First of the turns that are shown in full. */
  private from = 0;
  private ledger: string[] = [];

  constructor(head: Message[]) {
    this.head = head;
  }

  /** Id of the newest picture that stands in the window once the next observation is in it. */
  get newestPicture(): string | undefined {
    if (this.isFull) return undefined;
    return this.turns.slice(this.from).findLast(({ picture }) => picture)?.picture?.id;
  }

  observed(text: string, picture: Screenshot | undefined): void {
    if (this.isFull) this.collapse();
    this.turns.push({ text, ...(picture ? { picture } : {}), answers: [] });
  }

  /** The newest picture of the window was taken anew: from now on it stands in the place of the other. */
  retook(image: ImagePart): void {
    const turn = this.turns.slice(this.from).findLast(({ picture }) => picture);
    if (turn) turn.retaken = image;
  }

  replied(message: AssistantMessage): void {
    this.newest.reply = message;
  }

  answered(callId: string, text: string): void {
    this.newest.answers.push({ callId, text });
  }

  /** A word of ours behind the answers. */
  remarked(text: string): void {
    this.newest.remark = text;
  }

  closed(ledgerLine: string): void {
    this.newest.ledgerLine = ledgerLine;
  }

  window(): Message[] {
    const full = this.turns.slice(this.from).flatMap(messagesOf);
    if (this.ledger.length === 0) return [...this.head, ...full];
    const ledger = ['Turns so far, as they really went:', ...this.ledger].join('\n');
    return [...this.head, said(ledger), ...full];
  }

  /** The newest observation and the reply before it: all that a planner with its own memory needs. */
  latest(): Message[] {
    const [before, newest] = this.turns.slice(-2).map(messagesOf);
    return newest ? [...(before ?? []).slice(1), ...newest] : [...(before ?? [])];
  }

  private get isFull(): boolean {
    return this.turns.length - this.from >= FULL_TURNS;
  }

  private get newest(): TranscriptTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new RangeError('nothing was observed yet');
    return turn;
  }

  private collapse(): void {
    const gone = this.turns.slice(this.from);
    this.ledger = shorten([...this.ledger, ...gone.flatMap(({ ledgerLine }) => ledgerLine ?? [])]);
    for (const turn of gone) {
      delete turn.picture;
      delete turn.retaken;
    }
    this.from = this.turns.length;
  }
}

function messagesOf({ text, picture, retaken, reply, answers, remark }: TranscriptTurn): Message[] {
  return [
    { role: 'user', parts: [{ type: 'text', text }, ...(picture ? [retaken ?? imageOf(picture)] : [])] },
    ...(reply ? [reply] : []),
    ...answers.map(({ callId, text: answer }): Message => ({ role: 'tool', callId, text: answer })),
    ...(remark === undefined ? [] : [said(remark)]),
  ];
}

function said(text: string): Message {
  const part: TextPart = { type: 'text', text };
  return { role: 'user', parts: [part] };
}

function imageOf({ jpeg, width, height }: Screenshot): ImagePart {
  return { type: 'image', mime: 'image/jpeg', bytes: jpeg, width, height };
}
