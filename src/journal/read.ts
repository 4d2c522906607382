/** Reads a journal back. A torn last line is what a killed process leaves and is dropped; a bad line before it is corruption. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UitestError, messageOf } from '../core/error.ts';
import { JOURNAL_VERSION, type Event } from './event.ts';
import { runOf, type Run } from './run.ts';
import { checksum, JOURNAL_FILE, RECORD } from './write.ts';

const kind = z.looseObject({ type: z.string() });
const start = z.looseObject({ type: z.literal('run-start'), version: z.number() });

/** Throws `journal.corrupt`, naming the line and its offset. */
export function readEvents(dir: string): Event[] {
  const file = path.join(dir, JOURNAL_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UitestError('journal.corrupt', `expected a run with ${JOURNAL_FILE} in ${dir}: ${messageOf(cause)}`, {
      cause,
    });
  }
  // What stands after the last newline is torn: a record is whole only with its newline.
  const lines = text.split('\n').slice(0, -1);
  const events: Event[] = [];
  let offset = 0;
  for (const [index, line] of lines.entries()) {
    const event = eventOf(line, index);
    if (!event)
      throw new UitestError(
        'journal.corrupt',
        `${file}:${index + 1}: expected a whole record at byte ${offset}, found one that fails its checksum: the journal was changed or the disk lost a part of it`,
      );
    events.push(event);
    offset += Buffer.byteLength(line) + 1;
  }
  if (events[0]?.type !== 'run-start')
    throw new UitestError(
      'journal.corrupt',
      `${file}: expected run-start as its first record, found ${events[0]?.type ?? 'nothing'}`,
    );
  return events;
}

export function readRun(dir: string): Run {
  return runOf(readEvents(dir), path.resolve(dir));
}

function eventOf(line: string, seq: number): Event | undefined {
  const [, number, sum, text = ''] = RECORD.exec(line) ?? [];
  if (Number(number) !== seq || sum !== checksum(seq, text)) return undefined;
  const body = kind.parse(JSON.parse(text));
  const first = start.safeParse(body);
  if (first.success && first.data.version !== JOURNAL_VERSION)
    throw new UitestError(
      'journal.corrupt',
      `expected a journal of version ${JOURNAL_VERSION}, found ${first.data.version}: it was written by another uitest`,
    );
  // The checksum says that these are the bytes that we wrote, and the version that we know their shape.
  return body as unknown as Event;
}
