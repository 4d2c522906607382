/**
 * A reply's words on their way to somebody who watches: thoughts that stand in the text are told as thoughts, and from
 * the first token of a leaked tool call on nothing is (what it comes to stands in the complete reply). A mark can come in
 * several pieces, so the few characters that could begin one are held back until it is clear.
 */

export type TellWords = (of: 'reasoning' | 'text', words: string) => void;

const OPEN = '<think>';
const CLOSE = '</think>';
const CALL = '<|tool_call';
const MARKS = [OPEN, CLOSE, CALL];

export class LiveWords {
  private readonly tell: TellWords;
  private held = '';
  private of: 'reasoning' | 'text' | 'nothing' = 'text';

  constructor(tell: TellWords) {
    this.tell = tell;
  }

  reasoning(words: string): void {
    if (words) this.tell('reasoning', words);
  }

  text(words: string): void {
    this.held += words;
    for (let next = nextMark(this.held); next && this.of !== 'nothing'; next = nextMark(this.held)) {
      this.say(this.held.slice(0, next.at));
      this.held = this.held.slice(next.at + next.mark.length);
      this.of = next.mark === OPEN ? 'reasoning' : next.mark === CLOSE ? 'text' : 'nothing';
    }
    const clear = this.held.length - unclear(this.held);
    this.say(this.held.slice(0, clear));
    this.held = this.held.slice(clear);
  }

  /** The reply is complete: what was held back was no mark. */
  end(): void {
    this.say(this.held);
    this.held = '';
  }

  private say(words: string): void {
    if (words && this.of !== 'nothing') this.tell(this.of, words);
  }
}

function nextMark(text: string): { at: number; mark: string } | undefined {
  return MARKS.map((mark) => ({ at: text.indexOf(mark), mark }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
}

/** How many characters at the end could be the beginning of a mark. */
function unclear(text: string): number {
  for (let length = Math.min(text.length, CALL.length - 1); length > 0; length--) {
    const end = text.slice(-length);
    if (MARKS.some((mark) => mark.startsWith(end))) return length;
  }
  return 0;
}
