/** Reads a journal while it is written: each event once, as soon as its record is whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import type { Event } from './event.ts';
import { JOURNAL_FILE, RECORD } from './write.ts';

export interface TailedEvent {
  event: Event;
  /** JSON of the event, byte for byte as it stands in the journal. */
  text: string;
}

export class JournalTail {
  private readonly file: string;
  private offset = 0;
  private torn = Buffer.alloc(0);
  private waiting: TailedEvent[] = [];
  private given = 0;

  /** `dir`: absolute folder of the run. */
  constructor(dir: string) {
    this.file = path.join(dir, JOURNAL_FILE);
  }

  /** What is new, but no more than the first `count` events of the journal. What is no record of ours is left out. */
  read(count = Number.POSITIVE_INFINITY): TailedEvent[] {
    if (this.given + this.waiting.length < count) this.waiting.push(...this.fresh());
    const events = this.waiting.splice(0, Math.max(0, count - this.given));
    this.given += events.length;
    return events;
  }

  private fresh(): TailedEvent[] {
    const bytes = Buffer.concat([this.torn, this.grown()]);
    const whole = bytes.lastIndexOf('\n') + 1;
    this.torn = Buffer.from(bytes.subarray(whole));
    return bytes
      .subarray(0, whole)
      .toString()
      .split('\n')
      .flatMap((line) => {
        const [, , , text] = RECORD.exec(line) ?? [];
        // The record is ours, and of this version: the same command wrote it.
        return text === undefined ? [] : [{ event: JSON.parse(text) as Event, text }];
      });
  }

  private grown(): Buffer {
    const fd = openSync(this.file, 'r');
    try {
      const bytes = Buffer.alloc(Math.max(0, fstatSync(fd).size - this.offset));
      const read = readSync(fd, bytes, 0, bytes.length, this.offset);
      this.offset += read;
      return bytes.subarray(0, read);
    } finally {
      closeSync(fd);
    }
  }
}
