/** Key names as Playwright takes them (`Enter`, `Control+a`, `Shift+Tab`), so that a slip is found before a browser starts. */
import { nearest } from './nearest.ts';
import { quoted } from './problem.ts';

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'ControlOrMeta'];

const WORDS =
  'Enter NumpadEnter Tab Escape Backspace Delete Insert Space Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ' +
  'ArrowRight CapsLock ContextMenu PrintScreen ScrollLock Pause Minus Equal Comma Period Slash Backslash Semicolon ' +
  'Quote Backquote BracketLeft BracketRight F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 F11 F12';

const NAMED = [...MODIFIERS, ...WORDS.split(' ')];

/** A character that a keyboard types, or the key that it stands on. */
const ONE_KEY = /^(?:.|Key[A-Z]|Digit\d|(?:Shift|Control|Alt|Meta)(?:Left|Right))$/u;

/** What is wrong with a key combination, or undefined. A text with a slot is refused elsewhere. */
export function keysProblem(keys: string): string | undefined {
  if (keys.includes('{{')) return undefined;
  // `Control++` is Control and the plus key.
  const plus = keys.endsWith('+');
  const parts = (plus ? keys.slice(0, -1) : keys).split('+');
  const last = parts.pop() ?? '';
  const key = plus ? '+' : last;
  const wrong = parts.find((part) => !MODIFIERS.includes(part));
  if (wrong !== undefined) return `${quoted(wrong)} is not a modifier: ${hint(wrong, MODIFIERS)}`;
  return ONE_KEY.test(key) || NAMED.includes(key) ? undefined : `${quoted(key)} is not a key: ${hint(key, NAMED)}`;
}

/** What people call keys that Playwright calls otherwise. */
const OTHER_NAMES: Record<string, string> = {
  ctrl: 'Control',
  cmd: 'Meta',
  command: 'Meta',
  option: 'Alt',
  esc: 'Escape',
  return: 'Enter',
  del: 'Delete',
  up: 'ArrowUp',
  down: 'ArrowDown',
  left: 'ArrowLeft',
  right: 'ArrowRight',
};

function hint(word: string, known: string[]): string {
  const lower = word.toLowerCase();
  const near = Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower] : nearest(word, known);
  if (near !== undefined) return `did you mean ${quoted(near)}?`;
  return 'expected a key such as `Enter`, `Escape`, `ArrowDown`, `a` or `Control+a`';
}
