/** The modules of the scenario's tools, which a spec imports by a path relative to where it lies. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CalledTool } from '../core/action.ts';
import { literal } from '../core/locatorText.ts';
import type { Scenario } from '../core/scenario.ts';
import { camel, type Names } from './names.ts';

/** A tool that the spec calls, by the name that it has there. */
export type Imports = ReadonlyMap<string, string>;

export function importKey({ module, export: exported }: Pick<CalledTool, 'module' | 'export'>): string {
  return JSON.stringify([module, exported]);
}

export function importsOf(calls: readonly CalledTool[], names: Names): Imports {
  const tools = new Map(calls.map((call) => [importKey(call), call]));
  const sorted = [...tools].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([key, call]) => [key, names.fresh(identifierOf(call))]));
}

function identifierOf(call: CalledTool): string {
  return IDENTIFIER.test(call.export) && call.export !== 'default' ? call.export : `${camel(call.tool)}Tool`;
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/**
 * A module of plain JavaScript has no types unless the project gives it some, and under `strict` that is an error:
 * one comment above the import keeps the spec free of it, and where there are types they count.
 */
export function importLines(
  imports: Imports,
  { tools = [], file }: Scenario,
  folder: string,
  language: 'ts' | 'js' = 'ts',
): string[] {
  const byModule = new Map<string, string[]>();
  for (const [key, local] of imports) {
    const [module = '', exported = ''] = JSON.parse(key) as string[];
    const name = IDENTIFIER.test(exported) ? exported : literal(exported);
    byModule.set(module, [...(byModule.get(module) ?? []), name === local ? local : `${name} as ${local}`]);
  }
  return [...byModule].flatMap(([module, bindings]) => {
    const from = tools.find((tool) => tool.path === module)?.file ?? path.join(path.dirname(file), module);
    return [
      ...(language === 'ts' ? ['// @ts-ignore: this module may come without types.'] : []),
      `import { ${bindings.join(', ')} } from ${literal(specifierOf(from, folder))};`,
    ];
  });
}

const IMPORT = /^(import \{ .* \} from )'(\.[^']*)';$/gm;

/** The same spec in another folder. Both folders are real paths: Node follows links before it resolves. */
export function movedSpec(spec: string, from: string, to: string): string {
  return spec.replace(IMPORT, (_, head: string, specifier: string) => {
    const module = path.resolve(from, decodeURIComponent(specifier));
    return `${head}${literal(specifierOf(module, to))};`;
  });
}

/** A specifier is a URL: what would end its path is escaped, a quotation mark with it. */
export function specifierOf(module: string, folder: string): string {
  const relative = path.relative(folder, module);
  // Another drive: there is no relative path.
  if (path.isAbsolute(relative)) return pathToFileURL(module).href;
  const parts = relative
    .split(path.sep)
    .join('/')
    .replace(/[%?#'\\]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return parts.startsWith('.') ? parts : `./${parts}`;
}
