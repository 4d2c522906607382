/** A step's text cut into words, quoted texts, slots and marks. Every token knows where it stood, so a message can show it. */
export interface Token {
  kind: 'word' | 'quoted' | 'slot' | 'mark';
  /** Without the quotation marks; a slot with what touches it: `{{user}}@example.com`. */
  text: string;
  lower: string;
  start: number;
  end: number;
}

const QUOTES: Record<string, string> = { '"': '"', '“': '”', '„': '“', '«': '»', '`': '`', "'": "'", '‘': '’' };
const MARKS = new Set([',', ';', ':', '.', '!', '?']);

/** Undefined: a quotation mark is opened and never closed. */
export function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    if (/\s/.test(char)) {
      at++;
      continue;
    }
    const closing = QUOTES[char];
    if (closing !== undefined) {
      const end = closingAt(text, at, closing);
      if (end < 0) return undefined;
      tokens.push(token('quoted', text.slice(at + 1, end), at, end + 1));
      at = end + 1;
      continue;
    }
    const end = endOfRun(text, at);
    tokens.push(...splitMarks(text.slice(at, end), at));
    at = end;
  }
  return tokens;
}

function token(kind: Token['kind'], text: string, start: number, end: number): Token {
  return { kind, text, lower: text.toLowerCase(), start, end };
}

/** An apostrophe closes only where a word ends, so `'Don't save'` is one text. */
function closingAt(text: string, open: number, closing: string): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text.charAt(at) !== closing) continue;
    if ((closing === "'" || closing === '’') && /[\p{L}\p{N}]/u.test(text.charAt(at + 1))) continue;
    return at;
  }
  return -1;
}

function endOfRun(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    if (text.startsWith('{{', at)) {
      const close = text.indexOf('}}', at);
      if (close > 0) {
        at = close + 2;
        continue;
      }
    }
    const char = text.charAt(at);
    if (/\s/.test(char) || (char !== "'" && char !== '’' && char !== '‘' && QUOTES[char] !== undefined)) break;
    at++;
  }
  return at;
}

function splitMarks(run: string, start: number): Token[] {
  let length = run.length;
  while (length > 0 && MARKS.has(run.charAt(length - 1))) length--;
  const marks = Array.from({ length: run.length - length }, (_, i) =>
    token('mark', run.charAt(length + i), start + length + i, start + length + i + 1),
  );
  if (length === 0) return marks;
  const body = run.slice(0, length);
  return [token(/\{\{.*\}\}/.test(body) ? 'slot' : 'word', body, start, start + length), ...marks];
}

/** The tokens as they stood in the text. */
export function textOf(tokens: Token[], source: string): string {
  const first = tokens.at(0);
  const last = tokens.at(-1);
  return first && last ? source.slice(first.start, last.end) : '';
}

/** The words with one space between them. */
export function plain(tokens: Token[]): string {
  return tokens
    .map((each, i) => (each.kind === 'mark' || i === 0 ? each.text : ` ${each.text}`))
    .join('')
    .trim();
}
