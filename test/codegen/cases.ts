/** Runs that between them hold every kind of action and check, and every shape of a spec. */
import type { CalledTool } from '../../src/core/action.ts';
import { WEAKNESS } from '../../src/core/grade.ts';
import type { Scenario, ScenarioStep, ToolModule } from '../../src/core/scenario.ts';
import { click, runByHand, the, typed, verified, type Done } from '../support/runByHand.ts';
import { prose, scenarioOf, stepBase } from '../support/runStart.ts';

const anchored = { anchor: { locator: "getByRole('img', { name: 'Map' })", x: 12, y: 34 }, fragile: 'a point' };
const fragile = { locator: "locator('#row-7')", fragile: WEAKNESS.css };
const framed = { locator: "locator('iframe').contentFrame().getByRole('button', { name: 'Pay' })" };

const actions: Done = {
  '1': [
    click(the('button', 'Save')),
    click(the('row', 'Bob'), { count: 2 }),
    click(the('row', 'Bob'), { button: 'right', count: 3, modifiers: ['Shift', 'Alt'] }),
    click(anchored),
    click(fragile),
    click(framed),
    click({ locator: "getByRole('row').filter({ hasText: 'Bob', has: page.getByText('paid') }).nth(1)" }),
    { kind: 'hover', target: the('link', 'Menu') },
    { kind: 'drag', from: the('listitem', 'One'), to: anchored },
    { kind: 'drag', from: the('listitem', 'One'), to: the('listitem', 'Two') },
    { kind: 'drag', from: the('slider', 'Price'), to: anchored, steps: 8 },
    click(the('button', 'Buy'), { tap: true }),
    click(anchored, { tap: true, modifiers: ['Shift'] }),
  ],
  '2': [
    typed('Ada', the('textbox', 'Name')),
    typed(' Lovelace', the('textbox', 'Name'), { clear: false, submit: true }),
    typed('loose'),
    typed('on the map', anchored, { submit: true }),
    typed('!', the('textbox', 'Note'), { clear: false, atEnd: true }),
    { kind: 'press', keys: 'Control+A' },
    { kind: 'press', keys: 'Tab', times: 2 },
    { kind: 'press', keys: 'ArrowRight', target: the('slider', 'Price'), times: 5 },
    { kind: 'press', keys: 'Enter', target: the('menuitem', 'Cut') },
    { kind: 'select', target: the('combobox', 'Country'), options: ['Chile'] },
    { kind: 'select', target: the('listbox', 'Colours'), options: ['Red', 'Blue'] },
    {
      kind: 'select',
      target: the('combobox', 'City'),
      options: ['Lima'],
      clicks: [the('combobox', 'City'), the('option', 'Lima')],
    },
    { kind: 'check', target: the('checkbox', 'Terms'), checked: true },
    { kind: 'check', target: the('checkbox', 'News'), checked: false },
  ],
  '3': [
    { kind: 'navigate', url: '/orders?page=2' },
    { kind: 'navigate', url: 'next' },
    { kind: 'navigate', url: 'http://127.0.0.1:4173/help' },
    { kind: 'history', to: 'back' },
    { kind: 'history', to: 'forward' },
    { kind: 'history', to: 'reload' },
    { kind: 'scroll', dx: 0, dy: 480 },
    { kind: 'scroll', target: the('list', 'Orders'), dx: 30, dy: 0 },
    { kind: 'scroll', target: the('list', 'Orders'), dx: 0, dy: 320, until: 'Order 90' },
    { kind: 'scroll', target: anchored, dx: -240, dy: 0, until: 'May' },
    { kind: 'scroll', dx: 0, dy: 480, until: 'Imprint' },
    { kind: 'wait', for: { text: 'ready' } },
    { kind: 'wait', for: { target: the('status', 'Ready') } },
    { kind: 'wait', for: { seconds: 2 } },
    { kind: 'wait', for: { download: true } },
  ],
};

const checks: Done = {
  '1': [
    verified({ check: 'text', text: 'Thank you', exact: false }),
    verified({ check: 'text', text: 'Thank you', exact: true }),
    verified({ check: 'text', text: 'Ada', target: the('heading', 'Hello Ada'), exact: false }),
    verified({ check: 'text', text: 'Hello Ada', target: the('heading', 'Hello Ada'), exact: true }),
    verified({ check: 'visible', target: the('button', 'Save') }),
    verified({ check: 'visible-text', text: 'Saved' }),
    verified({ check: 'hidden', target: the('button', 'Save') }),
    verified({ check: 'hidden-text', text: 'Error' }),
    verified({ check: 'value', target: the('textbox', 'Name'), value: '' }),
    verified({ check: 'checked', target: the('checkbox', 'Terms'), checked: true }),
    verified({ check: 'checked', target: the('checkbox', 'Terms'), checked: false }),
    verified({ check: 'count', target: { locator: "getByRole('list').getByRole('listitem')" }, count: 3 }),
    verified({ check: 'count-text', text: 'Lamp', count: 0 }),
    verified({ check: 'url', url: 'http://127.0.0.1:4173/orders' }),
    verified({ check: 'url', url: '/orders' }),
    verified({ check: 'url', url: '/orders/*?page=*' }),
    verified({ check: 'url', url: 'order=(7)' }),
    verified({ check: 'url', url: 'http://127.0.0.1:*/orders' }),
    verified({ check: 'title', title: 'Orders [all]' }),
    verified({ check: 'title', title: 'Order * of 9' }),
  ],
  '2': [verified({ check: 'visible-text', text: 'still here' }, 'before')],
};

const values: Done = {
  '1': [
    typed('{{user}}', the('textbox', 'User')),
    typed('{{secret:password}}', the('textbox', 'Password')),
    typed('{{secret:other-key}}!', the('textbox', 'Key')),
    typed('order {{unique}} of {{user}}', the('textbox', 'Note')),
  ],
  '2': [
    { kind: 'extract', name: 'total', value: '42 EUR', target: the('cell', '42 EUR') },
    { kind: 'extract', name: 'order', value: '7', target: the('heading', 'Order 7'), pattern: 'Order (.+?)(?:\\n|$)' },
    { kind: 'extract', name: 'name', value: 'Ada', target: the('textbox', 'Name') },
    { kind: 'extract', name: 'unused', value: 'x', target: the('textbox', 'Name') },
    { kind: 'extract', name: 'mood', value: 'glad', target: the('textbox', 'Mood') },
  ],
  '3': [
    { kind: 'navigate', url: '/orders/{{order}}' },
    click({ locator: "getByRole('link', { name: 'Order {{order}}' })" }),
    typed('{{name}}', the('textbox', 'Again')),
    verified({ check: 'text', text: '{{total}}', exact: false }),
    verified({ check: 'url', url: '/orders/{{order}}' }),
    verified({ check: 'url', url: '/orders/{{order}}/*' }),
    verified({ check: 'title', title: 'Order {{order}} of *' }),
    verified({ check: 'text', text: 'feeling {{mood}}', exact: false }),
    // Words of the page that only look like a name of ours.
    click(the('button', 'Use {{token}} or {{secret:HOME}}')),
  ],
};

const repeat = (id: string, times: number, as: string, steps: ScenarioStep[]): ScenarioStep => ({
  kind: 'repeat',
  ...stepBase(id, `repeat ${times} times`),
  times,
  as,
  steps,
});
const answer = (round: number, text: string) => ({ [`2[${round}].1`]: [typed(text, the('textbox', 'Answer'))] });
const shapes: Done = {
  '1': [click(the('button', 'Accept cookies'))],
  ...answer(1, 'Page {{page}} of {{user}}'),
  '2[1].2': [click(the('button', 'Next'))],
  ...answer(2, 'Page {{page}} of {{user}}'),
  '2[2].2': [click(the('button', 'Next'))],
  '3[1].1': [typed('odd {{turn}}', the('textbox', 'Answer'))],
  '3[2].1': [click(the('button', 'Skip {{turn}}'))],
  '4': [click(the('button', 'Delete'))],
  '5': [
    { kind: 'dialog', dialog: 'confirm', accept: true },
    click(the('button', 'Rename')),
    { kind: 'dialog', dialog: 'prompt', accept: true, text: 'New {{user}}' },
    click(the('button', 'Leave')),
    { kind: 'wait', for: { seconds: 1 } },
    { kind: 'dialog', dialog: 'confirm', accept: false },
    { kind: 'dialog', dialog: 'prompt', accept: true, text: '{{user}}' },
    { kind: 'dialog', dialog: 'alert', accept: true },
  ],
  '6': [
    click(the('link', 'Help'), { opens: true }),
    { kind: 'tab', switch: 2 },
    verified({ check: 'title', title: 'Help' }),
    click(the('link', 'Terms'), { opens: true }),
    { kind: 'tab', switch: 3 },
    { kind: 'tab', close: 3 },
    click(the('button', 'Done'), { closes: true }),
    { kind: 'press', keys: 'Escape' },
  ],
  '7': [
    click(the('button', 'Export'), { downloads: true }),
    verified({ check: 'download', name: 'orders.csv' }),
    verified({ check: 'download', name: 'orders.csv', contains: 'Ada' }),
    verified({ check: 'download', name: 'orders.csv', contains: 'Bob', bytes: 640 }),
    verified({ check: 'download', name: 'orders.csv', bytes: 0 }),
    click(the('button', 'Export again'), { downloads: true }),
    verified({ check: 'download', name: 'orders.csv', contains: '{{user}}' }),
  ],
  '8': [
    { kind: 'upload', target: the('button', 'Invoice'), files: [{ name: 'invoice.pdf', path: '/s/invoice.pdf' }] },
    {
      kind: 'upload',
      target: the('button', 'Two'),
      files: [
        { name: 'invoice.pdf', path: '/s/invoice.pdf' },
        { name: 'note.constructor', path: '/s/note.constructor' },
      ],
    },
    {
      kind: 'upload',
      target: the('button', 'Both'),
      files: [
        { name: 'invoice.pdf', path: '/s/invoice.pdf' },
        { name: 'big.constructor', path: '/s/big.constructor' },
      ],
    },
    {
      kind: 'upload',
      target: the('button', 'Choose'),
      files: [{ name: 'invoice.pdf', path: '/s/invoice.pdf' }],
      via: 'chooser',
    },
    { kind: 'upload', target: anchored, files: [{ name: 'big.txt', path: '/s/big.txt' }], via: 'chooser' },
    { kind: 'upload', target: the('group', 'Drop'), files: [{ name: 'big.txt', path: '/s/big.txt' }], via: 'drop' },
  ],
  '9': 'skipped',
  '10': [
    click(the('button', 'Survey')),
    typed('fine', the('textbox', 'How was it?')),
    verified({ check: 'visible-text', text: 'Thanks' }),
  ],
};

const NASTY = [
  `'); process.exit(7); ('`,
  '`${process.env.PW}`',
  'line\u2028separator\u2029and\nnewline\r',
  '*/ // </script> $& $1 \\',
  `a'; import('child_process')`,
  'nul\0 lone\ud800 tail',
  'bidi\u202e zero\u200bwidth \u2066 é 漢字 😀',
  '"quotes" and \'more\'',
];

export const NASTY_TEXTS: readonly string[] = NASTY;

const hostile: Done = {
  '1': NASTY.flatMap((text) => [
    click(the('button', text)),
    typed(text, the('textbox', 'Name')),
    typed(`{{user}} ${text}`, the('textbox', 'Name')),
    verified({ check: 'text', text, exact: true }),
    verified({ check: 'title', title: text }),
    verified({ check: 'url', url: text }),
    { kind: 'select', target: the('combobox', 'Choice'), options: [text, text] },
    {
      kind: 'extract',
      name: 'total',
      value: 'x',
      target: the('cell', text),
      pattern: `${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(.+?)\\n`,
    },
    { kind: 'navigate', url: text },
    { kind: 'dialog', dialog: 'prompt', accept: true, text },
  ]),
  '2': [typed('{{total}}', the('textbox', 'Name'))],
};

const tool = (path: string): ToolModule => ({
  path,
  file: `/scenarios/${path}`,
  location: { file: '/scenarios/a.yaml', line: 5, column: 8 },
});
const called = (exported: string, more: Partial<CalledTool> = {}): CalledTool => ({
  kind: 'tool',
  module: 'tools/mailbox.mjs',
  export: exported,
  tool: exported.toLowerCase(),
  input: {},
  gives: [],
  timeoutMs: 30_000,
  ...more,
});

const tools: Done = {
  '1': [
    called('seedUser', { input: { name: '{{user}}', roles: ['admin', '{{user}}'], age: 36, vip: true, note: null } }),
    called('seedUser', { input: { user: '{{user}}', deep: { 'a-b': [{ __proto__x: 1 }, []] } } }),
  ],
  '2': [
    called('fetchCode', { input: { user: '{{user}}' }, gives: ['code', 'one-time', 'unused'], timeoutMs: 90_000 }),
    typed('{{code}} {{one-time}}', the('textbox', 'Code')),
    // What the tool is called in the spec must not be what the spec needs itself.
    called('page', { gives: ['unused'] }),
    called('default', { module: "tools/it's #1.mjs", tool: 'read_mail' }),
    called('a b', { module: "tools/it's #1.mjs", tool: 'read_mail2', gives: ['mail'] }),
    typed('{{mail}}', the('textbox', 'Mail')),
    verified({ check: 'text', text: 'Code {{code}}', exact: false }),
    click(the('button', 'Rename')),
    called('fetchCode', { input: { user: 'bob' }, gives: ['code'] }),
    { kind: 'dialog', dialog: 'prompt', accept: true, text: '{{user}}' },
  ],
  '3[1].1': [called('seedUser', { input: { name: 'user {{round}}' } })],
  '3[2].1': [called('seedUser', { input: { name: 'user {{round}}' } })],
  '4': [called('seedUser', { input: Object.fromEntries(NASTY.entries()), tool: NASTY.join(' ') })],
};

const expectStep = (id: string, title: string, still = false): ScenarioStep => ({
  kind: 'expect',
  ...stepBase(id, title),
  still,
  text: title,
});

interface Case {
  scenario: Scenario;
  done: Done;
  uploads?: Record<string, string>;
}

export const CASES: Record<string, Case> = {
  actions: { scenario: scenarioOf(['Click about', 'Fill in the form', 'Move about']), done: actions },
  checks: {
    scenario: scenarioOf([expectStep('1', 'expect it to be saved'), expectStep('2', 'still logged in', true)]),
    done: checks,
  },
  values: {
    scenario: scenarioOf(['Log in as {{user}} with {{secret:password}}', 'Read the order', 'Open {{order}}'], {
      // Names that a spec, Playwright or the language has a use for.
      vars: { user: 'alice', url: 'unused', mood: 'calm' },
      secrets: {
        password: { env: 'SHOP_PASSWORD', origins: [] },
        'other-key': { env: "KEY'S", origins: [] },
        unused: { env: 'UNUSED', origins: [] },
      },
    }),
    done: values,
  },
  shapes: {
    scenario: scenarioOf(
      [
        { ...prose('1', 'Accept the cookies'), optional: true },
        repeat('2', 2, 'page', [prose('2.1', 'Answer page {{page}}'), prose('2.2', 'Go on')]),
        repeat('3', 2, 'turn', [prose('3.1', 'Do turn {{turn}}')]),
        'Delete the order',
        'Confirm it',
        'Read the help',
        'Export',
        'Hand in the files',
        { ...prose('9', 'Close the banner'), optional: true },
        { ...prose('10', 'Answer the survey'), optional: true },
      ],
      { vars: { user: 'alice' } },
    ),
    done: shapes,
    uploads: { 'invoice.pdf': Buffer.from('%PDF').toString('base64'), 'note.constructor': 'aGk=' },
  },
  names: {
    scenario: scenarioOf(['Type {{url}}, {{page}}, {{await}}, {{a-b}}, {{a_b}} and {{constructor}}'], {
      vars: { url: '/orders', page: '1', await: '2', 'a-b': '3', a_b: '4', tab2Promise: '5', dialog: 'x' },
    }),
    done: {
      '1': [
        ...['url', 'page', 'await', 'a-b', 'a_b', 'tab2Promise'].map((name) => typed(`{{${name}}}`)),
        typed('{{constructor}} and {{__proto__}}'),
        verified({ check: 'url', url: '{{url}}' }),
        verified({ check: 'url', url: '/x/{{url}}' }),
        verified({ check: 'title', title: '{{url}}*' }),
        click(the('link', 'Help'), { opens: true }),
        click(the('button', 'Export'), { downloads: true }),
        click(the('button', 'Rename')),
        { kind: 'dialog', dialog: 'prompt', accept: true, text: '{{dialog}}' },
      ],
    },
  },
  settings: {
    scenario: scenarioOf(['Look'], {
      name: 'Runs where it is told to, and is set up first',
      use: {
        browser: 'chromium',
        viewport: { width: 390, height: 844 },
        device: 'iPhone 15',
        locale: 'ar-EG',
        timezone: 'Africa/Cairo',
        colorScheme: 'dark',
        storageState: '/s/state.json',
        testIdAttribute: 'data-qa',
        httpCredentials: { username: "o'neil", secret: 'staging', origin: 'http://127.0.0.1:4173' },
      },
      secrets: { staging: { env: 'STAGING_PASSWORD', origins: ['http://127.0.0.1:4173'] } },
      headers: { 'X-Tenant': "o'neil" },
      before: [
        {
          kind: 'request',
          method: 'POST',
          url: 'http://127.0.0.1:4173/reset',
          body: '{"all":true}',
          headers: { 'content-type': 'application/json' },
          location: { file: '/s/a.yaml', line: 1, column: 1 },
        },
        { kind: 'command', command: 'make seed', cwd: '/s', location: { file: '/s/a.yaml', line: 1, column: 1 } },
      ],
    }),
    done: {
      '1': [{ kind: 'dialog', dialog: 'alert', accept: true }, verified({ check: 'visible-text', text: 'Hello' })],
    },
  },
  tools: {
    scenario: scenarioOf(
      [
        'Seed {{user}}',
        'Type the code',
        repeat('3', 2, 'round', [prose('3.1', 'Seed user {{round}}')]),
        'Seed what is hostile',
      ],
      { vars: { user: 'alice' }, tools: [tool('tools/mailbox.mjs'), tool("tools/it's #1.mjs")] },
    ),
    done: tools,
  },
  hostile: {
    scenario: scenarioOf([NASTY.join(' '), 'Type the total'], {
      name: NASTY.join(' '),
      vars: { user: NASTY[2] ?? '' },
    }),
    done: hostile,
  },
};

export function runOfCase({ scenario, done }: Case) {
  return runByHand(scenario, done);
}
