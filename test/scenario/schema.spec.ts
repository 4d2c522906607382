import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';

const FILE = fileURLToPath(new URL('../../scenario.schema.json', import.meta.url));
const HOW = 'scenario.schema.json is out of date: UPDATE_SCHEMA=1 npx playwright test test/scenario/schema.spec.ts';

test('scenario.schema.json is what the code accepts', () => {
  const current = `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMA']) writeFileSync(FILE, current);

  expect(readFileSync(FILE, 'utf8'), HOW).toBe(current);
});

test('an editor can describe every key of a scenario and of a step', () => {
  const text = JSON.stringify(scenarioJsonSchema());
  const schema: {
    properties: object;
    definitions: { step: { properties: object }; expectation: { properties: object } };
  } = JSON.parse(text);
  const maps = [schema.properties, schema.definitions.step.properties, schema.definitions.expectation.properties];

  for (const [key, value] of maps.flatMap((map) => Object.entries(map)))
    expect(value, key).toHaveProperty('description');
});
