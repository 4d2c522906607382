/** `scenario.schema.json`, by which an editor completes and checks a scenario while it is written. */
import { z } from 'zod';
import { scenarioSchema } from './schema.ts';

/** Draft 7 is what the YAML servers of editors know. */
export function scenarioJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(scenarioSchema, { target: 'draft-7', io: 'input' });
  return { ...schema, oneOf: [{ required: ['steps'] }, { required: ['goal'] }] };
}
