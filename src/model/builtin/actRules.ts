/** What a clause can ask to be done. First rule that matches wins, so the more particular ones stand first. */
import { NotUnderstood, type Act, type Aim } from './intent.ts';
import { keysOf } from './keys.ts';
import { withoutDeterminer } from './phrase.ts';
import { isOneOf, rolesOfContainer, TICKS } from './roles.ts';
import { rule, type Match, type Rule } from './rule.ts';
import { plain } from './tokens.ts';

/** `Enter username "alice" in …`: what kind of text it is says nothing more. */
const KIND = '[the] [text|value|word|username|user|password|email|name|number]';
const URL = /^(?:[a-z]+:\/\/\S+|\/\S*)$/i;

/** A bare `form`, `row` or `dialog` is a place, not something to act on. */
function oneOf(match: Match): Aim {
  const tokens = withoutDeterminer(match.tokens('target'));
  if (tokens.length === 1 && tokens[0]?.kind === 'word' && rolesOfContainer(tokens[0].lower))
    throw new NotUnderstood(`"${plain(tokens)}" does not say which element`);
  return match.aim();
}

function typed(match: Match): Act[] {
  const { text, literally } = match.value();
  const aim = oneOf(match);
  if (literally && aim.readings.some(({ name }) => name.toLowerCase() === text.toLowerCase()))
    throw new NotUnderstood(`"${text}" is the field's own name, not a text to type`);
  return [{ act: 'type', aim, text, ...(literally ? { literally } : {}) }];
}

function click(match: Match, more: { count?: number; button?: 'right' } = {}): Act[] {
  return [{ act: 'click', aim: oneOf(match), ...more }];
}

function going(match: Match): Act[] {
  const [first, ...rest] = match.tokens('target');
  if (first && rest.length === 0 && URL.test(first.text)) return [{ act: 'goto', url: first.text }];
  return [{ act: 'click', aim: oneOf(match) }];
}

function keyIn(match: Match): { keys: string; spoken?: string } {
  const keys = keysOf(match.tokens('keys'));
  if (!keys) throw new NotUnderstood(`"${plain(match.tokens('keys'))}" is not a key`);
  return keys;
}

function chosen(match: Match): Act[] {
  const option = match.value('option', true).text;
  return [{ act: 'select', aim: match.aim(), options: [option] }];
}

function ticked(match: Match, checked: boolean): Act[] {
  return [{ act: 'check', aim: match.aim(), checked }];
}

function quotedOnly(aim: Aim, why: string): Aim {
  if (!aim.readings.every((reading) => reading.quoted)) throw new NotUnderstood(why);
  return aim;
}

export const actRules: Rule[] = [
  rule('Press the Delete key', ['press|hit|push [the] <keys> key', 'press|hit|push [the] key <keys>'], (match) => [
    { act: 'press', keys: keyIn(match).keys },
  ]),
  rule('Press Enter', ['press|hit|push <keys>'], (match) => [{ act: 'press', ...keyIn(match) }]),
  rule('Double-click "Row 3"', ['double-click|double_click|doubleclick [on] <target>'], (match) =>
    click(match, { count: 2 }),
  ),
  rule('Right-click "Row 3"', ['right-click|right_click|rightclick [on] <target>'], (match) =>
    click(match, { button: 'right' }),
  ),
  rule('Go back', ['go|navigate back'], () => [{ act: 'history', to: 'back' }]),
  rule('Go forward', ['go|navigate forward|forwards'], () => [{ act: 'history', to: 'forward' }]),
  rule('Reload the page', ['reload|refresh [the|this] [page]'], () => [{ act: 'history', to: 'reload' }]),
  rule('Switch to tab 2', ['switch|go|change to [the] tab <n>'], (match) => [{ act: 'tab', switch: match.number() }]),
  rule('Close tab 2', ['close [the] tab <n>'], (match) => [{ act: 'tab', close: match.number() }]),
  rule('Clear the "City" field', ['clear|empty <target>'], (match) => [{ act: 'type', aim: match.aim(), text: '' }]),
  rule(
    'Type "alice" into the Username field',
    [`type|enter|write|input|put|insert ${KIND} <text> into|in|to <target>`],
    (match) => typed(match),
  ),
  // Both orders are in use, so what fits both is refused.
  rule(
    'Enter 2026-01-31 as the date',
    ['type|enter|input <text> as|for <target>', 'enter <target> as <quoted>'],
    (match) => {
      if (!match.has('quoted')) return typed(match);
      return [{ act: 'type', aim: oneOf(match), text: match.quoted('quoted') }];
    },
  ),
  rule(
    'Fill "City" with "Paris"',
    ['fill [in|out] <target> with <text>', 'set|change|update <target> to <text>'],
    (match) => typed(match),
  ),
  rule('Fill in "Paris" for "City"', ['fill in <text> for|as|into|in <target>'], (match) => typed(match)),
  rule('Type "abc"', ['type|write <text>'], (match) => [{ act: 'type', text: match.quoted() }]),
  rule('Choose the Express radio button', ['select|choose|pick|check|mark <target>'], (match) => {
    const aim = match.aim();
    const readings = aim.readings.filter(({ roles }) => roles?.every((role) => isOneOf(role, TICKS)));
    if (readings.length === 0) throw new NotUnderstood(`"${aim.said}" is not called a radio button or a checkbox`);
    return [{ act: 'check', aim: { ...aim, readings }, checked: true }];
  }),
  rule(
    'Select "France" from the Country list',
    ['select|choose|pick <option> from|in <target>', 'select|choose|pick <option> as|for <target>'],
    chosen,
  ),
  rule('Untick "Newsletter"', ['untick|uncheck|deselect|unselect|clear_the_checkbox [the] <target>'], (match) =>
    ticked(match, false),
  ),
  rule('Tick "I agree"', ['tick [the] <target>'], (match) => ticked(match, true)),
  rule('Turn on "Dark mode"', ['turn|switch on <target>', 'enable <target>'], (match) => ticked(match, true)),
  rule('Turn off "Dark mode"', ['turn|switch off <target>', 'disable <target>'], (match) => ticked(match, false)),
  rule('Check "I agree"', ['check <target>'], (match) => [
    {
      act: 'check',
      aim: quotedOnly(match.aim(), 'an unquoted "check …" could be a checkbox or an expectation'),
      checked: true,
    },
  ]),
  rule('Scroll to the bottom of the page', ['scroll [down] to [the] bottom|end [of] [the] [page]'], () => [
    { act: 'scroll', direction: 'down', amount: 50 },
  ]),
  rule('Scroll to the top of the page', ['scroll [up] to [the] top|beginning [of] [the] [page]'], () => [
    { act: 'scroll', direction: 'up', amount: 50 },
  ]),
  rule('Select "Express"', ['select|choose|pick <option>'], (match) => [
    { act: 'select', options: [match.quoted('option')] },
  ]),
  rule('Upload avatar.png to "Avatar"', ['upload|attach <text> to|into|in|as|for <target>'], (match) => [
    { act: 'upload', aim: match.aim(), files: [match.value().text] },
  ]),
  rule('Hover over "Menu"', ['hover [over|on] <target>', 'move the mouse over|to <target>'], (match) => [
    { act: 'hover', aim: match.aim() },
  ]),
  rule(
    'Drag "Task A" to "Done"',
    ['drag <from> to|onto|into|on <to>', 'drag <from> and drop it on|onto <to>'],
    (match) => [{ act: 'drag', from: match.aim('from'), to: match.aim('to') }],
  ),
  ...(['up', 'down', 'left', 'right'] as const).map((direction) =>
    rule(`Scroll ${direction}`, [`scroll [the] [page] ${direction}`], () => [{ act: 'scroll', direction }]),
  ),
  rule('Wait for the download', ['wait for|until the|a download [to] [finish|finishes]'], () => [
    { act: 'wait', download: true },
  ]),
  rule('Wait 2 seconds', ['wait [for] <n> second|seconds|sec|s'], (match) => {
    const seconds = match.number();
    if (seconds > 30) throw new NotUnderstood('a wait is at most 30 seconds long');
    return [{ act: 'wait', seconds }];
  }),
  rule('Wait for "Saved"', ['wait for|until <text> [to] [appear|appears|be|is] [visible|shown]'], (match) => [
    { act: 'wait', text: match.quoted() },
  ]),
  rule('Submit the form', ['submit the|this form'], () => [
    { act: 'click', aim: { said: 'Submit', readings: [{ name: 'Submit', quoted: false, roles: ['button'] }] } },
  ]),
  rule('Proceed to checkout', ['proceed|continue to <target>'], (match) => {
    const aim = oneOf(match);
    const whole = ['Proceed', 'Continue'].map((verb) => ({ name: `${verb} to ${aim.said}`, quoted: false }));
    return [{ act: 'click', aim: { said: aim.said, readings: [...aim.readings, ...whole] } }];
  }),
  rule('Click "Next"', ['click|tap|press|push|hit|follow [on] <target>'], (match) => click(match)),
  rule(
    'Go to /orders',
    ['go|navigate|browse to [the] [url|address|path] <target>', 'visit <target>', 'open <target>'],
    going,
  ),
];
