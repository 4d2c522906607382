/** What a person sees while scenarios run: lines, groups of lines for a CI log, or nothing. `liveDisplay.ts` is for a terminal. */
import { clean } from '../core/clean.ts';
import type { Event } from '../journal/event.ts';
import { describeEnd } from '../report/describeEvent.ts';
import type { Group } from '../report/groups.ts';
import { noPaint, type Paint } from '../report/paint.ts';
import { ProgressLines } from '../report/progressLines.ts';
import type { Listener, LiveRun } from '../runner/listener.ts';

export interface Display extends Required<Listener> {
  /** One line for a person. */
  say(line: string): void;
  /** One that is shown whatever was asked for. */
  warn(line: string): void;
  /** Nothing more happens: what is left is shown, what moves is taken away. */
  end(): void;
}

export interface DisplayOptions {
  paint: Paint;
  verbose: boolean;
  print(line: string): void;
  /** Where errors and warnings go. */
  printError(line: string): void;
}

/** A line that is not ours, so that nobody takes it for one: neither a reader nor a CI that obeys lines. */
export function foreignLine(line: string, paint: Paint): string {
  const indent = /^ {0,40}/.exec(line)?.[0] ?? '';
  return paint.dim(`    │ ${indent}${clean(line, 2000)}`);
}

/** A line for each thing as it happens. */
export function listDisplay({ paint, verbose, print, printError }: DisplayOptions): Display {
  const runs = new Map<LiveRun, ProgressLines>();
  let several = false;
  const linesOf = (run: LiveRun): ProgressLines => {
    const lines = runs.get(run) ?? new ProgressLines({ paint, verbose, prefix: several ? run.name : undefined });
    runs.set(run, lines);
    return lines;
  };
  const say = (line: string) => print(paint.dim(clean(line, 2000)));
  return {
    begin: (scenarios) => (several = scenarios > 1),
    event: (run, event) => linesOf(run).of(event).forEach(print),
    words: (run, lines) => linesOf(run).words(lines).forEach(print),
    printed: (line, to) => (to === 'out' ? print : printError)(foreignLine(line, paint)),
    doing: (what) => say(`${what} …`),
    say,
    warn: (line) => printError(clean(line, 2000)),
    end: () => undefined,
  };
}

interface Collected {
  lines: ProgressLines;
  texts: string[];
  startedAt: Date;
  over: boolean;
}

/** Each run as one group when it is over: the lines of one are never among those of another. */
export function groupDisplay({ paint, verbose, print, printError }: DisplayOptions, group: Group): Display {
  const list = listDisplay({ paint, verbose, print, printError });
  const runs = new Map<LiveRun, Collected>();
  const collected = (run: LiveRun): Collected => {
    const known = runs.get(run);
    const fresh = () => ({
      lines: new ProgressLines({ paint, verbose }),
      texts: [],
      startedAt: new Date(),
      over: false,
    });
    const own = known ?? fresh();
    runs.set(run, own);
    return own;
  };
  const close = (run: LiveRun, own: Collected, title: string) => {
    own.over = true;
    group({ id: run.id, title, startedAt: own.startedAt, endedAt: new Date() }, own.texts).forEach(print);
  };
  return {
    ...list,
    event(run, event: Event) {
      const own = collected(run);
      // How the spec was proved is told when the group is printed already.
      if (own.over) return own.lines.of(event).forEach((line) => print(`[${clean(run.name, 30)}] ${line}`));
      own.texts.push(...own.lines.of(event));
      return event.type === 'run-end'
        ? close(run, own, describeEnd(event, own.lines.progress, noPaint, run.name))
        : undefined;
    },
    words: (run, lines) => void collected(run).texts.push(...collected(run).lines.words(lines)),
    end() {
      for (const [run, own] of runs) if (!own.over) close(run, own, `✗ ended without an outcome: ${clean(run.name)}`);
    },
  };
}

/** Only what went wrong outside any run. */
export function quietDisplay({ paint, printError }: DisplayOptions): Display {
  const nothing = () => undefined;
  return {
    begin: nothing,
    event: nothing,
    words: nothing,
    doing: nothing,
    say: nothing,
    warn: (line) => printError(clean(line, 2000)),
    printed: (line, to) => (to === 'error' ? printError(foreignLine(line, paint)) : undefined),
    end: nothing,
  };
}
