import type { Emit } from '../journal/event.ts';
import { describeEvent, newProgress } from '../report/describeEvent.ts';
import type { Paint } from '../report/paint.ts';

/** Prints a line for what happens; with several scenarios under way each line says whose it is. */
export function progressPrinter({ paint, prefix }: { paint: Paint; prefix: string | undefined }): Emit {
  const progress = newProgress();
  return (event) => {
    const line = describeEvent(event, progress, paint);
    if (line !== undefined)
      process.stdout.write(`${prefix === undefined ? '' : `${paint.dim(`[${prefix.slice(0, 30)}]`)} `}${line}\n`);
  };
}
