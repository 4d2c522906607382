/** What a terminal shows of a stream: as much of one as our output uses. Anything else that moves the cursor is an error. */
import { widthOf } from '../../src/report/width.ts';

export class Screen {
  private readonly lines: string[] = [''];
  private row = 0;
  private column = 0;
  private readonly columns: number;
  /** How often what moves was taken away. */
  redraws = 0;

  constructor(columns = 80) {
    this.columns = columns;
  }

  write(text: string): void {
    for (const part of text.match(/\u001b\[[0-9;]*[A-Za-z]|\r|\n|[^\u001b\r\n]+|\u001b/g) ?? []) this.take(part);
  }

  /** Without colours, trailing blanks and the empty line at the end. */
  text(): string[] {
    const lines = this.lines.map((line) => line.trimEnd());
    return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  }

  private take(part: string): void {
    const [, count = '', command] = /^\u001b\[([0-9;]*)([A-Za-z])$/.exec(part) ?? [];
    if (command === 'm') return;
    if (command === 'A') this.row = Math.max(0, this.row - Number(count || 1));
    else if (command === 'J' && count === '') {
      this.redraws++;
      this.lines.length = this.row + 1;
      this.lines[this.row] = (this.lines[this.row] ?? '').slice(0, this.column);
    } else if (part === '\r') this.column = 0;
    else if (part === '\n') {
      this.row++;
      this.column = 0;
      this.lines[this.row] ??= '';
    } else if (part.startsWith('\u001b')) throw new Error(`a terminal was told ${JSON.stringify(part)}`);
    else this.put(part);
  }

  private put(text: string): void {
    if (widthOf(text) > this.columns) return this.wrap(text);
    const line = this.lines[this.row] ?? '';
    this.lines[this.row] = line.slice(0, this.column) + text + line.slice(this.column + text.length);
    this.column += text.length;
  }

  /** A line that is longer than the terminal goes on below. */
  private wrap(text: string): void {
    const letters = Array.from(text);
    let fits = '';
    while (letters[0] !== undefined && widthOf(fits + letters[0]) <= this.columns) fits += letters.shift();
    this.put(fits);
    this.take('\n');
    this.put(letters.join(''));
  }
}
