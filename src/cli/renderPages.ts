/** `--page-objects`: what the specs of one command use twice or more goes into classes beside them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  pageClasses,
  readPageClass,
  renderPageClass,
  type LocatorUses,
  type PageClass,
} from '../codegen/pageObjects.ts';
import type { SpecPages } from '../codegen/locator.ts';
import { VERSION } from '../runner/version.ts';
import { specifierTo } from './exportFixture.ts';
import type { Source } from './exportSources.ts';
import { withDigest } from './exportedFile.ts';
import { mannerIn, renderExport, type Place, type Rendered } from './renderExport.ts';

export interface WrittenFile {
  /** Absolute. */
  file: string;
  text: string;
}

/** The specs are compiled twice: once to see what they use, once with the classes that come of it. */
export function renderPages(sources: readonly Source[], place: Place): { rendered: Rendered[]; pages: WrittenFile[] } {
  const manner = mannerIn(place);
  const language = manner.suffix.endsWith('js') ? 'js' : 'ts';
  const extension = manner.suffix.split('.').at(-1) ?? language;
  const fileOf = (name: string) => path.join(place.folder, 'pages', `${name}.${extension}`);
  const specs = sources.map((source) => ({ run: source.run, uses: usesOf(source, place) }));
  const { classes, members } = pageClasses(specs, (name) => {
    const file = fileOf(name);
    return existsSync(file) ? readPageClass(readFileSync(file, 'utf8')) : new Map();
  });
  const rendered = sources.map((source, index) =>
    renderExport(source, place, {
      find: (code) => members[index]?.get(code),
      specifier: (page: PageClass) => specifierTo(fileOf(page.file), place.folder, manner.importExtension),
      used: new Map(),
    }),
  );
  const header = `// Page class of specs that uitest ${VERSION} compiled.\n`;
  const pages = classes.map((page) => ({
    file: fileOf(page.file),
    text: withDigest(header, renderPageClass(page, language)),
  }));
  return { rendered, pages };
}

function usesOf(source: Source, place: Place): LocatorUses {
  const uses: LocatorUses = new Map();
  const counting: SpecPages = {
    find(code) {
      uses.set(code, (uses.get(code) ?? 0) + 1);
      return undefined;
    },
    specifier: () => '',
    used: new Map(),
  };
  renderExport(source, place, counting);
  return uses;
}
