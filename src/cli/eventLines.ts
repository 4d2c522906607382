/** `--reporter jsonl`: each event of each run as one line of JSON, as it happens, word for word as the journal has it. */
import { mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UitestError, messageOf } from '../core/error.ts';
import type { Listener } from '../runner/listener.ts';

export function eventLines(write: (line: string) => void): Listener {
  return {
    event: ({ id, name }, _, text) =>
      write(`{"run":${JSON.stringify(id)},"scenario":${quoted(name)},"event":${text}}\n`),
  };
}

/** As the journal does: a terminal that prints the line must not obey what is in it. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(/[\x7f-\x9f]/g, (control) => `\\u00${control.charCodeAt(0).toString(16)}`);
}

/** Writes the file anew, each line at once. Throws `usage.invalid` where that cannot be. */
export function lineFile(file: string): (line: string) => void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const fd = openSync(file, 'w', 0o644);
    return (line) => {
      const bytes = Buffer.from(line);
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    };
  } catch (cause) {
    throw new UitestError(
      'usage.invalid',
      `--reporter jsonl: expected a file that can be written, found ${file}: ${messageOf(cause)}`,
      { cause },
    );
  }
}
