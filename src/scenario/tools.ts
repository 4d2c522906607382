/** The modules of tools that a scenario lists: whether they can be loaded is seen when they are, here none of their code runs. */
import { posix, relative, sep } from 'node:path';
import type { ToolModule } from '../core/scenario.ts';
import { isReadableFile } from './files.ts';
import { quoted } from './problem.ts';
import type { Path, Source } from './source.ts';
import type { Reading } from './written.ts';

export function declaredTools(source: Source, listed: string | string[], reading: Reading): ToolModule[] {
  const entries: [string, Path][] =
    typeof listed === 'string'
      ? [[listed, ['tools']]]
      : listed.map((name, index): [string, Path] => [name, ['tools', index]]);
  const modules: ToolModule[] = [];
  for (const [name, path] of entries) {
    const file = reading.inside(source, path, name);
    if (file === undefined) continue;
    const extension = posix.extname(file);
    if (!isReadableFile(file)) reading.wrong(source, path, `${quoted(name)} is not a file that can be read`);
    else if (extension !== '.mjs' && extension !== '.js') reading.wrong(source, path, otherKind(name, extension));
    else if (modules.some((other) => other.file === file))
      reading.wrong(source, path, `${quoted(name)} is listed twice: leave one of them out`);
    else
      modules.push({
        path: relative(reading.root, file).split(sep).join('/'),
        file,
        location: source.at(path),
      });
  }
  return modules;
}

function otherKind(name: string, extension: string): string {
  const expected = `expected a module of JavaScript, ${quoted('.mjs')} or ${quoted('.js')}`;
  return /^\.[cm]?tsx?$/.test(extension)
    ? `${quoted(name)} is TypeScript, which Node 20 does not load: ${expected}; a ${quoted('.d.mts')} beside it can hold its types`
    : `${quoted(name)}: ${expected}`;
}
