/** Keys as people write them, as Playwright names them. */
import type { Token } from './tokens.ts';

const KEYS: Record<string, string> = {
  enter: 'Enter',
  return: 'Enter',
  tab: 'Tab',
  escape: 'Escape',
  esc: 'Escape',
  space: 'Space',
  spacebar: 'Space',
  backspace: 'Backspace',
  delete: 'Delete',
  del: 'Delete',
  insert: 'Insert',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  'page up': 'PageUp',
  pagedown: 'PageDown',
  'page down': 'PageDown',
  arrowup: 'ArrowUp',
  arrowdown: 'ArrowDown',
  arrowleft: 'ArrowLeft',
  arrowright: 'ArrowRight',
  'arrow up': 'ArrowUp',
  'arrow down': 'ArrowDown',
  'arrow left': 'ArrowLeft',
  'arrow right': 'ArrowRight',
  'up arrow': 'ArrowUp',
  'down arrow': 'ArrowDown',
  'left arrow': 'ArrowLeft',
  'right arrow': 'ArrowRight',
};
const MODIFIERS: Record<string, string> = {
  control: 'Control',
  ctrl: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  option: 'Alt',
  meta: 'Meta',
  cmd: 'Meta',
  command: 'Meta',
  controlormeta: 'ControlOrMeta',
};

/** `spoken` is set where the words could as well name a button. */
export function keysOf(tokens: Token[]): { keys: string; spoken?: string } | undefined {
  if (tokens.some((token) => token.kind !== 'word')) return undefined;
  const words = tokens.map((token) => token.text).join(' ');
  const parts = words.split('+').map((part) => part.trim());
  const last = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).map((part) => own(MODIFIERS, part.toLowerCase()));
  if (modifiers.some((each) => each === undefined)) return undefined;
  const key = own(KEYS, last.toLowerCase()) ?? (/^F\d\d?$/i.test(last) ? last.toUpperCase() : undefined);
  const single = key ?? (modifiers.length > 0 && last.length === 1 ? last : undefined);
  if (single === undefined) return undefined;
  const keys = [...modifiers, single].join('+');
  return modifiers.length === 0 ? { keys, spoken: words } : { keys };
}

function own(table: Record<string, string>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
