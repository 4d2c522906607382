/**
 * The closed set of sentences that mean more than one action, or an action whose target they do not name.
 * What each of them does is written in docs/guide/builtin.md; nothing else is ever guessed.
 */
import { NotUnderstood, type Act } from './intent.ts';
import { valueOf } from './phrase.ts';
import { rule, type Match, type Rule } from './rule.ts';
import type { Token } from './tokens.ts';

const LOG_IN =
  'log_in|sign_in|login|log_on|signin [to|into] [the] [application|app|site|website|shop|store|account|page]';
const USER = '[the] [user|username|email|e-mail|account|login]';
const PASSWORD = '[the] password';

function logIn(match: Match): Act[] {
  return [{ act: 'log-in', user: match.value('user', true).text, password: match.value('password', true).text }];
}

function itemAct(verb: string) {
  return (match: Match): Act[] => [{ act: 'on-item', verb, item: match.item() }];
}

/** `Name "Alice", Street "Main 1" and City "Paris"`: also with `:`, `=`, `is`, `to`, `with` or `as` between. */
function pairs(tokens: Token[]): Act[] {
  const acts: Act[] = [];
  let label: Token[] = [];
  for (const token of tokens) {
    const separator = token.kind === 'mark' || ['and', 'is', 'to', 'with', 'as', '='].includes(token.lower);
    if (token.kind === 'word' && !separator) label.push(token);
    else if (separator && token.kind !== 'quoted') continue;
    else if (label.length === 0) label.push(token);
    else {
      const words = label.filter((word) => word.lower !== 'the');
      const name = words.map((word) => word.text).join(' ');
      const quoted = words[0]?.kind === 'quoted';
      const readings = [{ name, quoted }];
      acts.push({ act: 'type', aim: { said: name, readings }, text: valueOf([token]).text });
      label = [];
    }
  }
  if (label.length > 0 || acts.length === 0)
    throw new NotUnderstood('each field needs its name and its text in quotation marks');
  return acts;
}

export const goalRules: Rule[] = [
  rule(
    'Log in as {{user}} with the password {{secret:password}}',
    [
      `${LOG_IN} as ${USER} <user> with|using|and [the] password <password>`,
      `${LOG_IN} as ${USER} <user> , [with|using|and] ${PASSWORD} <password>`,
      `${LOG_IN} as ${USER} <user> / <password>`,
      `${LOG_IN} with|using [the] [username|user|email|e-mail|login|account|user_name|email_address] <user> [,] and|with ${PASSWORD} <password>`,
      `${LOG_IN} with|using [the] username|user|email|e-mail|login|account|user_name <user> , ${PASSWORD} <password>`,
    ],
    logIn,
  ),
  rule(
    'Log in as {{user}} with {{secret:password}}',
    [`${LOG_IN} as ${USER} <user> with|using <password>`, `${LOG_IN} with|using <user> and <password>`],
    (match) => [{ act: 'log-in', user: match.value('user', true).text, password: match.quoted('password') }],
  ),
  rule('Log out', ['log_out|sign_out|logout|log_off|signout|sign_off'], () => [{ act: 'log-out' }]),
  rule(
    'Sign up with Name "Alice", Email "a@b.example" and Password {{secret:password}}',
    ['sign_up|register|signup with|using|: <pairs>', 'create an|a|my account with|using|: <pairs>'],
    (match) => [...pairs(match.tokens('pairs')), { act: 'sign-up' }],
  ),
  rule(
    'Fill in the form: Name "Alice", Street "Main 1"',
    [
      'fill [in|out] [the|this] form [:|with] [:] <pairs>',
      'fill [in|out] [the] [following] fields : <pairs>',
      'complete the form [:|with] <pairs>',
      'fill in : <pairs>',
    ],
    (match) => pairs(match.tokens('pairs')),
  ),
  rule('Search for "lamp"', ['search|look for <text>'], (match) => [
    { act: 'search', text: match.value('text', true).text },
  ]),
  rule('Search "lamp"', ['search <text>'], (match) => [{ act: 'search', text: match.quoted() }]),
  rule(
    'Add "Desk lamp Otto" to the cart',
    [
      'add|put <item> to|in|into the|my [shopping] cart|basket|bag|trolley',
      'add|put <item> to|in|into cart|basket|bag',
    ],
    (match) => [{ act: 'add-to-cart', item: match.item() }],
  ),
  rule(
    'Remove "Desk lamp Otto" from the cart',
    ['remove|delete|take <item> from the|my [shopping] cart|basket|bag'],
    itemAct('remove'),
  ),
  rule(
    'Accept the dialog',
    [
      'accept|confirm [the|this] [confirm|confirmation|browser] dialog|alert|popup|prompt|confirmation|confirm',
      'confirm the|this deletion dialog',
    ],
    () => [{ act: 'dialog', accept: true }],
  ),
  rule(
    'Dismiss the dialog',
    ['dismiss|cancel|decline|close [the|this] [confirm|confirmation|browser] dialog|alert|popup|prompt|confirm'],
    () => [{ act: 'dialog', accept: false }],
  ),
  rule('Answer the prompt with "Alice"', ['answer [the] prompt|dialog with <text>'], (match) => [
    { act: 'dialog', accept: true, text: match.quoted() },
  ]),
  rule('Dismiss the cookie banner', ['dismiss|close [the] cookie|cookies|consent [banner|notice|dialog|popup]'], () => [
    { act: 'cookies', accept: false },
  ]),
  rule('Accept the cookies', ['accept|allow [the|all] [the] cookie|cookies [banner|notice|dialog]'], () => [
    { act: 'cookies', accept: true },
  ]),
  rule('Delete order 1042', ['delete|remove [the] <item>'], itemAct('delete')),
  rule('Edit order 1042', ['edit [the] <item>'], itemAct('edit')),
  rule('Sort by price', ['sort|order [the] [list|table|products|results|orders] by <text>'], (match) => [
    { act: 'sort', by: match.words('text') },
  ]),
];
