import { expect, test } from '@playwright/test';
import { check, HEAD, lines } from './folder.ts';

const ALL_STEPS =
  '`do`, `expect`, `still`, `extract`, `click`, `type`, `select`, `check`, `uncheck`, `press`, `goto`, `hover`, `drag`, `scroll`, `upload`, `dialog`, `tab`, `wait`, `call`, `back`, `forward`, `reload`, `repeat` or `include`';

/** What is wrong with a step that begins at line 4, column 5. */
const STEPS: [string, string[]][] = [
  ['clik: Log in', ['4:5: unknown key `clik` in entry 1 of `steps`: did you mean `click`?']],
  ['tpye: { into: A, text: b }', ['4:5: unknown key `tpye` in entry 1 of `steps`: did you mean `type`?']],
  [
    'Enter this: foo',
    ['4:5: unknown key `Enter this` in entry 1 of `steps`: a sentence that holds `: ` needs quotes around all of it'],
  ],
  ['{}', [`4:5: a step does one thing, found none: expected ${ALL_STEPS}`]],
  ['optional: true', [`4:5: a step does one thing, found none: expected ${ALL_STEPS}`]],
  ['{ click: A, press: Enter }', ['4:5: a step does one thing, found `click` and `press`: write an entry for each']],
  ['', ['4:5: entry 1 of `steps`: expected a text or a map, found nothing']],
  ['[a]', ['4:5: entry 1 of `steps`: expected a text or a map, found a list']],
  ['""', ['4:5: entry 1 of `steps`: expected a text, found nothing']],
  ['x'.repeat(5001), ['4:5: entry 1 of `steps`: expected at most 5000 characters, found 5001']],
  ['click: { nam: x }', ['4:14: unknown key `nam` in `click`: did you mean `name`?']],
  ['click: [a]', ['4:12: `click`: expected a text or a map, found a list']],
  ['click:', ['4:11: `click`: expected a text or a map, found nothing']],
  ['click: {}', ['4:12: `click`: expected a `name`, a `role`, or both, found an empty map']],
  ['click: { name: A, nth: 0 }', ['4:28: `click.nth`: expected at least 1, found `0`']],
  ['click: { name: A, count: 9 }', ['4:30: `click.count`: expected at most 3, found `9`']],
  [
    'click: { name: A, role: buton }',
    [
      '4:29: `click.role`: expected a word such as `button`, `link`, `textbox` or `row`, found the text `buton`; did you mean `button`?',
    ],
  ],
  [
    'type: { into: X }',
    ['4:11: `type.text` is missing: expected a text (What to type; may hold {{name}} and {{secret:name}})'],
  ],
  ['type: X', ['4:11: `type`: expected a map, found the text `X`']],
  ['select: { from: A }', ['4:13: `select`: expected either `option` or `options`, found a map with `from`']],
  [
    'select: { from: A, option: a, options: [b] }',
    ['4:13: `select`: expected either `option` or `options`, found a map with `from`, `option`, `options`'],
  ],
  ['press: Entr', ['4:12: `Entr` is not a key: did you mean `Enter`?']],
  ['press: Esc', ['4:12: `Esc` is not a key: did you mean `Escape`?']],
  ['press: Ctrl+a', ['4:12: `Ctrl` is not a modifier: did you mean `Control`?']],
  [
    'press: whatever',
    ['4:12: `whatever` is not a key: expected a key such as `Enter`, `Escape`, `ArrowDown`, `a` or `Control+a`'],
  ],
  [
    'goto: https://evil.test/',
    ['4:11: `https://evil.test` is not an allowed origin: add it to `origins` if the scenario needs it'],
  ],
  [
    'goto: //evil.test/',
    ['4:11: `http://evil.test` is not an allowed origin: add it to `origins` if the scenario needs it'],
  ],
  ['goto: "javascript:alert(1)"', ['4:11: expected a path or an http or https address, found `javascript:alert(1)`']],
  ['goto: file:///etc/passwd', ['4:11: expected a path or an http or https address, found `file:///etc/passwd`']],
  ['upload: { into: A, file: x.png }', ['4:13: the file `x.png` is not listed under `files`: nothing is declared']],
  ['dialog: acept', ['4:13: `dialog`: expected `accept` or `dismiss`, found the text `acept`; did you mean `accept`?']],
  ['dialog: 5', ['4:13: `dialog`: expected `accept` or `dismiss` or a map, found `5`']],
  ['tab: two', ['4:10: `tab`: expected a number or a map, found the text `two`']],
  ['tab: 1.5', ['4:10: `tab`: expected a whole number or a map, found `1.5`']],
  ['tab: {}', ['4:10: `tab`: expected either `switch` or `close`, found an empty map']],
  ['wait: { seconds: 40 }', ['4:22: `wait.seconds`: expected at most 30, found `40`']],
  ['wait: {}', ['4:11: `wait`: expected either `for` or `seconds`, found an empty map']],
  ['back: yes', ['4:11: `back`: expected `true`, found the text `yes`']],
  [
    'scroll: donw',
    ['4:13: `scroll`: expected `up`, `down`, `left` or `right`, found the text `donw`; did you mean `down`?'],
  ],
  ['{ do: a, optional: maybe }', ['4:24: `optional`: expected `true` or `false`, found the text `maybe`']],
  ['{ expect: a, optional: true }', ['4:28: `optional` stands beside `do` and typed steps, not beside `expect`']],
  ['expect: { txt: a }', ['4:15: unknown key `txt` in `expect`: did you mean `text`?']],
  [
    'expect: { text: a, url: b }',
    ['4:13: an expectation says one thing, found `text` and `url`: write an entry for each'],
  ],
  [
    'expect: {}',
    [
      '4:13: an expectation says one thing, found none: expected `text`, `visible`, `hidden`, `value`, `checked`, `unchecked`, `count`, `url`, `title` or `download`',
    ],
  ],
  ['expect: { visible: A, exact: true }', ['4:34: `exact` stands only beside `text`, found it beside `visible`']],
  ['expect: { count: { of: A, is: -1 } }', ['4:35: `expect.count.is`: expected at least 0, found `-1`']],
  ['expect: { count: { of: A, is: "3" } }', ['4:35: `expect.count.is`: expected a number, found the text `3`']],
  [
    'expect: { text: {{total}} }',
    ['4:22: a text that begins with `{{` needs quotes around all of it: "{{…}} and so on"'],
  ],
  [
    'extract: { 1a: x }',
    ['4:16: `extract.1a`: expected a name of letters, digits, `_` and `-` that begins with a letter or `_`'],
  ],
  ['extract: total', ['4:14: `extract`: expected a map, found the text `total`']],
  ['repeat: { times: 0, steps: [a] }', ['4:22: `repeat.times`: expected at least 1, found `0`']],
  ['repeat: { times: 10001, steps: [a] }', ['4:22: `repeat.times`: expected at most 10000, found `10001`']],
  [
    'repeat: { steps: [ { clik: a } ] }',
    [
      '4:13: `repeat.times` is missing: expected a number (How often, 1 to 10000)',
      '4:26: unknown key `clik` in entry 1 of `repeat.steps`: did you mean `click`?',
    ],
  ],
  ['repeat: 3', ['4:13: `repeat`: expected a map, found `3`']],
];

for (const [entry, problems] of STEPS)
  test(`says what is wrong with a step: ${entry.slice(0, 60)}`, () => {
    expect(lines(check(`${HEAD}steps:\n  - ${entry}\n`).problems)).toEqual(problems);
  });
