/** The files that a scenario names: for uploads, only what lies in its folder or below. */
import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { quoted } from './problem.ts';
import type { Source } from './source.ts';
import type { Reading } from './written.ts';

const NOT_NAMES = ['__proto__', 'constructor', 'prototype'];

/** Base name, by which a step names it, → real path. */
export function declaredFiles(source: Source, listed: string[], reading: Reading): Record<string, string> {
  const files = new Map<string, string>();
  for (const [index, name] of listed.entries()) {
    const path = ['files', index];
    const file = reading.inside(source, path, name);
    if (file === undefined) continue;
    const key = basename(name);
    if (!isReadableFile(file)) reading.wrong(source, path, `${quoted(name)} is not a file that can be read`);
    else if (files.has(key) || NOT_NAMES.includes(key))
      reading.wrong(
        source,
        path,
        `two files are called ${quoted(key)}: steps name a file by its base name, so give one another name`,
      );
    else files.set(key, file);
  }
  return Object.fromEntries(files);
}

/** A storage state may lie anywhere, and a command under `before` may be what makes it. */
export function storageStateFile(source: Source, name: string, mayCome: boolean, reading: Reading): string {
  const file = resolve(dirname(source.file), name);
  if (!mayCome && !isReadableFile(file))
    reading.wrong(
      source,
      ['use', 'storageState'],
      `${quoted(name)} is not a file that can be read: expected a storage state of Playwright`,
    );
  return file;
}

export function isReadableFile(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return statSync(file).isFile();
  } catch {
    // Absent or forbidden: either way the message above says what was expected.
    return false;
  }
}
