/**
 * The lines at the foot of a terminal that change while everything else scrolls above them. The cursor is never hidden and
 * stands at the end of the last line, so a process that is killed leaves a terminal as it should be.
 */
import { widthOf } from '../report/width.ts';
import type { Output } from './output.ts';

/** A tenth of a second: quicker than anybody reads. */
const REDRAW_MS = 100;
const UP = (rows: number) => (rows > 0 ? `\u001b[${rows}A` : '');
const ERASE_BELOW = '\u001b[J';

export interface Terminal {
  output: Output;
  columns(): number;
  rows(): number;
}

export class LiveBlock {
  private readonly terminal: Terminal;
  private readonly lines: (columns: number) => string[];
  private readonly timer: NodeJS.Timeout;
  private above: string[] = [];
  private drawn: string[] = [];

  /** `lines`: what is to be shown now; plain but for colours, none wider than `columns`. */
  constructor(terminal: Terminal, lines: (columns: number) => string[]) {
    this.terminal = terminal;
    this.lines = lines;
    this.timer = setInterval(() => this.draw(), REDRAW_MS);
    this.timer.unref();
  }

  /** A line that stays. */
  print(line: string): void {
    this.above.push(line);
  }

  /** Takes the moving lines away; what is to stay has been printed. */
  end(): void {
    clearInterval(this.timer);
    this.update([]);
  }

  private draw(): void {
    const { columns, rows } = this.terminal;
    const lines = this.lines(columns());
    const most = Math.max(1, rows() - 2);
    const more = lines.length - most;
    this.update(more > 0 ? [...lines.slice(0, most - 1), `  and ${more + 1} more`] : lines);
  }

  private update(lines: string[]): void {
    const { drawn, above } = this;
    if (above.length === 0 && lines.join('\n') === drawn.join('\n')) return;
    const text = [...above, ...lines].join('\n');
    // What stays ends with a newline of its own where nothing moves below it.
    const foot = lines.length === 0 && above.length > 0 ? '\n' : '';
    this.terminal.output.write(this.erase() + text + foot);
    this.above = [];
    this.drawn = lines;
  }

  /** A terminal that became narrower has wrapped what stands there. */
  private erase(): string {
    const { drawn } = this;
    if (drawn.length === 0) return '';
    const columns = Math.max(1, this.terminal.columns());
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(uncoloured(line)) / columns)), 0);
    return `\r${UP(rows - 1)}${ERASE_BELOW}`;
  }
}

function uncoloured(line: string): string {
  return line.replaceAll(/\u001b\[[0-9;]*m/g, '');
}
