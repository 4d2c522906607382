import type { Action, Target, UploadedFile, Verify, WaitFor } from '../core/action.ts';
import { clean } from './clean.ts';
import { namedIn } from './locatorText.ts';

/** How a target is called. */
type Say = (target: Target) => string;

/** An action in words, on one line, for terminal and report: `type "alice" into "Username"`. */
export function describeAction(action: Action, say: Say = named): string {
  switch (action.kind) {
    case 'click':
      return `${clickVerb(action)} ${say(action.target)}`;
    case 'type':
      return [
        action.clear && action.text === '' ? 'clear' : `${action.clear ? 'type' : 'add'} ${quoted(action.text)}`,
        ...(action.target ? [action.text === '' ? '' : 'into', say(action.target)] : []),
        ...(action.submit ? ['and press Enter'] : []),
      ]
        .filter(Boolean)
        .join(' ');
    case 'navigate':
      return `go to ${clean(action.url, 120)}`;
    case 'history':
      return action.to === 'reload' ? 'reload the page' : `go ${action.to}`;
    case 'press':
      return `press ${clean(action.keys, 60)}${action.times === undefined ? '' : ` ${action.times} times`}${action.target ? ` in ${say(action.target)}` : ''}`;
    case 'select':
      return `select ${action.options.map(quoted).join(', ')} in ${say(action.target)}`;
    case 'check':
      return `${action.checked ? 'check' : 'uncheck'} ${say(action.target)}`;
    case 'hover':
      return `hover over ${say(action.target)}`;
    case 'drag':
      return `drag ${say(action.from)} to ${say(action.to)}`;
    case 'scroll':
      return `scroll ${scrolled(action)}${action.target ? ` in ${say(action.target)}` : ''}`;
    case 'upload':
      return `${action.via === 'drop' ? 'drop' : 'upload'} ${action.files.map(({ name }: UploadedFile) => quoted(name)).join(', ')} ${action.via === 'drop' ? 'onto' : 'into'} ${say(action.target)}`;
    case 'tab':
      return action.close === undefined ? `switch to tab ${action.switch ?? 1}` : `close tab ${action.close}`;
    case 'dialog':
      return `${action.accept ? 'accept' : 'dismiss'} the ${action.dialog} dialog${action.text === undefined ? '' : ` with ${quoted(action.text)}`}`;
    case 'wait':
      return `wait ${waited(action.for, say)}`;
    case 'extract':
      return `remember ${clean(action.name, 60)} = ${quoted(action.value)}`;
    case 'tool':
      return `call ${clean(action.tool, 64)}${withInput(action.input)}${gave(action.gives)}`;
    case 'opinion':
      return `opinion: ${quoted(action.claim)} ${action.holds ? 'holds' : 'does not hold'}`;
    case 'verify':
      return `verify ${verified(action, say)}`;
  }
}

/** How a target is called: its name, else its role, else how it was found. */
export function named(target: Target): string {
  if (target.name) return quoted(target.name);
  const byName = nameIn(target.locator);
  if (byName !== undefined) return quoted(byName);
  if (target.role) return `the ${clean(target.role, 40)}`;
  if (target.locator) return clean(target.locator, 80);
  return 'a point of the page';
}

/** A journal of another version, or one that was tampered with, can be told all the same. */
function nameIn(locator: string | undefined): string | undefined {
  try {
    return locator === undefined ? undefined : namedIn(locator)?.name;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function withRole(target: Target, say: Say): string {
  return say === named && target.role && target.name ? `${clean(target.role, 40)} ${quoted(target.name)}` : say(target);
}

function quoted(text: string): string {
  return `"${clean(text, 80)}"`;
}

function withInput(input: Record<string, unknown>): string {
  return Object.keys(input).length === 0 ? '' : ` with ${clean(JSON.stringify(input), 120)}`;
}

function gave(names: readonly string[]): string {
  return names.length === 0 ? '' : `, which gave ${names.map((name) => clean(name, 60)).join(', ')}`;
}

function clickVerb({ button, count, modifiers, tap }: Extract<Action, { kind: 'click' }>): string {
  const times = count === 2 ? 'double-' : count === 3 ? 'triple-' : '';
  const side = button === 'left' ? '' : `${button}-`;
  const keys = modifiers.length > 0 ? ` with ${modifiers.join('+')} held on` : '';
  return `${tap ? 'tap' : `${side}${times}click`}${keys}`;
}

function scrolled({ dx, dy, until }: Extract<Action, { kind: 'scroll' }>): string {
  if (until !== undefined)
    return `${dx === 0 ? (dy > 0 ? 'down' : 'up') : dx > 0 ? 'right' : 'left'} to ${quoted(until)}`;
  const parts = [
    dy === 0 ? '' : `${dy > 0 ? 'down' : 'up'} ${Math.abs(Math.round(dy))} px`,
    dx === 0 ? '' : `${dx > 0 ? 'right' : 'left'} ${Math.abs(Math.round(dx))} px`,
  ];
  return parts.filter(Boolean).join(', ') || 'into view';
}

function waited(what: WaitFor, say: Say): string {
  if ('text' in what) return `for the text ${quoted(what.text)}`;
  if ('target' in what) return `for ${say(what.target)}`;
  if ('download' in what) return 'for a download';
  return `${what.seconds} s`;
}

function verified(verify: Verify, say: Say): string {
  switch (verify.check) {
    case 'text':
      return `text ${quoted(verify.text)}${verify.target ? ` in ${withRole(verify.target, say)}` : ''}${verify.exact ? ', exactly' : ''}`;
    case 'visible':
      return `${withRole(verify.target, say)} is visible`;
    case 'visible-text':
      return `text ${quoted(verify.text)} is visible`;
    case 'hidden':
      return `${withRole(verify.target, say)} is hidden`;
    case 'hidden-text':
      return `text ${quoted(verify.text)} is hidden`;
    case 'value':
      return `value ${quoted(verify.value)} in ${withRole(verify.target, say)}`;
    case 'checked':
      return `${withRole(verify.target, say)} is ${verify.checked ? 'checked' : 'not checked'}`;
    case 'count':
      return `count ${verify.count} of ${withRole(verify.target, say)}`;
    case 'count-text':
      return `count ${verify.count} of text ${quoted(verify.text)}`;
    case 'url':
      return `url ${clean(verify.url, 120)}`;
    case 'title':
      return `title ${quoted(verify.title)}`;
    case 'download':
      return `download ${quoted(verify.name)}${verify.contains === undefined ? '' : ` contains ${quoted(verify.contains)}`}${verify.bytes === undefined ? '' : ` has ${verify.bytes} bytes`}`;
  }
}
