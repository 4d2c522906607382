/**
 * Keep everything, show a window. The transcript is never edited; `window()` is a pure function of it: prompt, ledger of
 * the collapsed turns, and the newest turns in full. When a further one would be too many or too much, all of those
 * become ledger lines at once, so that every request between two collapses extends the one before it. Of the last of
 * them the reply and its results stay as well: nobody has seen those results yet.
 */
import type { AssistantMessage, ImagePart, Message } from '../core/message.ts';
import type { Screenshot } from '../core/observation.ts';
import { messageTokens } from '../core/tokens.ts';
import { ledgerText, shorten, type LedgerEntry, type Standing } from './ledger.ts';

/** Turns in full: two always, so that a model sees what its last reply did; more where they are small. */
const FULL_TURNS = { least: 2, most: 4 };
/**
 * Of the turns in full, beyond the least. What stands in the window is paid for again with each request, at a sixth of
 * the price: a third turn at 1280 × 720 would cost a run of whole-page replies more than it is allowed (npm run bench).
 */
const FULL_TOKENS = 5_000;

interface TranscriptTurn {
  text: string;
  /** Pictures of the scenario, then the screenshot: the newest is the last. Dropped once the turn is in the ledger: the journal has them. */
  pictures: ImagePart[];
  pictureId?: string;
  reply?: AssistantMessage;
  answers: { callId: string; text: string }[];
  entry?: LedgerEntry;
}

export interface Seen {
  text: string;
  screenshot?: Screenshot | undefined;
  /** Pictures that the scenario step brings along. */
  others?: readonly ImagePart[];
}

export class Transcript {
  private readonly turns: TranscriptTurn[] = [];
  private readonly head: Message[];
  /** First of the turns that are shown in full. */
  private from = 0;
  /** The turn before them, of which the reply and its results are shown. */
  private tail: TranscriptTurn | undefined;
  private entries: LedgerEntry[] = [];
  private ledger: string | undefined;
  private standing: Standing | undefined;
  private plan: string | undefined;

  constructor(head: Message[]) {
    this.head = head;
  }

  /** Makes room: afterwards it is settled what the window holds beside the observation that comes next. */
  makeRoom(): void {
    if (this.isFull) this.collapse();
  }

  /** Id of the newest screenshot in the window. */
  get newestPicture(): string | undefined {
    return this.shown.findLast(({ pictureId }) => pictureId !== undefined)?.pictureId;
  }

  /** Whether no turn is shown in full: what an earlier one brought along has to come again. */
  get isEmpty(): boolean {
    return this.shown.length === 0;
  }

  observed({ text, screenshot, others = [] }: Seen): void {
    this.turns.push({
      text,
      pictures: [...others, ...(screenshot ? [imageOf(screenshot)] : [])],
      ...(screenshot ? { pictureId: screenshot.id } : {}),
      answers: [],
    });
  }

  replied(message: AssistantMessage): void {
    this.newest.reply = message;
  }

  /** What the model means to do, in its words: it stays when the turn is gone. */
  planned(plan: string): void {
    this.plan = plan;
  }

  answered(callId: string, text: string): void {
    this.newest.answers.push({ callId, text });
  }

  closed(entry: LedgerEntry, standing: Standing): void {
    this.newest.entry = entry;
    this.standing = standing;
  }

  window(): Message[] {
    const ledger = this.ledger === undefined ? [] : [said(this.ledger)];
    const tail = this.tail ? replyOf(this.tail) : [];
    return [...this.head, ...ledger, ...tail, ...this.shown.flatMap(messagesOf)];
  }

  /** The newest observation and the reply before it: all that a planner with its own memory needs. */
  latest(): Message[] {
    const [before, newest] = this.turns.slice(-2).map(messagesOf);
    return newest ? [...(before ?? []).slice(1), ...newest] : [...(before ?? [])];
  }

  private get shown(): TranscriptTurn[] {
    return this.turns.slice(this.from);
  }

  private get newest(): TranscriptTurn {
    const turn = this.turns.at(-1);
    if (!turn) throw new RangeError('nothing was observed yet');
    return turn;
  }

  /** The next turn is taken to be as large as the largest that is shown. */
  private get isFull(): boolean {
    const sizes = this.shown.map((turn) => messageTokens(messagesOf(turn)));
    if (sizes.length < FULL_TURNS.least) return false;
    const all = sizes.reduce((sum, size) => sum + size, 0);
    return sizes.length >= FULL_TURNS.most || all + Math.max(...sizes) > FULL_TOKENS;
  }

  private collapse(): void {
    const gone = [...(this.tail ? [this.tail] : []), ...this.shown];
    this.tail = gone.pop();
    this.entries = shorten([...this.entries, ...gone.flatMap(({ entry }) => entry ?? [])]);
    for (const turn of this.shown) turn.pictures = [];
    this.from = this.turns.length;
    const plan = this.plan === undefined ? [] : [`Your plan: ${this.plan}`];
    if (this.standing) this.ledger = [...plan, ledgerText(this.entries, this.standing)].join('\n');
  }
}

function messagesOf(turn: TranscriptTurn): Message[] {
  return [{ role: 'user', parts: [{ type: 'text', text: turn.text }, ...turn.pictures] }, ...replyOf(turn)];
}

function replyOf({ reply, answers }: TranscriptTurn): Message[] {
  return [...(reply ? [reply] : []), ...answers.map(({ callId, text }): Message => ({ role: 'tool', callId, text }))];
}

function said(text: string): Message {
  return { role: 'user', parts: [{ type: 'text', text }] };
}

function imageOf({ jpeg, width, height }: Screenshot): ImagePart {
  return { type: 'image', mime: 'image/jpeg', bytes: jpeg, width, height };
}
