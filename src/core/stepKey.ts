/** What a recording is keyed by: the structure and wording of a scenario, never its values, places or limits. */
import { createHash } from 'node:crypto';
import type { Scenario, ScenarioStep } from './scenario.ts';

/** Changes when the step's kind or wording changes. */
export function stepKey(step: ScenarioStep): string {
  return hash(shapeOf(step));
}

export function scenarioHash({ url, steps }: Pick<Scenario, 'url' | 'steps'>): string {
  return hash({ url, steps: steps.map(shapeOf) });
}

function shapeOf(step: ScenarioStep): unknown {
  const { id: _, location: __, title: ___, ...shape } = step;
  return shape.kind === 'repeat' ? { ...shape, steps: shape.steps.map(shapeOf) } : shape;
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
