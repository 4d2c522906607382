/** Reads a journal back. A torn last line is what a killed process leaves and is dropped; a bad line before it is corruption. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
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

/** No scenario is as long. */
const LONGEST_START = 16_000_000;

/** The first record alone, whatever follows it; undefined where it is not one of ours. Throws what opening the file throws. */
export function readStart(dir: string): Extract<Event, { type: 'run-start' }> | undefined {
  const fd = openSync(path.join(dir, JOURNAL_FILE), 'r');
  try {
    const chunks: Buffer[] = [];
    for (let length = 0, end = -1; end < 0;) {
      const chunk = Buffer.alloc(64_000);
      const read = readSync(fd, chunk, 0, chunk.length, null);
      length += read;
      if (read === 0 || length > LONGEST_START) return undefined;
      end = chunk.subarray(0, read).indexOf('\n');
      chunks.push(chunk.subarray(0, end < 0 ? read : end));
    }
    const event = eventOf(Buffer.concat(chunks).toString(), 0);
    return event?.type === 'run-start' ? event : undefined;
  } catch (error) {
    if (error instanceof UitestError || error instanceof z.ZodError || error instanceof SyntaxError) return undefined;
    throw error;
  } finally {
    closeSync(fd);
  }
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
