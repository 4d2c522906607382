import { expect, test } from '@playwright/test';
import type { ScenarioStep } from '../../src/core/scenario.ts';
import { HEAD, load } from './folder.ts';

/** What a step says, without where it stands. */
function said(step: ScenarioStep | undefined): unknown {
  if (!step) return undefined;
  const { id: _, location: __, ...rest } = step;
  return rest;
}

function only(entry: string): unknown {
  const files = { 'avatar.png': 'x', 'cv.pdf': 'y' };
  const { steps } = load(`${HEAD}files: [avatar.png, cv.pdf]\nvars: { user: alice }\nsteps:\n  - ${entry}\n`, files);
  return said(steps[0]);
}

const name = (name: string) => ({ name });

const TYPED: [string, string, object][] = [
  ['click: Log in', 'click "Log in"', { act: 'click', target: name('Log in') }],
  [
    'click: { name: Delete, in: "1042", role: button, nth: 1, button: right, count: 2 }',
    'right-double-click button "Delete" in "1042" (1st)',
    { act: 'click', target: { name: 'Delete', role: 'button', in: '1042', nth: 1 }, button: 'right', count: 2 },
  ],
  [
    'click: { name: Delete, in: 1042 }',
    'click "Delete" in "1042"',
    { act: 'click', target: { name: 'Delete', in: '1042' } },
  ],
  ['click: { role: row, nth: 22 }', 'click row (22nd)', { act: 'click', target: { name: '', role: 'row', nth: 22 } }],
  ['click: 1.50', 'click "1.50"', { act: 'click', target: name('1.50') }],
  ['click: "{{user}}"', 'click "{{user}}"', { act: 'click', target: name('{{user}}') }],
  [
    'type: { into: Username, text: alice }',
    'type "alice" into "Username"',
    { act: 'type', target: name('Username'), text: 'alice' },
  ],
  [
    'type: { into: { name: Amount, role: spinbutton }, text: 007, submit: true, clear: false }',
    'type "007" into spinbutton "Amount" and press Enter',
    { act: 'type', target: { name: 'Amount', role: 'spinbutton' }, text: '007', submit: true, clear: false },
  ],
  ['type: { into: Note, text: "" }', 'type "" into "Note"', { act: 'type', target: name('Note'), text: '' }],
  [
    'select: { from: Country, option: France }',
    'select "France" from "Country"',
    { act: 'select', target: name('Country'), options: ['France'] },
  ],
  [
    'select: { from: Sizes, options: [S, 42] }',
    'select "S", "42" from "Sizes"',
    { act: 'select', target: name('Sizes'), options: ['S', '42'] },
  ],
  ['check: Remember me', 'check "Remember me"', { act: 'check', target: name('Remember me'), checked: true }],
  ['uncheck: Newsletter', 'uncheck "Newsletter"', { act: 'check', target: name('Newsletter'), checked: false }],
  ['press: Enter', 'press Enter', { act: 'press', keys: 'Enter' }],
  ['press: Control++', 'press Control++', { act: 'press', keys: 'Control++' }],
  ['press: 5', 'press 5', { act: 'press', keys: '5' }],
  ['press: Shift+ArrowDown', 'press Shift+ArrowDown', { act: 'press', keys: 'Shift+ArrowDown' }],
  [
    'press: { keys: ArrowRight, in: { role: slider, name: Volume }, times: 5 }',
    'press ArrowRight 5 times in slider "Volume"',
    { act: 'press', keys: 'ArrowRight', times: 5, target: { name: 'Volume', role: 'slider' } },
  ],
  ['goto: /orders', 'go to /orders', { act: 'goto', url: '/orders' }],
  ['hover: Menu', 'hover "Menu"', { act: 'hover', target: name('Menu') }],
  [
    'drag: { from: A, to: { name: B, nth: 3 } }',
    'drag "A" to "B" (3rd)',
    { act: 'drag', from: name('A'), to: { name: 'B', nth: 3 } },
  ],
  ['scroll: down', 'scroll down', { act: 'scroll', direction: 'down' }],
  [
    'scroll: { direction: up, amount: 2, in: Orders }',
    'scroll up in "Orders"',
    { act: 'scroll', direction: 'up', amount: 2, target: name('Orders') },
  ],
  [
    'scroll: { direction: down, until: "Order {{user}}", in: Orders }',
    'scroll down to "Order {{user}}" in "Orders"',
    { act: 'scroll', direction: 'down', until: 'Order {{user}}', target: name('Orders') },
  ],
  [
    'upload: { into: Avatar, file: avatar.png }',
    'upload "avatar.png" into "Avatar"',
    { act: 'upload', target: name('Avatar'), files: ['avatar.png'] },
  ],
  [
    'upload: { into: Papers, files: [avatar.png, cv.pdf] }',
    'upload "avatar.png", "cv.pdf" into "Papers"',
    { act: 'upload', target: name('Papers'), files: ['avatar.png', 'cv.pdf'] },
  ],
  ['dialog: accept', 'accept the dialog', { act: 'dialog', accept: true }],
  ['dialog: dismiss', 'dismiss the dialog', { act: 'dialog', accept: false }],
  ['dialog: { accept: true, text: x }', 'accept the dialog with "x"', { act: 'dialog', accept: true, text: 'x' }],
  ['tab: 2', 'switch to tab 2', { act: 'tab', switch: 2 }],
  ['tab: { switch: 1 }', 'switch to tab 1', { act: 'tab', switch: 1 }],
  ['tab: { close: 2 }', 'close tab 2', { act: 'tab', close: 2 }],
  ['wait: { for: Saved }', 'wait for "Saved"', { act: 'wait', for: 'Saved' }],
  ['wait: { seconds: 2 }', 'wait 2 s', { act: 'wait', seconds: 2 }],
  ['back: true', 'go back', { act: 'history', to: 'back' }],
  ['forward: true', 'go forward', { act: 'history', to: 'forward' }],
  ['reload: true', 'reload', { act: 'history', to: 'reload' }],
];

for (const [entry, title, step] of TYPED)
  test(`a typed step: ${entry}`, () => {
    expect(only(entry)).toEqual({ kind: 'typed', optional: false, title, step });
  });

const EXPECTATIONS: [string, string, object][] = [
  ['text: Total', 'text "Total"', { verify: 'text', text: 'Total' }],
  ['text: 12.50', 'text "12.50"', { verify: 'text', text: '12.50' }],
  [
    'text: "12", in: Order summary, exact: true',
    'exact text "12" in "Order summary"',
    { verify: 'text', text: '12', target: name('Order summary'), exact: true },
  ],
  [
    'text: x, in: { role: dialog, name: Cart }',
    'text "x" in dialog "Cart"',
    { verify: 'text', text: 'x', target: { name: 'Cart', role: 'dialog' } },
  ],
  ['visible: Log out', 'visible "Log out"', { verify: 'visible', target: name('Log out') }],
  ['visible: button', 'visible "button"', { verify: 'visible', target: name('button') }],
  [
    'hidden: { name: Save, role: button }',
    'hidden button "Save"',
    { verify: 'hidden', target: { name: 'Save', role: 'button' } },
  ],
  [
    'value: { of: Country, is: France }',
    'value "France" of "Country"',
    { verify: 'value', target: name('Country'), value: 'France' },
  ],
  [
    'value: { of: Quantity, is: 3 }',
    'value "3" of "Quantity"',
    { verify: 'value', target: name('Quantity'), value: '3' },
  ],
  ['value: { of: Search, is: "" }', 'value "" of "Search"', { verify: 'value', target: name('Search'), value: '' }],
  ['checked: Remember me', 'checked "Remember me"', { verify: 'checked', target: name('Remember me'), checked: true }],
  [
    'unchecked: Newsletter',
    'unchecked "Newsletter"',
    { verify: 'checked', target: name('Newsletter'), checked: false },
  ],
  ['count: { of: row, is: 5 }', '5 of row', { verify: 'count', target: { name: '', role: 'row' }, count: 5 }],
  ['count: { of: Delete, is: 0 }', '0 of "Delete"', { verify: 'count', target: name('Delete'), count: 0 }],
  [
    'count: { of: { role: listitem, in: Cart }, is: 2 }',
    '2 of listitem in "Cart"',
    { verify: 'count', target: { name: '', role: 'listitem', in: 'Cart' }, count: 2 },
  ],
  ['url: /dashboard', 'url "/dashboard"', { verify: 'url', url: '/dashboard' }],
  ['title: Home', 'title "Home"', { verify: 'title', title: 'Home' }],
  [
    'download: { name: orders.csv, contains: "1042" }',
    'download "orders.csv" with "1042"',
    { verify: 'download', name: 'orders.csv', contains: '1042' },
  ],
  ['download: { name: orders.csv }', 'download "orders.csv"', { verify: 'download', name: 'orders.csv' }],
  [
    'download: { name: orders.csv, bytes: 640 }',
    'download "orders.csv" of 640 bytes',
    { verify: 'download', name: 'orders.csv', bytes: 640 },
  ],
];

for (const [map, title, expectation] of EXPECTATIONS)
  test(`a typed expectation: ${map}`, () => {
    const rest = { kind: 'expect-typed', optional: false, expectation };

    expect(only(`expect: { ${map} }`)).toEqual({ ...rest, title: `expect ${title}`, still: false });
    expect(only(`still: { ${map} }`)).toEqual({ ...rest, title: `still ${title}`, still: true });
  });

test('prose is a step as it is written; its title is one line', () => {
  expect(only('Add the cheapest lamp to the cart')).toEqual({
    kind: 'prose',
    optional: false,
    title: 'Add the cheapest lamp to the cart',
    text: 'Add the cheapest lamp to the cart',
  });
  expect(only('|\n    Log in\n    as {{user}}\n')).toMatchObject({
    title: 'Log in as {{user}}',
    text: 'Log in\nas {{user}}\n',
  });
  expect(only('42')).toMatchObject({ kind: 'prose', text: '42' });
});

test('prose in map form and typed steps may be optional', () => {
  expect(only('do: Dismiss the cookie banner\n    optional: true')).toMatchObject({ kind: 'prose', optional: true });
  expect(only('click: Accept\n    optional: true')).toMatchObject({ kind: 'typed', optional: true });
  expect(only('click: Accept\n    optional: false')).toMatchObject({ kind: 'typed', optional: false });
});

test('an expectation in prose says whether it held before', () => {
  expect(only('expect: the dashboard greets Alice')).toEqual({
    kind: 'expect',
    optional: false,
    still: false,
    title: 'expect the dashboard greets Alice',
    text: 'the dashboard greets Alice',
  });
  expect(only('still: the cart holds one lamp')).toMatchObject({ still: true, title: 'still the cart holds one lamp' });
});

test('a value is extracted under a name that later steps use', () => {
  const { steps } = load(`${HEAD}steps:\n  - extract: { total: the order total }\n  - expect: { text: "{{total}}" }\n`);

  expect(said(steps[0])).toEqual({
    kind: 'extract',
    optional: false,
    title: 'extract total: the order total',
    values: { total: 'the order total' },
  });
  expect(steps[1]).toMatchObject({ kind: 'expect-typed', expectation: { verify: 'text', text: '{{total}}' } });
});

test('steps have ids by position and places by line and column', () => {
  const { steps, file } = load(`${HEAD}steps:
  - Open the list
  - repeat:
      times: 3
      as: page
      steps:
        - click: Next {{page}}
        - repeat: { times: 2, steps: [ "Rate {{page}} {{round}}" ] }
  - expect: the end
`);

  expect(steps).toMatchObject([
    { id: '1', kind: 'prose', location: { file, line: 4, column: 5 } },
    {
      id: '2',
      kind: 'repeat',
      title: 'repeat 3 times',
      times: 3,
      as: 'page',
      location: { line: 5, column: 5 },
      steps: [
        { id: '2.1', kind: 'typed', location: { line: 9, column: 11 } },
        {
          id: '2.2',
          kind: 'repeat',
          as: 'round',
          steps: [{ id: '2.2.1', kind: 'prose', location: { line: 10, column: 40 } }],
        },
      ],
    },
    { id: '3', kind: 'expect', location: { line: 11, column: 5 } },
  ]);
});

test('a goal stands instead of steps', () => {
  const { steps } = load(`${HEAD}secrets: { password: PW }\ngoal: Log in with {{secret:password}} and buy a lamp\n`);

  expect(steps.map(said)).toEqual([
    {
      kind: 'goal',
      optional: false,
      title: 'Log in with {{secret:password}} and buy a lamp',
      text: 'Log in with {{secret:password}} and buy a lamp',
    },
  ]);
});
