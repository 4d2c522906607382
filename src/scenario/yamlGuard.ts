/**
 * What may not reach the YAML parser, found on its tokens: the lexer is linear and not recursive, the composer is
 * neither (20,000 nested brackets take it 1.9 s, measured with yaml 2.9). So the depth, the number of tokens and every
 * construct that plain data does not need are judged here first.
 */
import { CST, Lexer } from 'yaml';

const MAX_DEPTH = 50;
/** A scenario of a thousand steps has about ten thousand; the parser needs a second for a hundred thousand. */
const MAX_TOKENS = 100_000;

export interface Refusal {
  offset: number;
  message: string;
}

const REFUSED: Partial<Record<Type, string>> = {
  tag: 'tags such as `!!str` or `!x` are not allowed in a scenario: put a text in quotes instead',
  anchor:
    'anchors (`&name`) are not allowed in a scenario: use `vars:`, `repeat:` or `include:`, or put the text in quotes',
  alias:
    'aliases (`*name`) are not allowed in a scenario: use `vars:`, `repeat:` or `include:`, or put the text in quotes',
  'directive-line': 'directives (`%…`) are not allowed in a scenario',
};

/** The first refusal ends the reading: nothing after it can be trusted. */
export function guardYaml(text: string): Refusal | undefined {
  const control = CONTROL.exec(text);
  if (control) return { offset: control.index, message: 'a control character: a scenario is plain text' };

  const depth = new Depth();
  let offset = 0;
  let tokens = 0;
  let lineStart = 0;
  let scalarFollows = false;
  for (const token of new Lexer().lex(text)) {
    const type: Type = scalarFollows ? 'text' : (CST.tokenType(token) ?? 'text');
    // Marks that the lexer puts in: they are not in the file.
    if (type === 'doc-mode' || type === 'flow-error-end') continue;
    scalarFollows = type === 'scalar';

    const message = REFUSED[type] ?? depth.refuse(type, offset - lineStart);
    if (message !== undefined) return { offset, message };
    if (++tokens > MAX_TOKENS)
      return { offset, message: `more than ${MAX_TOKENS} words and signs: split the scenario` };
    if (scalarFollows) continue;

    const lineEnd = token.lastIndexOf('\n');
    if (lineEnd >= 0) lineStart = offset + lineEnd + 1;
    offset += token.length;
  }
  return undefined;
}

/** `text` is the source of a plain or block scalar: what it looks like means nothing. */
type Type = CST.TokenType | 'text';

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

const OPENS = new Set<Type>(['flow-map-start', 'flow-seq-start']);
const CLOSES = new Set<Type>(['flow-map-end', 'flow-seq-end']);
const STANDS = new Set<Type>([
  'seq-item-ind',
  'explicit-key-ind',
  'scalar',
  'single-quoted-scalar',
  'double-quoted-scalar',
]);

/** Never less than the depth of the tree that the composer would build: brackets, and the columns at which blocks stand. */
class Depth {
  #brackets = 0;
  #columns: number[] = [];

  refuse(type: Type, column: number): string | undefined {
    if (OPENS.has(type)) this.#brackets++;
    else if (CLOSES.has(type)) this.#brackets--;
    else if (!STANDS.has(type)) return undefined;
    // A list may stand at the column of the key that holds it, and is yet one level deeper.
    else if (this.#brackets === 0) this.#stand(type === 'seq-item-ind' ? column + 0.5 : column);

    if (this.#brackets < 0) return 'a bracket is closed that was never opened';
    const depth = this.#brackets + this.#columns.length;
    return depth > MAX_DEPTH ? `nested more than ${MAX_DEPTH} levels deep` : undefined;
  }

  #stand(column: number): void {
    while ((this.#columns.at(-1) ?? -1) >= column) this.#columns.pop();
    this.#columns.push(column);
  }
}
