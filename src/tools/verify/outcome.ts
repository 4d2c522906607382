import { evaluate } from '../../browser/expectation.ts';
import type { Check, Target } from '../../core/action.ts';
import type { ToolContext, ToolOutcome } from '../tool.ts';
import type { Values } from '../values.ts';

/** Evaluates a check and makes it an action. Whether it was vacuous is for the driver to say: it knows what came before. */
export async function verified({ session, values }: ToolContext, check: Check): Promise<ToolOutcome> {
  const found = await evaluate(session, check);
  return {
    action: { kind: 'verify', held: 'after', found, ...kept(check, values) },
    text: `true: found ${found}`,
    effects: { navigated: false },
  };
}

/** The check as it is recorded: with slots where the step names values. */
function kept(check: Check, values: Values): Check {
  const keep = (text: string) => values.keep(text);
  const target = (aim: Target) => values.keepTarget(aim);
  switch (check.check) {
    case 'text':
      return { ...check, text: keep(check.text), ...(check.target ? { target: target(check.target) } : {}) };
    case 'visible-text':
    case 'hidden-text':
    case 'count-text':
      return { ...check, text: keep(check.text) };
    case 'visible':
    case 'hidden':
    case 'checked':
    case 'count':
      return { ...check, target: target(check.target) };
    case 'value':
      return { ...check, target: target(check.target), value: keep(check.value) };
    case 'url':
      return { ...check, url: keep(check.url) };
    case 'title':
      return { ...check, title: keep(check.title) };
    case 'download':
      return {
        ...check,
        name: keep(check.name),
        ...(check.contains === undefined ? {} : { contains: keep(check.contains) }),
      };
  }
}
