/** Whoever watches runs: the terminal, or another program. */
import type { Event } from '../journal/event.ts';

/** A run that is on. */
export interface LiveRun {
  id: string;
  /** Of the scenario. */
  name: string;
}

export interface Listener {
  /** Before the first run: how many scenarios there are. */
  begin?(scenarios: number): void;
  /** The journal has it. `text`: as it stands there. */
  event?(run: LiveRun, event: Event, text: string): void;
  /** What the model thinks and says, as lines of ours. */
  words?(run: LiveRun, lines: string[]): void;
  /** A line that is not ours: what a tool of the user printed, a warning of Node. */
  printed?(line: string, to: 'out' | 'error'): void;
  /** What takes a while now, until something else happens. */
  doing?(what: string): void;
}
