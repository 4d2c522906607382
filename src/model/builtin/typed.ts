/** Typed steps and typed expectations as intents: no grammar, names count as quoted. */
import type { NamedTarget, TypedExpectation, TypedStep } from '../../core/scenario.ts';
import type { Act, Aim, Reading } from './intent.ts';

export function typedAct(step: TypedStep): Act {
  switch (step.act) {
    case 'click':
      return {
        act: 'click',
        aim: aimAt(step.target),
        ...(step.button ? { button: step.button } : {}),
        ...(step.count ? { count: step.count } : {}),
      };
    case 'type':
      return {
        act: 'type',
        aim: aimAt(step.target),
        text: step.text,
        ...(step.submit === undefined ? {} : { submit: step.submit }),
        ...(step.clear === undefined ? {} : { clear: step.clear }),
      };
    case 'select':
      return { act: 'select', aim: aimAt(step.target), options: step.options };
    case 'check':
      return { act: 'check', aim: aimAt(step.target), checked: step.checked };
    case 'hover':
      return { act: 'hover', aim: aimAt(step.target) };
    case 'drag':
      return { act: 'drag', from: aimAt(step.from), to: aimAt(step.to) };
    case 'press':
      return {
        act: 'press',
        keys: step.keys,
        ...(step.times === undefined ? {} : { times: step.times }),
        ...(step.target ? { aim: aimAt(step.target) } : {}),
      };
    case 'goto':
      return { act: 'goto', url: step.url };
    case 'history':
      return { act: 'history', to: step.to };
    case 'scroll': {
      const { direction, amount, target, until } = step;
      return {
        act: 'scroll',
        direction,
        ...(amount ? { amount } : {}),
        ...(target ? { aim: aimAt(target) } : {}),
        ...(until === undefined ? {} : { until }),
      };
    }
    case 'upload':
      return { act: 'upload', aim: aimAt(step.target), files: step.files };
    case 'dialog':
      return {
        act: 'dialog',
        accept: step.accept,
        native: true,
        ...(step.text === undefined ? {} : { text: step.text }),
      };
    case 'tab':
      return {
        act: 'tab',
        ...(step.switch === undefined ? {} : { switch: step.switch }),
        ...(step.close === undefined ? {} : { close: step.close }),
      };
    case 'wait':
      return {
        act: 'wait',
        ...(step.for === undefined ? {} : { text: step.for }),
        ...(step.seconds === undefined ? {} : { seconds: step.seconds }),
      };
    case 'call':
      return { act: 'call', tool: step.tool, input: step.with };
  }
}

export function typedExpectation(expectation: TypedExpectation): Act {
  switch (expectation.verify) {
    case 'text': {
      const { text, target, exact } = expectation;
      return { act: 'verify-text', text, exact: exact ?? false, ...(target ? { aim: aimAt(target) } : {}) };
    }
    case 'visible':
      return { act: 'verify-visible', aim: aimAt(expectation.target) };
    case 'hidden':
      return { act: 'verify-hidden', aim: aimAt(expectation.target) };
    case 'value':
      return { act: 'verify-value', aim: aimAt(expectation.target), value: expectation.value };
    case 'checked':
      return { act: 'verify-checked', aim: aimAt(expectation.target), checked: expectation.checked };
    case 'count': {
      const { target, count } = expectation;
      const { name, role } = target;
      return { act: 'verify-count', aim: aimAt(target), name, count, ...(role ? { role } : {}) };
    }
    case 'url':
      return { act: 'verify-url', url: expectation.url };
    case 'title':
      return { act: 'verify-title', title: expectation.title };
    case 'download': {
      const { verify: _, ...file } = expectation;
      return { act: 'verify-download', ...file };
    }
  }
}

function aimAt({ name, role, in: container, nth }: NamedTarget): Aim {
  const reading: Reading = {
    name,
    quoted: true,
    ...(role ? { roles: [role] } : {}),
    ...(container === undefined ? {} : { near: { text: container, quoted: true } }),
    ...(nth === undefined ? {} : { nth }),
  };
  return { said: [role, name, container && `in ${container}`].filter(Boolean).join(' '), readings: [reading] };
}
