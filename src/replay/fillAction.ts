/** A recorded action with its values put in: the form in which it is carried out. Secrets stay names until they are typed. */
import type { Action, Check, Target } from '../core/action.ts';
import { literal, parseLocator, renderLocator } from '../core/locatorText.ts';
import { fill, mapTexts } from '../core/template.ts';

export function fillAction(action: Action, values: Record<string, string>): Action {
  const text = (template: string) => fill(template, values);
  const target = (aim: Target): Target => fillTarget(aim, text);
  switch (action.kind) {
    case 'click':
    case 'check':
    case 'hover':
    case 'upload':
      return { ...action, target: target(action.target) };
    case 'type':
      return { ...action, text: text(action.text), ...(action.target ? { target: target(action.target) } : {}) };
    case 'navigate':
      return { ...action, url: text(action.url) };
    case 'select':
      return {
        ...action,
        target: target(action.target),
        options: action.options.map(text),
        ...(action.clicks ? { clicks: action.clicks.map(target) } : {}),
      };
    case 'drag':
      return { ...action, from: target(action.from), to: target(action.to) };
    case 'scroll':
      return {
        ...action,
        ...(action.target ? { target: target(action.target) } : {}),
        ...(action.until === undefined ? {} : { until: text(action.until) }),
      };
    case 'press':
    case 'extract':
      return { ...action, ...(action.target ? { target: target(action.target) } : {}) };
    case 'dialog':
      return { ...action, ...(action.text === undefined ? {} : { text: text(action.text) }) };
    case 'wait':
      if ('text' in action.for) return { ...action, for: { text: text(action.for.text) } };
      return 'target' in action.for ? { ...action, for: { target: target(action.for.target) } } : action;
    case 'tool':
      return { ...action, input: mapTexts(action.input, text) as Record<string, unknown> };
    case 'history':
    case 'tab':
    case 'opinion':
      return action;
    case 'verify': {
      const { kind, held, found } = action;
      return { kind, held, found, ...fillCheck(action, text, target) };
    }
  }
}

function fillCheck(check: Check, text: (template: string) => string, target: (aim: Target) => Target): Check {
  switch (check.check) {
    case 'text':
      return { ...check, text: text(check.text), ...(check.target ? { target: target(check.target) } : {}) };
    case 'visible':
    case 'hidden':
    case 'checked':
    case 'count':
      return { ...check, target: target(check.target) };
    case 'visible-text':
    case 'hidden-text':
    case 'count-text':
      return { ...check, text: text(check.text) };
    case 'value':
      return { ...check, target: target(check.target), value: text(check.value) };
    case 'url':
      return { ...check, url: text(check.url) };
    case 'title':
      return { ...check, title: text(check.title) };
    case 'download':
      return {
        ...check,
        name: text(check.name),
        ...(check.contains === undefined ? {} : { contains: text(check.contains) }),
      };
  }
}

function fillTarget(target: Target, text: (template: string) => string): Target {
  const code = (locator: string) =>
    locator.includes('{{') ? renderLocator(parseLocator(locator), (part) => literal(text(part))) : locator;
  const { locator, anchor, fallbacks } = target;
  return {
    ...target,
    ...(locator === undefined ? {} : { locator: code(locator) }),
    ...(anchor ? { anchor: { ...anchor, locator: code(anchor.locator) } } : {}),
    ...(fallbacks ? { fallbacks: fallbacks.map(code) } : {}),
  };
}
