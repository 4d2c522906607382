/** The documents as the tests read them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../support/cli.ts';

/** Paths relative to the repository. */
export function pagesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')));
}

/** The pages that a reader of the repository meets. */
export function allPages(): string[] {
  const top = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].filter((name) => existsSync(path.join(ROOT, name)));
  return [...top, ...pagesIn('docs')];
}

export function read(page: string): string {
  return readFileSync(path.join(ROOT, page), 'utf8');
}

/** What stands below a heading, up to the next one that is not deeper. */
export function section(text: string, heading: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  const depth = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const end = lines.findIndex((line, index) => index > start && depthOf(line) > 0 && depthOf(line) <= depth);
  return start === -1 ? '' : lines.slice(start + 1, end === -1 ? undefined : end).join('\n');
}

function depthOf(line: string): number {
  return /^(#+) /.exec(line)?.[1]?.length ?? 0;
}

/** The cells of every row of every table, without headings and rules. */
export function rows(text: string): string[][] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const isHead = /^\|[-|: ]+\|$/.test(lines[index + 1] ?? '');
    if (!line.startsWith('| ') || isHead || /^\|[-|: ]+\|$/.test(line)) return [];
    return [
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ];
  });
}

/** The blocks of code that are marked with a language; '' for those that are not. */
export function fences(text: string, language: string): string[] {
  return [...text.matchAll(/^```(\S*)[^\n]*\n([^]*?)^```$/gm)].flatMap(([, marked, code = '']) =>
    marked === language ? [code] : [],
  );
}

/** Every piece of code: lines of blocks, and what stands between backticks. */
export function codeIn(text: string): string[] {
  const blocks = [...text.matchAll(/^```[^\n]*\n([^]*?)^```$/gm)].flatMap(([, code = '']) => code.split('\n'));
  const prose = text.replaceAll(/^```[^\n]*\n[^]*?^```$/gm, '');
  return [...blocks, ...[...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)];
}
