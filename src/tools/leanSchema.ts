/**
 * A tool's JSON Schema with what a model needs to call it and nothing else: this text stands first in every request.
 * Bounds and closed objects are left out; the tool's own schema checks each call and says what is wrong. A default is
 * told only where leaving the field out does something (`true`, a number).
 */

type JsonSchema = Record<string, unknown>;

const LEFT_OUT = new Set([
  '$schema',
  'additionalProperties',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
]);

export function leanSchema(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, unknown][] => {
      if (LEFT_OUT.has(key)) return [];
      if (key === 'default') return value === true || typeof value === 'number' ? [[key, value]] : [];
      // What is written as a number is read as well; a model is told of one form.
      if (key === 'type' && Array.isArray(value)) return [[key, value[0]]];
      if (key === 'properties' && isSchema(value)) return [[key, eachOf(value)]];
      return [[key, isSchema(value) ? leanSchema(value) : value]];
    }),
  );
}

/** A property may be called as a keyword is. */
function eachOf(properties: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, isSchema(value) ? leanSchema(value) : value]),
  );
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
