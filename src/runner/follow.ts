/** Follows the journals of a job's runs and tells what happens. */
import { JournalTail } from '../journal/tail.ts';
import { messageOf } from '../core/error.ts';
import { listenIn } from './bell.ts';
import { dirOf, runsIn } from './job.ts';
import type { Listener, LiveRun } from './listener.ts';

/** Where no worker can be heard, the journals are looked at so often. */
const LOOK_MS = 200;

export interface Following {
  /** Tells what nobody rang for: a worker that was killed, what was added after the run. */
  catchUp(): void;
  close(): void;
}

/** `folder`: of the job. */
export async function follow(folder: string, listener: Listener): Promise<Following> {
  const runs = new Map<string, { tail: JournalTail; live: LiveRun }>();
  const tell = (key: string, count?: number): LiveRun => {
    const run = runs.get(key) ?? { tail: new JournalTail(dirOf(folder, key)), live: { id: '', name: '' } };
    runs.set(key, run);
    for (const { event, text } of run.tail.read(count)) {
      if (event.type === 'run-start') run.live = { id: event.runId, name: event.scenario.name };
      guarded(() => listener.event?.(run.live, event, text));
    }
    return run.live;
  };
  const bell = await listenIn(folder, ({ run, events, words }) =>
    guarded(() => {
      const live = tell(run, events);
      if (words) listener.words?.(live, words);
    }),
  );
  const catchUp = () => {
    for (const key of runsIn(folder)) guarded(() => void tell(key));
  };
  const looking = bell ? undefined : setInterval(() => guarded(catchUp), LOOK_MS).unref();
  return {
    catchUp,
    close: () => {
      bell?.close();
      clearInterval(looking);
    },
  };
}

/** One that cannot show what happens must not end what happens. */
function guarded(tell: () => void): void {
  try {
    tell();
  } catch (error) {
    process.emitWarning(`a listener failed: ${messageOf(error)}`);
  }
}
