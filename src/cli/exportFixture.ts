/** `--fixture FILE[#name]`: the suite's own `test`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SuiteStyle } from '../codegen/suiteStyle.ts';
import { UitestError } from '../core/error.ts';
import type { Manner } from './suiteStyleOf.ts';

/** Throws `usage.invalid` when the file does not export what is asked for. */
export function fixtureOf(
  given: string,
  folder: string,
  extension: Manner['importExtension'],
): NonNullable<SuiteStyle['fixture']> {
  const [name = '', test = 'test'] = given.split('#');
  const file = path.resolve(name);
  if (!existsSync(file) || !statSync(file).isFile())
    throw new UitestError('usage.invalid', `--fixture: expected a file, found nothing at ${file}`);
  const code = withoutComments(readFileSync(file, 'utf8'));
  if (!IDENTIFIER.test(test) || !exportsName(code, test)) {
    const there = exportedNames(code);
    throw new UitestError(
      'usage.invalid',
      `--fixture: expected ${file} to export ${JSON.stringify(test)}, found ${there.length === 0 ? 'no export by name' : there.join(', ')}. Export it there, or name another: --fixture ${name}#name`,
    );
  }
  return { specifier: specifierTo(file, folder, extension), test, expect: exportsName(code, 'expect') };
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

function withoutComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

function exportedNames(code: string): string[] {
  const declared = [...code.matchAll(/\bexport\s+(?:const|let|var|function|async function|class)\s+([\w$]+)/g)];
  const listed = [...code.matchAll(/\bexport\s*\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((item) =>
      item
        .trim()
        .replace(/^.*\sas\s+/, '')
        .replace(/^type\s.*/, ''),
    ),
  );
  const common = [...code.matchAll(/\b(?:module\.)?exports\.([\w$]+)\s*=/g)].map(([, name = '']) => name);
  const whole = [...code.matchAll(/\bmodule\.exports\s*=\s*\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    list.split(',').map((item) => item.trim().replace(/\s*:.*$/s, '')),
  );
  return [...new Set([...declared.map(([, name = '']) => name), ...listed, ...common, ...whole])].filter(
    (name) => name !== '',
  );
}

/** What `export *` brings along cannot be seen from here: the suite says so itself when it lists the spec. */
function exportsName(code: string, name: string): boolean {
  return exportedNames(code).includes(name) || (name === 'test' && /\bexport\s*\*\s*from\b/.test(code));
}

export function specifierTo(file: string, folder: string, extension: Manner['importExtension']): string {
  const relative = path.relative(folder, file).split(path.sep).join('/');
  const dotted = relative.startsWith('.') ? relative : `./${relative}`;
  if (extension === 'same') return dotted;
  // What is a module by its name needs its name.
  const [, mark = ''] = /\.([cm]?)[jt]sx?$/.exec(dotted) ?? [];
  const bare = dotted.replace(/\.[cm]?[jt]sx?$/, '');
  return extension === '' && mark === '' ? bare : `${bare}.${mark}js`;
}
