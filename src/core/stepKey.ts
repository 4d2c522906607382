/** What a recording is keyed by: the wording of a scenario step, never its place, its values or the order of its keys. */
import { createHash } from 'node:crypto';
import type { ScenarioStep } from './scenario.ts';

/** Changes when the step's kind or wording changes; whether it is optional is no part of it. */
export function stepKey(step: ScenarioStep): string {
  return createHash('sha256')
    .update(sortedJson(wordingOf(step)))
    .digest('hex')
    .slice(0, 16);
}

/** What the step says, in itself and in the steps inside it; of its pictures, what they show. */
export function wordingOf(step: ScenarioStep): object {
  const { id: _, location: __, title: ___, optional: ____, images, ...words } = step;
  const says = images ? { ...words, images: images.map(({ id }) => id) } : words;
  return says.kind === 'repeat' ? { ...says, steps: says.steps.map(wordingOf) } : says;
}

/** The order of keys in a map says nothing. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
