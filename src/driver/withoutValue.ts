/** A name that no tool has given a value when its step begins. Where a scenario brings tools, nothing before the run can tell. */
import type { Outcome } from '../core/outcome.ts';
import { slotsOf } from '../core/template.ts';
import { turnStep } from '../core/turnText.ts';
import type { Progress } from './progress.ts';

/** Asked before rules plan a step: a model may call the tool in the very step that names the value, rules do what stands there. */
export function nameWithoutValue({ current, values }: Progress): Outcome | undefined {
  const slots = current ? slotsOf(turnStep(current).body) : [];
  const unknown = slots.find(({ name, secret }) => !secret && !Object.hasOwn(values, name));
  if (!unknown) return undefined;
  const message = `{{${unknown.name}}} has no value: expected one of ${Object.keys(values).join(', ')}. No tool that was called gave it: correct the name, or call the tool in an earlier step`;
  return { status: 'errored', reason: 'scenario.invalid', message };
}
