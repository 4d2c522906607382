/** What is wrong with a tool schema in Moonshot's eyes, in its words; undefined when nothing is. */

const ALLOWED = new Set([
  'type',
  'description',
  'default',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
]);
const TYPES = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);

export function schemaProblem(schema: unknown): string | undefined {
  if (!isRecord(schema) || schema['type'] !== 'object') return "At path '': the root schema must be of type object";
  return problemAt(schema, '');
}

function problemAt(schema: unknown, path: string): string | undefined {
  const at = (text: string) => `At path '${path}': ${text}`;
  if (!isRecord(schema)) return at('a schema must be an object');
  const unknown = Object.keys(schema).find((key) => !ALLOWED.has(key));
  if (unknown) return at(`unsupported keyword ${unknown}`);

  const { type, anyOf, enum: values, required, properties, items, additionalProperties: rest } = schema;
  if (anyOf !== undefined && type !== undefined)
    return at('type should be defined in anyOf items instead of the parent schema');
  if (Array.isArray(anyOf)) return first(anyOf.map((branch, index) => problemAt(branch, join(path, `anyOf.${index}`))));
  if (typeof type !== 'string' || !TYPES.has(type)) return at('type must be one string');
  if (
    values !== undefined &&
    (!Array.isArray(values) || values.length === 0 || !values.every((value) => fits(value, type)))
  )
    return at('enum values must be of the schema type');
  if (type === 'array') return problemAt(items, join(path, 'items'));
  if (type !== 'object') return undefined;

  const named = isRecord(properties) ? properties : {};
  if (Array.isArray(required) && required.some((name) => typeof name !== 'string' || !Object.hasOwn(named, name)))
    return at('required names a property that is not defined');
  return first([
    ...Object.entries(named).map(([name, value]) => problemAt(value, join(path, `properties.${name}`))),
    isRecord(rest) ? problemAt(rest, join(path, 'additionalProperties')) : undefined,
  ]);
}

function fits(value: unknown, type: string): boolean {
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function first(problems: (string | undefined)[]): string | undefined {
  return problems.find((problem) => problem !== undefined);
}

function join(path: string, next: string): string {
  return path ? `${path}.${next}` : next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
