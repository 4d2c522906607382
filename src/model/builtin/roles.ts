/** ARIA roles: what people call them, what can be done to them, which of them hold other elements together. */

export const FIELDS = ['textbox', 'searchbox', 'spinbutton'] as const;
export const LISTS = ['combobox', 'listbox'] as const;
export const TICKS = ['checkbox', 'radio', 'switch', 'menuitemcheckbox', 'menuitemradio'] as const;
export const MESSAGES = ['alert', 'status', 'log', 'alertdialog'] as const;
export const CLICKABLE = [
  'button',
  'link',
  'menuitem',
  'tab',
  'option',
  'treeitem',
  ...TICKS,
  ...FIELDS,
  ...LISTS,
  'slider',
] as const;
export const OPENABLE = ['link', 'button', 'menuitem', 'tab', 'treeitem'] as const;

/** Hold one thing of many: what stands in it belongs to it. */
export const ITEMS = ['row', 'listitem', 'article', 'treeitem', 'dialog', 'alertdialog'] as const;
/** Hold a part of the page: known by their own name or by their first heading. */
export const SECTIONS = [
  'region',
  'group',
  'form',
  'radiogroup',
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'tabpanel',
  'search',
  'toolbar',
  'menu',
  'table',
  'grid',
  'list',
  'iframe',
] as const;

const FIELD_NOUN = [...FIELDS, ...LISTS];
const NOUNS: Record<string, readonly string[]> = {
  button: ['button'],
  link: ['link'],
  hyperlink: ['link'],
  tab: ['tab'],
  field: FIELD_NOUN,
  'input field': FIELD_NOUN,
  'text field': FIELDS,
  input: FIELD_NOUN,
  textbox: FIELDS,
  'text box': FIELDS,
  textarea: FIELDS,
  box: [...FIELD_NOUN, 'checkbox'],
  checkbox: ['checkbox', 'switch'],
  'check box': ['checkbox', 'switch'],
  switch: ['switch', 'checkbox'],
  toggle: ['switch', 'checkbox', 'button'],
  radio: ['radio'],
  'radio button': ['radio'],
  option: ['radio', 'option', 'menuitem', 'menuitemradio'],
  list: LISTS,
  dropdown: [...LISTS, 'button'],
  'drop-down': [...LISTS, 'button'],
  'dropdown list': LISTS,
  'drop-down list': LISTS,
  'drop-down menu': [...LISTS, 'button'],
  'dropdown menu': [...LISTS, 'button'],
  'select box': LISTS,
  combobox: ['combobox'],
  menu: ['menuitem', 'button', 'combobox', 'link'],
  'menu item': ['menuitem', 'menuitemcheckbox', 'menuitemradio', 'link'],
  'menu entry': ['menuitem', 'link'],
  icon: ['button', 'link', 'img', 'image'],
  image: ['img', 'image'],
  picture: ['img', 'image'],
  heading: ['heading'],
  headline: ['heading'],
  slider: ['slider'],
  row: ['row'],
  page: OPENABLE,
};

const CONTAINERS: Record<string, readonly string[]> = {
  row: ['row'],
  line: ['row', 'listitem'],
  item: ['listitem', 'article', 'row', 'treeitem'],
  entry: ['listitem', 'article', 'row'],
  card: ['article', 'listitem', 'group', 'region'],
  dialog: ['dialog', 'alertdialog'],
  popup: ['dialog', 'alertdialog'],
  modal: ['dialog', 'alertdialog'],
  section: ['region', 'group', 'form', 'article', 'complementary'],
  region: ['region'],
  group: ['group', 'radiogroup'],
  panel: ['tabpanel', 'region', 'group'],
  form: ['form', 'group', 'region'],
  navigation: ['navigation'],
  header: ['banner'],
  footer: ['contentinfo'],
  sidebar: ['complementary'],
  article: ['article'],
  frame: ['iframe'],
};

const own = (table: Record<string, readonly string[]>, word: string) =>
  Object.hasOwn(table, word) ? table[word] : undefined;

export const rolesOfNoun = (noun: string): readonly string[] | undefined => own(NOUNS, noun);
export const rolesOfContainer = (noun: string): readonly string[] | undefined => own(CONTAINERS, noun);

export function isOneOf(role: string, roles: readonly string[]): boolean {
  return roles.includes(role);
}
