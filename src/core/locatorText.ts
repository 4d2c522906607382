/**
 * Playwright locator code as data: `getByRole('row', { name: 'Bob' }).getByRole('button')` ⇄ a chain of calls.
 * Only the calls below are known, so a text from a recording can build a locator but never run code.
 */

export interface LocatorCall {
  method: LocatorMethod;
  args: LocatorArg[];
}

export type LocatorArg = string | number | RegExp | LocatorOptions;

export interface LocatorOptions {
  [key: string]: string | number | boolean | RegExp | LocatorCall[];
}

const METHODS = [
  'getByRole',
  'getByText',
  'getByLabel',
  'getByPlaceholder',
  'getByAltText',
  'getByTitle',
  'getByTestId',
  'locator',
  'frameLocator',
  'contentFrame',
  'filter',
  'first',
  'last',
  'nth',
] as const;
type LocatorMethod = (typeof METHODS)[number];

/** What `normalize()` prints has two. */
const MAX_DEPTH = 20;

/** Reads locator code; throws a `SyntaxError` that says where it stopped. */
export function parseLocator(code: string): LocatorCall[] {
  const reader = new Reader(code);
  const chain = reader.chain();
  reader.end();
  return chain;
}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly code: string;

  constructor(code: string) {
    this.code = code;
  }

  chain(): LocatorCall[] {
    if (++this.depth > MAX_DEPTH) this.fail('fewer locators inside each other');
    const calls = [this.call()];
    while (this.take('.')) calls.push(this.call());
    this.depth--;
    return calls;
  }

  end(): void {
    this.space();
    if (this.at < this.code.length) this.fail('the end');
  }

  private call(): LocatorCall {
    const method = this.word();
    if (!isMethod(method)) return this.fail(`a locator method, not ${method}`);
    this.expect('(');
    const args: LocatorArg[] = [];
    while (!this.take(')')) {
      args.push(this.arg());
      this.separator(')');
    }
    return { method, args };
  }

  private arg(): LocatorArg {
    const next = this.peek();
    if (next === '{') return this.options();
    if (next === "'" || next === '"' || next === '`') return this.text();
    if (next === '/') return this.regex();
    return this.number();
  }

  private options(): LocatorOptions {
    this.expect('{');
    const options: LocatorOptions = {};
    while (!this.take('}')) {
      const key = this.word();
      this.expect(':');
      options[key] = this.value();
      this.separator('}');
    }
    return options;
  }

  private value(): LocatorOptions[string] {
    const next = this.peek();
    if (next === "'" || next === '"' || next === '`') return this.text();
    if (next === '/') return this.regex();
    if (/[\d-]/.test(next)) return this.number();
    const start = this.at;
    const word = this.word();
    if (word === 'true' || word === 'false') return word === 'true';
    this.at = start;
    if (word === 'page') {
      this.word();
      this.expect('.');
    }
    return this.chain();
  }

  private text(): string {
    this.space();
    const quote = this.code[this.at] ?? '';
    const start = ++this.at;
    while (this.at < this.code.length && this.code[this.at] !== quote) this.at += this.code[this.at] === '\\' ? 2 : 1;
    const body = this.code.slice(start, this.at);
    if (this.code[this.at] !== quote) return this.fail(`a closing ${quote}`);
    this.at++;
    return unescape(body);
  }

  private regex(): RegExp {
    this.space();
    const match = /^\/((?:\\.|\[(?:\\.|[^\]])*\]|[^/\\])+)\/([a-z]*)/.exec(this.code.slice(this.at));
    if (!match) return this.fail('a regular expression');
    this.at += match[0].length;
    return new RegExp(match[1] ?? '', match[2]);
  }

  private number(): number {
    this.space();
    const match = /^-?\d+/.exec(this.code.slice(this.at));
    if (!match) return this.fail('an argument');
    this.at += match[0].length;
    return Number(match[0]);
  }

  private word(): string {
    this.space();
    const match = /^[A-Za-z]+/.exec(this.code.slice(this.at));
    if (!match) return this.fail('a name');
    this.at += match[0].length;
    return match[0];
  }

  /** A comma, also a trailing one, or the end of the list. */
  private separator(end: string): void {
    if (!this.take(',') && this.peek() !== end) this.fail(`, or ${end}`);
  }

  private take(mark: string): boolean {
    this.space();
    if (this.code[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  private expect(mark: string): void {
    if (!this.take(mark)) this.fail(mark);
  }

  private peek(): string {
    this.space();
    return this.code[this.at] ?? '';
  }

  private space(): void {
    while (/\s/.test(this.code[this.at] ?? '')) this.at++;
  }

  private fail(wanted: string): never {
    throw new SyntaxError(`expected ${wanted} at character ${this.at + 1} of the locator ${this.code.slice(0, 200)}`);
  }
}

function isMethod(word: string): word is LocatorMethod {
  return (METHODS as readonly string[]).includes(word);
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };

function unescape(body: string): string {
  const escape = /\\(u\{(0*(?:10|[\da-fA-F])?[\da-fA-F]{1,4})\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|.)/gs;
  return body.replace(escape, (_, plain: string, point, unit, byte) => {
    const code: string | undefined = point ?? unit ?? byte;
    return code === undefined ? (ESCAPES[plain] ?? plain) : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

/** How a string of the chain is written as code: a plain literal, or what codegen makes of its slots. */
export type Quote = (text: string) => string;

/** Writes a chain as code. With `literal` as quote this is `parseLocator`'s inverse. */
export function renderLocator(chain: LocatorCall[], quote: Quote = literal): string {
  return chain.map(({ method, args }) => `${method}(${args.map((arg) => renderArg(arg, quote)).join(', ')})`).join('.');
}

function renderArg(arg: LocatorArg, quote: Quote): string {
  if (typeof arg === 'string') return quote(arg);
  if (typeof arg === 'number') return String(arg);
  if (arg instanceof RegExp) return regexLiteral(arg);
  const fields = Object.entries(arg).map(([key, value]) => `${key}: ${renderValue(value, quote)}`);
  return `{ ${fields.join(', ')} }`;
}

function renderValue(value: LocatorOptions[string], quote: Quote): string {
  if (Array.isArray(value)) return `page.${renderLocator(value, quote)}`;
  if (value instanceof RegExp) return regexLiteral(value);
  return typeof value === 'string' ? quote(value) : String(value);
}

/** A string literal in single quotes that no content can leave: everything outside printable ASCII letters that could is escaped. */
export function literal(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escapeUnseen(inner)}'`;
}

/** A regular expression literal that no content can leave, and in which everything can be seen. */
export function regexLiteral(pattern: RegExp): string {
  const code = escapeUnseen(String(pattern));
  return code.replace(/[\u0000-\u001f]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Control, bidirectional, zero-width and line separator characters, as `\uXXXX`. */
export function escapeUnseen(text: string): string {
  return text.replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff]/g,
    (mark, at: number, whole: string) =>
      isPaired(whole, at) ? mark : `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isPaired(text: string, at: number): boolean {
  const high = (index: number) => /[\ud800-\udbff]/.test(text[index] ?? '');
  const low = (index: number) => /[\udc00-\udfff]/.test(text[index] ?? '');
  return (high(at) && low(at + 1)) || (low(at) && high(at - 1));
}

/** The role and name by which the code finds its element; undefined when it goes by something else. Asks the page nothing. */
export function namedIn(code: string): { role: string; name: string } | undefined {
  const last = parseLocator(code).at(-1);
  const [role, options] = last?.method === 'getByRole' ? last.args : [];
  const name = typeof options === 'object' && !(options instanceof RegExp) ? options['name'] : undefined;
  return typeof role === 'string' && typeof name === 'string' ? { role, name } : undefined;
}
