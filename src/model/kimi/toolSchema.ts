/**
 * JSON Schema (as `z.toJSONSchema` writes it) → the subset that Moonshot accepts; every other host accepts it too.
 * Moonshot validates tool schemas strictly ("is not a valid moonshot flavored json schema"): the root is an object;
 * `type` is one string; no `$schema`, `format`, `title`, `prefixItems`, exclusive bounds; beside `anyOf` stands no `type`.
 * What is dropped only loosens the schema: the tool's own zod schema checks every call.
 * Source: Moonshot's API description and walle validator, read November 2026.
 */

export type JsonSchema = Record<string, unknown>;

/** Keywords that may stay as they are. */
const PLAIN = [
  'description',
  'default',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const;

export function toolSchema(schema: JsonSchema): JsonSchema {
  const definitions = { ...record(schema['definitions']), ...record(schema['$defs']) };
  const converted = convert(schema, { definitions, open: [] });
  const { anyOf, ...root } = converted;
  const branches = list(anyOf).map(record);
  return objectOf([root, ...branches], branches);
}

interface Scope {
  definitions: JsonSchema;
  /** References on the way here: a recursive one ends in an open object. */
  open: string[];
}

function convert(schema: unknown, scope: Scope): JsonSchema {
  const source = record(schema);
  const ref = source['$ref'];
  if (typeof ref === 'string') return withDescription(resolve(ref, scope), source);

  const all = list(source['allOf']);
  if (all.length > 0) {
    const { allOf: _, ...own } = source;
    return withDescription(objectOf([convert(own, scope), ...all.map((part) => convert(part, scope))], []), source);
  }

  const plain = Object.fromEntries(PLAIN.filter((key) => key in source).map((key) => [key, source[key]]));
  const bounds = inclusive(source);
  const branches = alternatives(source);
  if (branches.length > 1) return { ...described(source), anyOf: branches.map((branch) => convert(branch, scope)) };
  if (branches.length === 1) return withDescription(convert(branches[0], scope), source);

  const values = 'const' in source ? [source['const']] : list(source['enum']);
  const type = typeOf(source, values);
  return {
    ...(type ? { type } : {}),
    ...plain,
    ...bounds,
    ...(values.length > 0 ? { enum: values } : {}),
    ...(type === 'object' ? objectParts(source, scope) : {}),
    ...(type === 'array' ? { items: itemsOf(source, scope) } : {}),
  };
}

function resolve(ref: string, scope: Scope): JsonSchema {
  const name = ref.replace(/^#\/(\$defs|definitions)\//, '');
  if (scope.open.includes(name) || !Object.hasOwn(scope.definitions, name)) return { type: 'object' };
  return convert(scope.definitions[name], { ...scope, open: [...scope.open, name] });
}

/** The branches of a union: `anyOf`, `oneOf`, or a `type` that is a list. Null goes: what is absent needs no null. */
function alternatives(source: JsonSchema): JsonSchema[] {
  const written = [...list(source['anyOf']), ...list(source['oneOf'])].map(record);
  const { type } = source;
  const typed = Array.isArray(type) ? type.map((one: unknown) => ({ ...source, type: one })) : [];
  return [...written, ...typed].filter((branch) => branch['type'] !== 'null');
}

function objectParts(source: JsonSchema, scope: Scope): JsonSchema {
  const properties = Object.entries(record(source['properties'])).map(([name, value]) => [name, convert(value, scope)]);
  const required = list(source['required']);
  const rest = source['additionalProperties'];
  return {
    properties: Object.fromEntries(properties),
    ...(required.length > 0 ? { required } : {}),
    ...(typeof rest === 'boolean' ? { additionalProperties: rest } : {}),
    ...(typeof rest === 'object' && rest ? { additionalProperties: convert(rest, scope) } : {}),
  };
}

/** A tuple becomes a list of what its places hold. */
function itemsOf(source: JsonSchema, scope: Scope): JsonSchema {
  const places = list(source['prefixItems']);
  if (places.length > 0) return convert({ anyOf: places }, scope);
  return typeof source['items'] === 'object' ? convert(source['items'], scope) : { type: 'string' };
}

function inclusive(source: JsonSchema): JsonSchema {
  const { exclusiveMinimum: low, exclusiveMaximum: high, type } = source;
  const step = type === 'integer' ? 1 : 0;
  return {
    ...(typeof low === 'number' ? { minimum: low + step } : {}),
    ...(typeof high === 'number' ? { maximum: high - step } : {}),
  };
}

function typeOf(source: JsonSchema, values: unknown[]): string | undefined {
  if (typeof source['type'] === 'string') return source['type'];
  if (values.length > 0) return typeof values[0];
  if ('properties' in source) return 'object';
  return 'items' in source ? 'array' : undefined;
}

/** One object of several: all properties; required is what every branch of a union requires, besides what its trunk does. */
function objectOf(parts: JsonSchema[], branches: JsonSchema[]): JsonSchema {
  const requiredBy = (part: JsonSchema) => list(part['required']);
  const trunk = parts.filter((part) => !branches.includes(part)).flatMap(requiredBy);
  const shared = requiredBy(branches[0] ?? {}).filter((name) =>
    branches.every((branch) => requiredBy(branch).includes(name)),
  );
  const required = [...new Set([...trunk, ...shared])];
  const properties: JsonSchema = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(record(part['properties'])))
      properties[name] = name in properties ? joined(record(properties[name]), record(value)) : value;
  }
  const closed = parts.some((part) => part['additionalProperties'] === false);
  return {
    type: 'object',
    ...described(parts[0] ?? {}),
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(closed ? { additionalProperties: false } : {}),
  };
}

/** One property of two branches: their enums together, else either form. */
function joined(one: JsonSchema, other: JsonSchema): JsonSchema {
  if (JSON.stringify(one) === JSON.stringify(other)) return one;
  const values = [...list(one['enum']), ...list(other['enum'])];
  if ('enum' in one && 'enum' in other && one['type'] === other['type']) return { ...one, enum: [...new Set(values)] };
  return { anyOf: 'anyOf' in one ? [...list(one['anyOf']), other] : [one, other] };
}

function described({ description }: JsonSchema): JsonSchema {
  return description === undefined ? {} : { description };
}

function withDescription(schema: JsonSchema, outer: JsonSchema): JsonSchema {
  return { ...schema, ...described(outer), ...('default' in outer ? { default: outer['default'] } : {}) };
}

function record(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
