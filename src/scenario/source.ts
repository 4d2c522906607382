/** One YAML file, read once: plain data, and the place of everything in it. Never throws for what the file holds. */
import { readFileSync, statSync } from 'node:fs';
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Node, type YAMLError } from 'yaml';
import { messageOf } from '../core/error.ts';
import type { Location } from '../core/scenario.ts';
import { plainData } from './plainData.ts';
import type { Problem } from './problem.ts';
import { guardYaml } from './yamlGuard.ts';

const MAX_BYTES = 1_000_000;

export type Path = readonly (string | number)[];

export interface Source {
  /** Absolute path. */
  file: string;
  /** Maps, lists, texts, numbers, true, false and null. */
  data: unknown;
  /** Where a value stands; for what is missing, where it should: its nearest parent. */
  at(path: Path): Location;
  /** Where the key of a value stands. */
  keyAt(path: Path): Location;
  /** Where in a text something stands; the text's own place when it is not written there as it is read. */
  inside(path: Path, part: string | RegExp): Location;
  /** A scalar as it was written: `1.50` and not 1.5. */
  written(path: Path): string | undefined;
}

/** Undefined when nothing of the file can be used; why stands in `problems`. */
export function openSource(file: string, problems: Problem[]): Source | undefined {
  const whole: Location = { file, line: 1, column: 1 };
  const read = readText(file);
  if ('wrong' in read) {
    problems.push({ location: whole, message: read.wrong });
    return undefined;
  }
  const { text } = read;

  const lines = new LineCounter();
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refusal = guardYaml(text);
  if (refusal) {
    countLines(text, lines);
    problems.push({ location: place(refusal.offset), message: refusal.message });
    return undefined;
  }

  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) {
    for (const error of document.errors.slice(0, 20))
      problems.push({ location: place(error.pos[0]), message: syntaxMessage(error) });
    return undefined;
  }
  const root = document.contents;
  if (!isMap(root)) {
    problems.push({ location: whole, message: 'expected a map such as `name: …`, `url: …`, `steps: …`' });
    return undefined;
  }
  const data = plainData(root, (offset, message) => problems.push({ location: place(offset), message }));
  return { file, data, ...places(root, text, place) };
}

function readText(file: string): { text: string } | { wrong: string } {
  try {
    const stat = statSync(file);
    if (!stat.isFile()) return { wrong: 'not a file' };
    if (stat.size > MAX_BYTES) return { wrong: `larger than 1 MB (${stat.size} bytes): not a scenario` };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { wrong: 'there is no such file' };
    return {
      wrong: code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'not UTF-8 text' : `cannot be read: ${messageOf(error)}`,
    };
  }
}

function countLines(text: string, lines: LineCounter): void {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
}

const QUOTES =
  'a text that holds `: ` or ` #`, or that begins with a quote, a bracket or a sign, needs quotes around all of it';

function syntaxMessage({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'a second document (`---`): one file is one scenario';
  if (code === 'TAB_AS_INDENT') return 'a tab as indentation: YAML is indented with spaces';
  const hint = ['UNEXPECTED_TOKEN', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_SCALAR_START', 'MULTILINE_IMPLICIT_KEY'].includes(
    code,
  );
  return `not valid YAML: ${message}${hint ? `; ${QUOTES}` : ''}`;
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function places(root: Node, text: string, place: (offset: number) => Location): Omit<Source, 'file' | 'data'> {
  return {
    at: (path) => place(startOf(find(root, path).node)),
    keyAt: (path) => {
      const { node, key } = find(root, path);
      return place(startOf(key ?? node));
    },
    inside: (path, part) => {
      const { node } = find(root, path);
      const [start, end] = node.range ?? [0, 0];
      const raw = text.slice(start, end);
      const offset = typeof part === 'string' ? raw.indexOf(part) : raw.search(part);
      return place(start + Math.max(offset, 0));
    },
    written: (path) => {
      const { node } = find(root, path);
      return isScalar(node) ? node.source : undefined;
    },
  };
}

/** The node at a path with its key; where the path leaves the tree, the last node that is there. */
function find(root: Node, path: Path): { node: Node; key?: Node } {
  let found: { node: Node; key?: Node } = { node: root };
  for (const part of path) {
    const next = child(found.node, part);
    if (!next) return found;
    found = next;
  }
  return found;
}

function child(node: Node, part: string | number): { node: Node; key?: Node } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(part)];
    return isNode(item) ? { node: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && (key.source ?? String(key.value)) === String(part));
  if (!pair || !isNode(pair.key)) return undefined;
  return { node: isNode(pair.value) ? pair.value : pair.key, key: pair.key };
}
