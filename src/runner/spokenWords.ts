/** For `--verbose`: what the model thinks and says, as it comes, as lines that hold no secret. */
import type { ModelProgress } from '../core/message.ts';
import type { Emit, Event } from '../journal/event.ts';
import { WordLines } from '../report/wordLines.ts';

export interface SpokenWords {
  /** Before others hear of the event: what the model said up to it. */
  event: Emit;
  watch(progress: ModelProgress): void;
}

const ENDS_WORDS = new Set<Event['type']>(['model-reply', 'model-failure', 'model-retry', 'run-end']);

/** `secrets`: name → value. `show` is given one line or several. */
export function spokenWords(secrets: Record<string, string>, show: (lines: string[]) => void): SpokenWords {
  const words = new WordLines(secrets);
  let heard = false;
  const give = (lines: string[]) => {
    if (lines.length > 0) show(lines);
  };
  return {
    watch(progress) {
      if (progress.type !== 'words') return;
      heard = true;
      give(words.take(progress));
    },
    event(event) {
      // A host that does not stream says everything at once.
      if (event.type === 'model-reply' && !heard) for (const said of wordsOf(event)) give(words.take(said));
      if (!ENDS_WORDS.has(event.type)) return;
      give(words.end());
      heard = false;
    },
  };
}

function wordsOf({ planner, message }: Extract<Event, { type: 'model-reply' }>): Parameters<WordLines['take']>[0][] {
  if (planner === 'builtin') return [];
  return [
    { of: 'reasoning', words: message.reasoning },
    { of: 'text', words: message.text },
  ];
}
