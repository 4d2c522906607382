/** For a terminal: a line for each run that is on, redrawn in place; above them scrolls what a person should still see at the end. */
import { clean } from '../core/clean.ts';
import { describeEnd } from '../report/describeEvent.ts';
import { liveAfter, liveLine, clock, type Live } from '../report/liveLine.ts';
import { ProgressLines } from '../report/progressLines.ts';
import { fitted } from '../report/width.ts';
import type { LiveRun } from '../runner/listener.ts';
import { foreignLine, type Display, type DisplayOptions } from './display.ts';
import { LiveBlock, type Terminal } from './liveBlock.ts';

interface Watched {
  lines: ProgressLines;
  live: Live;
  since: number;
  over: boolean;
}

export function liveDisplay(
  { paint, verbose }: Pick<DisplayOptions, 'paint' | 'verbose'>,
  terminal: Terminal,
): Display {
  const runs = new Map<LiveRun, Watched>();
  let several = false;
  let doing: { what: string; since: number } | undefined;
  const now = () => performance.now();

  const watched = (run: LiveRun): Watched => {
    const known = runs.get(run);
    if (known) return known;
    const lines = new ProgressLines({ paint, verbose, prefix: several ? run.name : undefined });
    const fresh = { lines, live: { name: run.name, turn: 0, last: '' }, since: now(), over: false };
    runs.set(run, fresh);
    return fresh;
  };
  const block = new LiveBlock(terminal, (columns) => [
    ...[...runs.values()]
      .filter(({ over }) => !over)
      .map(({ live, lines, since }) => liveLine(live, lines.progress, { elapsedMs: now() - since, columns, paint })),
    ...(doing ? [paint.dim(fitted(`… ${doing.what} · ${clock(now() - doing.since)}`, columns - 1))] : []),
  ]);
  const say = (line: string) => block.print(paint.dim(clean(line, 2000)));

  return {
    begin: (scenarios) => (several = scenarios > 1),
    event(run, event) {
      const own = watched(run);
      doing = undefined;
      own.live = liveAfter(own.live, event);
      for (const line of verbose ? own.lines.of(event) : own.lines.lasting(event)) block.print(line);
      if (event.type !== 'run-end') return;
      own.over = true;
      if (!verbose) block.print(describeEnd(event, own.lines.progress, paint, run.name));
    },
    words: (run, lines) =>
      watched(run)
        .lines.words(lines)
        .forEach((line) => block.print(line)),
    printed: (line) => block.print(foreignLine(line, paint)),
    doing: (what) => (doing = { what, since: now() }),
    say,
    warn: (line) => block.print(paint.yellow(clean(line, 2000))),
    end: () => {
      doing = undefined;
      block.end();
    },
  };
}
