import { expect, test } from '@playwright/test';
import type { Action, Target } from '../../src/core/action.ts';
import { describeAction } from '../../src/core/describeAction.ts';

const login: Target = { locator: `getByRole('button', { name: 'Log in' })`, role: 'button', name: 'Log in' };
const name: Target = { locator: `getByLabel('Username')`, role: 'textbox', name: 'Username' };
const heading: Target = { role: 'heading', name: 'Hello' };
const held = { held: 'after', found: 'x' } as const;

const table: [Action, string][] = [
  [{ kind: 'click', target: login, button: 'left', count: 1, modifiers: [] }, 'click "Log in"'],
  [
    { kind: 'click', target: login, button: 'right', count: 2, modifiers: ['Shift'] },
    'right-double-click with Shift held on "Log in"',
  ],
  [{ kind: 'click', target: { role: 'canvas' }, button: 'left', count: 1, modifiers: [] }, 'click the canvas'],
  [{ kind: 'click', target: {}, button: 'left', count: 1, modifiers: [] }, 'click a point of the page'],
  [
    { kind: 'click', target: { locator: `locator('svg')` }, button: 'left', count: 1, modifiers: [] },
    `click locator('svg')`,
  ],
  [{ kind: 'type', target: name, text: 'alice', clear: true, submit: false }, 'type "alice" into "Username"'],
  [
    { kind: 'type', target: name, text: '{{secret:password}}', clear: true, submit: true },
    'type "{{secret:password}}" into "Username" and press Enter',
  ],
  [{ kind: 'type', target: name, text: '', clear: true, submit: false }, 'clear "Username"'],
  [{ kind: 'type', text: 'x', clear: false, submit: false }, 'add "x"'],
  [{ kind: 'navigate', url: '/cart' }, 'go to /cart'],
  [{ kind: 'history', to: 'back' }, 'go back'],
  [{ kind: 'history', to: 'reload' }, 'reload the page'],
  [{ kind: 'press', keys: 'Control+A' }, 'press Control+A'],
  [{ kind: 'press', keys: 'ArrowRight', target: name, times: 5 }, 'press ArrowRight 5 times in "Username"'],
  [{ kind: 'click', target: login, button: 'left', count: 1, modifiers: [], tap: true }, 'tap "Log in"'],
  [{ kind: 'scroll', dx: 0, dy: 300, target: name, until: 'Row 9' }, 'scroll down to "Row 9" in "Username"'],
  [{ kind: 'scroll', dx: -20, dy: 0, until: 'May' }, 'scroll left to "May"'],
  [
    { kind: 'upload', target: name, files: [{ name: 'a.txt', path: '/a.txt' }], via: 'drop' },
    'drop "a.txt" onto "Username"',
  ],
  [{ kind: 'select', target: name, options: ['a', 'b'] }, 'select "a", "b" in "Username"'],
  [{ kind: 'check', target: name, checked: false }, 'uncheck "Username"'],
  [{ kind: 'hover', target: login }, 'hover over "Log in"'],
  [{ kind: 'drag', from: login, to: name }, 'drag "Log in" to "Username"'],
  [{ kind: 'scroll', dx: 0, dy: -300 }, 'scroll up 300 px'],
  [{ kind: 'scroll', dx: 20, dy: 300, target: name }, 'scroll down 300 px, right 20 px in "Username"'],
  [{ kind: 'upload', target: name, files: [{ name: 'a.txt', path: '/a.txt' }] }, 'upload "a.txt" into "Username"'],
  [{ kind: 'tab', switch: 2 }, 'switch to tab 2'],
  [{ kind: 'tab', close: 2 }, 'close tab 2'],
  [{ kind: 'dialog', dialog: 'prompt', accept: true, text: 'Bob' }, 'accept the prompt dialog with "Bob"'],
  [{ kind: 'wait', for: { text: 'Done' } }, 'wait for the text "Done"'],
  [{ kind: 'wait', for: { target: login } }, 'wait for "Log in"'],
  [{ kind: 'wait', for: { download: true } }, 'wait for a download'],
  [{ kind: 'wait', for: { seconds: 3 } }, 'wait 3 s'],
  [{ kind: 'extract', name: 'total', value: '€ 3' }, 'remember total = "€ 3"'],
  [{ kind: 'tool', module: 'a.mjs', export: 'seed', tool: 'seed', input: {}, gives: [], timeoutMs: 1 }, 'call seed'],
  [
    {
      kind: 'tool',
      module: 'a.mjs',
      export: 'fetchCode',
      tool: 'fetch_code',
      input: { user: '{{user}}', digits: 6 },
      gives: ['code', 'mail'],
      timeoutMs: 1,
    },
    'call fetch_code with {"user":"{{user}}","digits":6}, which gave code, mail',
  ],
  [
    { kind: 'verify', check: 'text', text: 'Welcome', target: heading, exact: true, ...held },
    'verify text "Welcome" in heading "Hello", exactly',
  ],
  [{ kind: 'verify', check: 'visible', target: login, ...held }, 'verify button "Log in" is visible'],
  [{ kind: 'verify', check: 'visible-text', text: 'Hi', ...held }, 'verify text "Hi" is visible'],
  [{ kind: 'verify', check: 'hidden', target: login, ...held }, 'verify button "Log in" is hidden'],
  [{ kind: 'verify', check: 'hidden-text', text: 'Hi', ...held }, 'verify text "Hi" is hidden'],
  [{ kind: 'verify', check: 'value', target: name, value: 'x', ...held }, 'verify value "x" in textbox "Username"'],
  [
    { kind: 'verify', check: 'checked', target: name, checked: false, ...held },
    'verify textbox "Username" is not checked',
  ],
  [{ kind: 'verify', check: 'count', target: login, count: 3, ...held }, 'verify count 3 of button "Log in"'],
  [{ kind: 'verify', check: 'count-text', text: 'x', count: 3, ...held }, 'verify count 3 of text "x"'],
  [{ kind: 'verify', check: 'url', url: '*/cart', ...held }, 'verify url */cart'],
  [{ kind: 'verify', check: 'title', title: 'Cart', ...held }, 'verify title "Cart"'],
  [
    { kind: 'verify', check: 'download', name: 'a.csv', contains: 'x', ...held },
    'verify download "a.csv" contains "x"',
  ],
];

for (const [action, words] of table)
  test(`an action is told as: ${words}`, () => {
    expect(describeAction(action)).toBe(words);
  });

test('a name from the page cannot start a line or colour the terminal', () => {
  const target = { ...login, name: '\n::error::\u001b[31mowned' };

  expect(describeAction({ kind: 'hover', target })).toBe('hover over ": :error::owned"');
});
