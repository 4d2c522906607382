/** A typed step in words, as a report and a spec show it. */
import type { NamedTarget, TypedExpectation, TypedStep } from '../core/scenario.ts';

export function stepTitle(step: TypedStep): string {
  switch (step.act) {
    case 'click':
      return `${clickVerb(step.button, step.count)} ${targetWords(step.target)}`;
    case 'type':
      return `type ${JSON.stringify(step.text)} into ${targetWords(step.target)}${step.submit ? ' and press Enter' : ''}`;
    case 'select':
      return `select ${listWords(step.options)} from ${targetWords(step.target)}`;
    case 'check':
      return `${step.checked ? 'check' : 'uncheck'} ${targetWords(step.target)}`;
    case 'hover':
      return `hover ${targetWords(step.target)}`;
    case 'drag':
      return `drag ${targetWords(step.from)} to ${targetWords(step.to)}`;
    case 'press':
      return `press ${step.keys}${step.times === undefined ? '' : ` ${step.times} times`}${step.target ? ` in ${targetWords(step.target)}` : ''}`;
    case 'goto':
      return `go to ${step.url}`;
    case 'history':
      return step.to === 'reload' ? 'reload' : `go ${step.to}`;
    case 'scroll':
      return `scroll ${step.direction}${step.until === undefined ? '' : ` to ${JSON.stringify(step.until)}`}${step.target ? ` in ${targetWords(step.target)}` : ''}`;
    case 'upload':
      return `upload ${listWords(step.files)} into ${targetWords(step.target)}`;
    case 'dialog':
      return `${step.accept ? 'accept' : 'dismiss'} the dialog${step.text === undefined ? '' : ` with ${JSON.stringify(step.text)}`}`;
    case 'tab':
      return step.close === undefined ? `switch to tab ${step.switch}` : `close tab ${step.close}`;
    case 'wait':
      return step.for === undefined ? `wait ${step.seconds} s` : `wait for ${JSON.stringify(step.for)}`;
    case 'call':
      return `call ${step.tool}${Object.keys(step.with).length === 0 ? '' : ` with ${JSON.stringify(step.with)}`}`;
  }
}

/** Without the leading `expect` or `still`. */
export function expectationTitle(expectation: TypedExpectation): string {
  switch (expectation.verify) {
    case 'text': {
      const { text, target, exact } = expectation;
      return `${exact ? 'exact text' : 'text'} ${JSON.stringify(text)}${target ? ` in ${targetWords(target)}` : ''}`;
    }
    case 'visible':
    case 'hidden':
      return `${expectation.verify} ${targetWords(expectation.target)}`;
    case 'value':
      return `value ${JSON.stringify(expectation.value)} of ${targetWords(expectation.target)}`;
    case 'checked':
      return `${expectation.checked ? 'checked' : 'unchecked'} ${targetWords(expectation.target)}`;
    case 'count':
      return `${expectation.count} of ${targetWords(expectation.target)}`;
    case 'url':
    case 'title':
      return `${expectation.verify} ${JSON.stringify(expectation.verify === 'url' ? expectation.url : expectation.title)}`;
    case 'download':
      return `download ${JSON.stringify(expectation.name)}${expectation.contains === undefined ? '' : ` with ${JSON.stringify(expectation.contains)}`}${expectation.bytes === undefined ? '' : ` of ${expectation.bytes} bytes`}`;
  }
}

/** `button "Delete" in "1042" (2nd)`; a target without a name is its role: `row`. */
function targetWords({ name, role, in: within, nth }: NamedTarget): string {
  const words = [role, name === '' ? undefined : JSON.stringify(name)].filter((word) => word !== undefined);
  if (within !== undefined) words.push('in', JSON.stringify(within));
  if (nth !== undefined) words.push(`(${ordinal(nth)})`);
  return words.join(' ');
}

function ordinal(nth: number): string {
  const ending = nth % 100 > 10 && nth % 100 < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th');
  return `${nth}${ending}`;
}

function clickVerb(button: 'left' | 'right' | 'middle' = 'left', count = 1): string {
  const times = count === 1 ? '' : count === 2 ? 'double-' : 'triple-';
  return `${button === 'left' ? '' : `${button}-`}${times}click`;
}

function listWords(texts: string[]): string {
  return texts.map((text) => JSON.stringify(text)).join(', ');
}
