/** An action in a few words, for the ledger and for results: what a planner needs to know that it was done. */
import type { Action, Check, Target } from '../core/action.ts';

export function wordsOf(action: Action): string {
  switch (action.kind) {
    case 'click':
    case 'hover':
      return `${action.kind} ${named(action.target)}`;
    case 'type':
      return `type ${q(action.text)}${action.target ? ` into ${named(action.target)}` : ''}${action.submit ? ' and press Enter' : ''}`;
    case 'navigate':
      return `go to ${q(action.url)}`;
    case 'history':
      return action.to === 'reload' ? 'reload' : `go ${action.to}`;
    case 'press':
      return `press ${action.keys}`;
    case 'select':
      return `select ${action.options.map((each) => q(each)).join(', ')} in ${named(action.target)}`;
    case 'check':
      return `${action.checked ? 'check' : 'uncheck'} ${named(action.target)}`;
    case 'drag':
      return `drag ${named(action.from)} to ${named(action.to)}`;
    case 'scroll':
      return `scroll ${action.dy > 0 ? 'down' : action.dy < 0 ? 'up' : action.dx > 0 ? 'right' : 'left'}`;
    case 'upload':
      return `upload ${action.files.map(({ name }) => q(name)).join(', ')} to ${named(action.target)}`;
    case 'tab':
      return action.switch === undefined ? `close tab ${action.close}` : `switch to tab ${action.switch}`;
    case 'dialog':
      return `${action.accept ? 'accept' : 'dismiss'} the ${action.dialog} dialog`;
    case 'wait':
      return 'wait';
    case 'extract':
      return `extract ${action.name} = ${q(action.value)}`;
    case 'verify':
      return `verify ${checkWords(action)}`;
  }
}

function checkWords(check: Check): string {
  switch (check.check) {
    case 'text':
      return `text ${q(check.text)}${check.target ? ` in ${named(check.target)}` : ''}`;
    case 'visible':
    case 'hidden':
      return `${named(check.target)} ${check.check}`;
    case 'visible-text':
    case 'hidden-text':
      return `${q(check.text)} ${check.check === 'visible-text' ? 'visible' : 'hidden'}`;
    case 'value':
      return `${named(check.target)} has the value ${q(check.value)}`;
    case 'checked':
      return `${named(check.target)} ${check.checked ? 'checked' : 'not checked'}`;
    case 'count':
      return `${check.count} × ${named(check.target)}`;
    case 'count-text':
      return `${check.count} × ${q(check.text)}`;
    case 'url':
      return `url ${q(check.url)}`;
    case 'title':
      return `title ${q(check.title)}`;
    case 'download':
      return `download ${q(check.name)}`;
  }
}

function named({ name, role, locator, anchor }: Target): string {
  if (name) return q(name, 60);
  return locator ?? (anchor ? `a point in ${anchor.locator}` : (role ?? 'an element'));
}

function q(text: string, max = 200): string {
  return JSON.stringify(text.length > max ? `${text.slice(0, max - 1)}…` : text);
}
