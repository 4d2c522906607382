/** Names of page classes and their members: letters and digits of a path or a locator, nothing else of them. */
import type { LocatorArg, LocatorCall } from '../core/locatorText.ts';

/** What is on the same kind of page: numbers and ids in its path do not matter. */
export function pageKind(url: string): string {
  if (!URL.canParse(url)) return '/';
  const { pathname } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  return `/${parts.map((part) => (isId(part) ? ':id' : part)).join('/')}`;
}

function isId(part: string): boolean {
  return /^\d+$/.test(part) || /^[0-9a-f-]{16,}$/i.test(part) || /\d{3,}/.test(part);
}

/** `/orders/:id` → `OrderPage`, `/` → `HomePage`. */
export function className(kind: string): string {
  const parts = kind.split('/').filter((part) => part !== '');
  const last = parts.at(-1);
  const words = parts
    .filter((part) => part !== ':id')
    .slice(-2)
    .map((part) => part.replace(/\.\w+$/, ''));
  if (last === ':id' && words.length > 0) words.push((words.pop() ?? '').replace(/(?<=\w{2})s$/, ''));
  const name = pascal(words.join(' '));
  return `${name === '' ? 'Home' : name.replace(/^(?=\d)/, 'Site')}Page`;
}

const SUFFIX: Record<string, string> = {
  textbox: 'Field',
  searchbox: 'Field',
  spinbutton: 'Field',
  combobox: 'Choice',
  listbox: 'Choice',
  button: 'Button',
  link: 'Link',
  checkbox: 'Checkbox',
  radio: 'Option',
  heading: 'Heading',
  img: 'Image',
};
const LONGEST = 5;

/** `getByRole('button', { name: 'Log in' })` → `logInButton`. */
export function memberName(chain: readonly LocatorCall[]): string {
  const last = [...chain].reverse().find(({ method }) => method !== 'first' && method !== 'last' && method !== 'nth');
  const [first] = last?.args ?? [];
  const role = last?.method === 'getByRole' && typeof first === 'string' ? first : '';
  const suffix = role === '' ? (METHOD_SUFFIX[last?.method ?? ''] ?? '') : (SUFFIX[role] ?? pascal(role));
  const words = wordsOf([...chain].reverse().flatMap(textsOf)[0] ?? '');
  const name = camelWords([...words.slice(0, LONGEST), ...(suffix === '' ? [] : [suffix])]);
  if (name === '') return 'element';
  return name.replace(/^(?=\d)/, 'the');
}

const METHOD_SUFFIX: Record<string, string> = { getByText: 'Text', getByPlaceholder: 'Field', getByAltText: 'Image' };

/** The texts that name an element, a role aside. */
function textsOf({ method, args }: LocatorCall): string[] {
  const named = method === 'getByRole' ? args.slice(1) : args;
  return named.flatMap(textsIn).filter((text) => wordsOf(text).length > 0);
}

function textsIn(arg: LocatorArg): string[] {
  if (typeof arg === 'string') return [arg];
  if (arg instanceof RegExp) return [arg.source.replace(/\\[dwsbpP](\{\w*\})?|\[[^\]]*\]/g, ' ')];
  if (typeof arg === 'number') return [];
  return [arg['name'], arg['hasText']].flatMap((text) =>
    typeof text === 'string' || text instanceof RegExp ? textsIn(text) : [],
  );
}

function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '');
  return plain.match(/[A-Za-z]+|\d+/g) ?? [];
}

function pascal(text: string): string {
  return wordsOf(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function camelWords(words: readonly string[]): string {
  return words
    .map((word, index) =>
      index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('');
}
