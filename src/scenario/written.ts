/** The steps as they are written, includes put in their place: the tree that both the steps and their `{{names}}` are read from. */
import { realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { checkShape } from './shape.ts';
import { isObject } from './issues.ts';
import { quoted, type Problem } from './problem.ts';
import { includedSchema } from './schema.ts';
import { openSource, type Path, type Source } from './source.ts';

/** How many files a scenario may put in, counted as often as they are put in: a file that includes two, each of which includes two, … */
const MAX_INCLUDES = 500;

export interface WrittenStep {
  source: Source;
  path: Path;
  value: unknown;
  /** The steps of a `repeat`. */
  inner: WrittenStep[];
}

/** One reading of one scenario: what was opened, what was found wrong. */
export class Reading {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  /** Included files, by real path; undefined for one that cannot be used. */
  readonly included = new Map<string, Source | undefined>();
  /** The folder that includes and uploads may not leave, as a real path. */
  readonly root: string;
  #includes = 0;

  constructor(root: string) {
    this.root = root;
  }

  wrong(source: Source, path: Path, message: string): void {
    this.problems.push({ location: source.at(path), message });
  }

  steps(source: Source, path: Path, value: unknown, above: string[]): WrittenStep[] {
    if (!Array.isArray(value)) return [];
    return value.flatMap((entry: unknown, index) => this.#step(source, [...path, index], entry, above));
  }

  #step(source: Source, path: Path, value: unknown, above: string[]): WrittenStep[] {
    if (!isObject(value)) return [{ source, path, value, inner: [] }];
    if (typeof value['include'] === 'string') {
      for (const key of Object.keys(value).filter((key) => key !== 'include'))
        this.problems.push({
          location: source.keyAt([...path, key]),
          message: `\`include\` stands alone, found ${quoted(key)} beside it`,
        });
      return this.#include(source, path, value['include'], above);
    }
    const { repeat } = value;
    const inner = isObject(repeat) ? this.steps(source, [...path, 'repeat', 'steps'], repeat['steps'], above) : [];
    return [{ source, path, value, inner }];
  }

  #include(source: Source, path: Path, name: string, above: string[]): WrittenStep[] {
    const at = [...path, 'include'];
    const file = this.inside(source, at, name);
    if (file === undefined) return [];
    if (above.includes(file)) {
      this.wrong(
        source,
        at,
        `${quoted(name)} includes itself: ${[...above.slice(above.indexOf(file)), file].map(baseName).join(' → ')}`,
      );
      return [];
    }
    if (++this.#includes > MAX_INCLUDES) {
      if (this.#includes === MAX_INCLUDES + 1) this.wrong(source, at, `more than ${MAX_INCLUDES} files are included`);
      return [];
    }
    const opened = this.#open(file);
    if (!opened || !isObject(opened.data)) return [];
    return this.steps(opened, ['steps'], opened.data['steps'], [...above, file]);
  }

  #open(file: string): Source | undefined {
    if (this.included.has(file)) return this.included.get(file);
    const source = openSource(file, this.problems);
    if (source) checkShape(source, includedSchema, this.problems);
    this.included.set(file, source);
    return source;
  }

  /** The real path of a file that a scenario names, if it lies in the scenario's folder or below; else a problem. */
  inside(source: Source, path: Path, name: string): string | undefined {
    const refused = (why: string): undefined => {
      this.wrong(source, path, `${quoted(name)} ${why}`);
    };
    if (/^[A-Za-z][\w+.-]+:/.test(name))
      return refused('is an address: expected a file in the folder of the scenario or below');
    if (isAbsolute(name) || name.includes('\0'))
      return refused('is an absolute path: expected one relative to this file');
    try {
      const file = realpathSync(join(dirname(source.file), name));
      const below = relative(this.root, file);
      if (below !== '' && below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below)) return file;
    } catch {
      return refused('is not there: expected a file in the folder of the scenario or below');
    }
    return refused('lies outside the folder of the scenario: expected a file in it or below');
  }
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf(sep) + 1);
}
