/** Appends events to `journal.jsonl`: what was done and seen is on disk before the call returns. A journal that cannot be written stops the run. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { UitestError, messageOf } from '../core/error.ts';
import type { ImagePart } from '../core/message.ts';
import type { Screenshot } from '../core/observation.ts';
import { pictureFile } from '../core/pictureFile.ts';
import { keepAll, type Redact } from '../core/redact.ts';
import type { Event } from './event.ts';
import { redactValues } from './redactValues.ts';

export const JOURNAL_FILE = 'journal.jsonl';
export const SHOTS_DIR = 'shots';

export interface JournalWriter {
  /** Returns the event as it was written: without the values of secrets. */
  append(event: Event): Event;
  /** Stored once by content; returns what the event keeps of it. */
  keepScreenshot(screenshot: Screenshot): { id: string; width: number; height: number };
  /** A picture of the scenario, beside the screenshots: the report shows what was sent, whatever becomes of the file. */
  keepImage(id: string, image: ImagePart): void;
  close(): void;
}

/** Creates the run's folder, which must not hold a journal yet. `redact` is the last thing that every record passes. */
export function openJournal(dir: string, redact: Redact = keepAll): JournalWriter {
  const file = path.join(dir, JOURNAL_FILE);
  const fd = guarded(file, () => {
    mkdirSync(path.join(dir, SHOTS_DIR), { recursive: true });
    return openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND, 0o600);
  });
  let seq = 0;
  const keep = (name: string, bytes: Buffer) => {
    const shot = path.join(dir, SHOTS_DIR, name);
    if (!existsSync(shot)) guarded(shot, () => writeFileSync(shot, bytes));
  };
  return {
    append(event) {
      const written = redactValues(event, redact);
      guarded(file, () => appendRecord(fd, seq, written));
      seq++;
      return written;
    },
    keepScreenshot({ jpeg, id, width, height }) {
      keep(pictureFile(id, 'image/jpeg'), jpeg);
      return { id, width, height };
    },
    keepImage: (id, { mime, bytes }) => keep(pictureFile(id, mime), bytes),
    close: () => closeSync(fd),
  };
}

/** Adds events to the journal of a run that is over: how its spec was proved. A torn last line goes first. */
export function extendJournal(dir: string, lastSeq: number, events: Event[], redact: Redact = keepAll): void {
  const file = path.join(dir, JOURNAL_FILE);
  guarded(file, () => {
    const whole = readFileSync(file).lastIndexOf('\n') + 1;
    const fd = openSync(file, constants.O_WRONLY | constants.O_APPEND);
    try {
      ftruncateSync(fd, whole);
      for (const [index, event] of events.entries()) appendRecord(fd, lastSeq + 1 + index, redactValues(event, redact));
    } finally {
      closeSync(fd);
    }
  });
}

/** `JSON.stringify` leaves DEL and the C1 controls as they are: a terminal that prints the journal would obey them. */
function jsonOf(event: Event): string {
  return JSON.stringify(event).replaceAll(/[\x7f-\x9f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}

/**
 * Headings, behind which what they stand over comes at once: they are written like all others, which a killed process cannot undo,
 * and reach the disk with it. Half the events of a replay are such.
 */
const WITH_THE_NEXT: ReadonlySet<Event['type']> = new Set(['turn-start', 'step-end']);

function appendRecord(fd: number, seq: number, event: Event): void {
  const line = Buffer.from(`${recordOf(seq, jsonOf(event))}\n`);
  // On a nearly full disk one write takes a part and does not throw.
  for (let at = 0; at < line.length;) at += writeSync(fd, line, at);
  if (!WITH_THE_NEXT.has(event.type)) fsyncSync(fd);
}

/** The checksum is over the bytes of the event as they stand in the line. `RECORD` takes it apart again. */
function recordOf(seq: number, body: string): string {
  return `{"seq":${seq},"sum":"${checksum(seq, body)}","event":${body}}`;
}

/** With `s`: JSON leaves U+2028 as it is, and `.` alone would stop there. */
export const RECORD = /^\{"seq":(\d+),"sum":"([0-9a-f]{12})","event":(.*)\}$/s;

export function checksum(seq: number, body: string): string {
  return createHash('sha256').update(`${seq}:${body}`).digest('hex').slice(0, 12);
}

function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new UitestError(
      'journal.write',
      `could not write ${file}: ${messageOf(cause)}. Free some space or choose another folder with --out`,
      { cause },
    );
  }
}
