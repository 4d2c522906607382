/** A spec with page classes of its own, compiled twice as `uitest export --page-objects` does. */
import { pageClasses, renderPageClass, type LocatorUses } from '../../src/codegen/pageObjects.ts';
import { renderSpec } from '../../src/codegen/spec.ts';
import type { Run } from '../../src/journal/run.ts';

export function withPages(run: Run, uploads: Record<string, string>): { spec: string; pages: Record<string, string> } {
  const uses: LocatorUses = new Map();
  const counting = (code: string) => {
    uses.set(code, (uses.get(code) ?? 0) + 1);
    return undefined;
  };
  renderSpec(run, { uploads, pages: { find: counting, specifier: () => '', used: new Map() } });
  const { classes, members } = pageClasses([{ run, uses }]);
  const spec = renderSpec(run, {
    uploads,
    pages: { find: (code) => members[0]?.get(code), specifier: ({ file }) => `./pages/${file}`, used: new Map() },
  });
  return {
    spec,
    pages: Object.fromEntries(classes.map((page) => [`pages/${page.file}.ts`, renderPageClass(page, 'ts')])),
  };
}
