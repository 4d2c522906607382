/**
 * The model's words, which come in pieces, as lines for a terminal. A line is given out once it is whole, or as far as no
 * secret can reach over its end: a value is taken out of it whatever pieces it came in. Each line begins with words of ours.
 */
import { clean } from '../core/clean.ts';
import type { ModelProgress } from '../core/message.ts';
import { redactor, type Redact } from '../core/redact.ts';

type Words = Pick<Extract<ModelProgress, { type: 'words' }>, 'of' | 'words'>;

const LABELS: Record<Words['of'], string> = { reasoning: 'thinks │ ', text: 'says   │ ' };
const WIDTH = 100;
/** A word that is longer is cut all the same. */
const LONGEST_WORD = 400;
/** The longest of the forms that the redactor knows: a character of three bytes, each as `%E2`. */
const FORM_PER_LETTER = 9;

export class WordLines {
  private readonly redact: Redact;
  /** So many characters at the end may be the beginning of a secret. */
  private readonly hold: number;
  private readonly spansLines: boolean;
  private of: Words['of'] = 'text';
  private pending = '';

  /** `secrets`: name → value. */
  constructor(secrets: Record<string, string>) {
    const values = Object.values(secrets);
    this.redact = redactor(secrets);
    this.hold = FORM_PER_LETTER * Math.max(0, ...values.map(({ length }) => length));
    this.spansLines = values.some((value) => value.includes('\n'));
  }

  /** The lines that a further piece completes. */
  take({ of, words }: Words): string[] {
    const before = of === this.of ? [] : this.end();
    this.of = of;
    this.pending += words;
    return [...before, ...this.lines(false)];
  }

  /** The rest: nothing more comes. */
  end(): string[] {
    return this.lines(true);
  }

  private lines(over: boolean): string[] {
    const found: string[] = [];
    for (let at = this.cut(over); at !== undefined; at = this.cut(over)) {
      const line = clean(this.redact(this.pending.slice(0, at)), 10_000);
      this.pending = this.pending.slice(at);
      if (line !== '') found.push(LABELS[this.of] + line);
    }
    return found;
  }

  /** Where the next line ends, or undefined while that cannot be said. */
  private cut(over: boolean): number | undefined {
    const { pending } = this;
    const newline = pending.indexOf('\n') + 1;
    const held = over ? pending.length : pending.length - this.hold;
    const known = newline > 0 && !this.spansLines ? newline : held;
    const ends = [
      ...(newline > 0 && newline <= Math.min(WIDTH, known) ? [newline] : []),
      ...(known > WIDTH ? this.inside(known) : []),
      ...(newline > 0 && newline <= known ? [newline] : []),
    ];
    return ends.find((at) => this.parts(at)) ?? (over && pending !== '' ? pending.length : undefined);
  }

  /** Where a long line can be cut, the best first: at a blank, in a word only where that is very long. */
  private inside(known: number): number[] {
    const most = Math.min(known, LONGEST_WORD);
    const blanks = [...this.pending.slice(0, most).matchAll(/ /g)].map(({ index }) => index + 1);
    const before = blanks.filter((at) => at <= WIDTH).reverse();
    const letters = Math.min(this.hold + 1, known - LONGEST_WORD);
    const within = Array.from({ length: Math.max(0, letters) }, (_, more) => LONGEST_WORD + more);
    return [...before, ...blanks.filter((at) => at > WIDTH), ...within];
  }

  /** Whether a cut there goes through no secret. */
  private parts(at: number): boolean {
    const { redact } = this;
    const near = this.pending.slice(0, at + this.hold);
    return redact(near.slice(0, at)) + redact(near.slice(at)) === redact(near);
  }
}
