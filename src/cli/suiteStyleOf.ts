/** How a spec has to be written to look like the files of the suite that it is put into. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { SuiteStyle } from '../codegen/suiteStyle.ts';
import { matches, type SuiteFacts } from '../runner/suiteFacts.ts';
import type { Suite } from '../runner/suite.ts';

type Project = SuiteFacts['projects'][number];

export interface Manner {
  /** `.spec.ts`, `.test.js`, as the suite's own files are called. */
  suffix: string;
  /** How its files name each other: `./fixtures`, `./fixtures.js`, `./fixtures.ts`. */
  importExtension: '' | 'js' | 'same';
}

const KIND = /\.([\w-]+)\.([cm]?[jt]sx?)$/;

/** Without files that say so, as Playwright's own examples are called, in the language of the configuration. */
export function mannerOf({ config, tests }: Suite): Manner {
  const files = [...new Set(tests.map(({ file }) => file))].sort();
  const suffixes = files.flatMap((file) => KIND.exec(file)?.[0] ?? []);
  const language = /\.[cm]?js$/.test(config) ? 'js' : 'ts';
  return {
    suffix: (mostOf(suffixes) ?? `.spec.${language}`).replace(/x$/, ''),
    importExtension: importExtension(files) ?? (isModule(path.dirname(config)) ? 'js' : ''),
  };
}

const LOOKED_AT = 50;

function importExtension(files: readonly string[]): Manner['importExtension'] | undefined {
  const specifiers = files.slice(0, LOOKED_AT).flatMap((file) => {
    const code = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return [...code.matchAll(/\bfrom\s+['"](\.{1,2}\/[^'"]+)['"]/g)].map(([, specifier = '']) => specifier);
  });
  const extensions = specifiers.map((specifier) => /\.([cm]?[jt]s)$/.exec(specifier)?.[1] ?? '');
  const most = mostOf(extensions);
  if (most === undefined || most === '') return most;
  return most.endsWith('js') ? 'js' : 'same';
}

/** The one that is there most often; of several the first. */
function mostOf<T>(items: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function isModule(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (existsSync(file)) return /"type"\s*:\s*"module"/.test(readFileSync(file, 'utf8'));
    if (path.dirname(at) === at) return false;
  }
}

/** The projects that would run a file: it lies in their folder under a name that they look for. */
export function projectsOf({ projects }: SuiteFacts, file: string): Project[] {
  return projects.filter(({ testDir, testMatch }) => isInside(file, testDir) && matches(file, testMatch));
}

export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

/** What all of the projects that will run the spec say alike. */
export function styleOf(suite: Suite, file: string, state: string | undefined): SuiteStyle {
  const found = projectsOf(suite, file);
  const projects = (found.length > 0 ? found : suite.projects).map(({ use }) =>
    withPaths(use, path.dirname(suite.config)),
  );
  const [first = {}, ...others] = projects;
  const shared = Object.entries(first).filter(([name, value]) =>
    others.every((use) => JSON.stringify(use[name]) === JSON.stringify(value)),
  );
  const use = Object.fromEntries(shared);
  // One project that logs in is enough to spoil a scenario that begins as a stranger.
  const loggedIn = projects.find((each) => each['storageState'] !== undefined);
  if (state === undefined && loggedIn) use['storageState'] = loggedIn['storageState'];
  const { baseURL } = use;
  return {
    folder: path.dirname(file),
    root: path.dirname(suite.config),
    language: /\.[cm]?js$/.test(file) ? 'js' : 'ts',
    ...(typeof baseURL === 'string' ? { baseURL } : {}),
    use,
  };
}

function withPaths(use: Project['use'], folder: string): Project['use'] {
  const { storageState } = use;
  return typeof storageState === 'string' ? { ...use, storageState: realOf(path.resolve(folder, storageState)) } : use;
}

/** Through links, as far as it is there. */
export function realOf(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const parent = path.dirname(file);
  return parent === file ? file : path.join(realOf(parent), path.basename(file));
}
