import { clean } from '../core/clean.ts';
import type { ModelProgress } from '../core/message.ts';
import type { Emit, Event } from '../journal/event.ts';
import { describeEvent, newProgress } from '../report/describeEvent.ts';
import { describeReply } from '../report/describeReply.ts';
import type { Paint } from '../report/paint.ts';
import { WordLines } from '../report/wordLines.ts';

interface PrinterOptions {
  paint: Paint;
  /** With several scenarios under way each line says whose it is. */
  prefix: string | undefined;
  print(line: string): void;
}

/** Prints a line for what happens. */
export function progressPrinter({ paint, prefix, print }: PrinterOptions): Emit {
  const progress = newProgress();
  const whose = whoseOf(prefix, paint);
  return (event) => {
    const line = describeEvent(event, progress, paint);
    for (const each of line?.split('\n') ?? []) print(`${whose}${each}`);
  };
}

export interface WordsPrinter {
  /** Before the event is printed: what the model said up to it. */
  event: Emit;
  watch(progress: ModelProgress): void;
}

const ENDS_WORDS = new Set<Event['type']>(['model-reply', 'model-failure', 'model-retry', 'run-end']);

/** For `--verbose`: what the model thinks and says, as it comes, and what each reply cost. `secrets`: name → value. */
export function wordsPrinter(secrets: Record<string, string>, { paint, prefix, print }: PrinterOptions): WordsPrinter {
  const words = new WordLines(secrets);
  const whose = whoseOf(prefix, paint);
  let heard = false;
  const show = (lines: string[]) => {
    for (const line of lines) print(`${whose}    ${paint.dim(line)}`);
  };
  return {
    watch(progress) {
      if (progress.type !== 'words') return;
      heard = true;
      show(words.take(progress));
    },
    event(event) {
      // A host that does not stream says everything at once.
      if (event.type === 'model-reply' && !heard) for (const said of wordsOf(event)) show(words.take(said));
      if (!ENDS_WORDS.has(event.type)) return;
      show(words.end());
      heard = false;
      const facts = describeReply(event, paint);
      if (facts !== undefined) print(`${whose}${facts}`);
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

function whoseOf(prefix: string | undefined, paint: Paint): string {
  return prefix === undefined ? '' : `${paint.dim(`[${clean(prefix, 30)}]`)} `;
}
