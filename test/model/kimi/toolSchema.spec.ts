/** Tool schemas in the subset that Moonshot accepts, judged by the strict server's own reading of it. */
import { test, expect } from '@playwright/test';
import { z } from 'zod';
import { toolSchema } from '../../../src/model/kimi/toolSchema.ts';
import { schemaProblem } from '../../support/kimiServer/checkSchema.ts';
import { TOOL_SPECS } from '../../../src/tools/all.ts';

const schemas = {
  'plain fields': z.object({ ref: z.string().optional().describe('From the list.'), count: z.number().default(1) }),
  'bounds that exclude': z.object({ count: z.int().positive(), share: z.number().gt(0).lt(1) }),
  'formats and patterns': z.object({ mail: z.email(), url: z.url(), day: z.iso.date() }),
  'a union of types': z.object({ value: z.union([z.string(), z.number(), z.boolean()]) }),
  'a value or null': z.object({ text: z.string().nullable(), count: z.number().nullish() }),
  'literals and enums': z.object({ kind: z.literal('a'), side: z.enum(['left', 'right']), level: z.literal([1, 2]) }),
  'records and tuples': z.object({ map: z.record(z.string(), z.string()), pair: z.tuple([z.string(), z.number()]) }),
  'objects in lists': z.object({ rows: z.array(z.object({ id: z.string(), n: z.int().optional() })).min(1) }),
  'a union of objects': z.union([z.object({ url: z.string() }), z.object({ to: z.enum(['back', 'forward']) })]),
  'a union by a kind': z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('count'), count: z.number() }),
  ]),
  'an intersection': z.object({ a: z.string() }).and(z.object({ b: z.string().optional() })),
  'nothing at all': z.object({}),
};

for (const [what, schema] of Object.entries(schemas)) {
  test(`${what}: accepted`, () => {
    const written = z.toJSONSchema(schema, { io: 'input' });

    const sent = toolSchema(written);

    expect(schemaProblem(sent)).toBeUndefined();
    expect(toolSchema(written)).toEqual(sent);
  });
}

test('a schema that refers to itself ends', () => {
  const node: z.ZodType = z.object({
    name: z.string(),
    get children() {
      return z.array(node).optional();
    },
  });

  expect(schemaProblem(toolSchema(z.toJSONSchema(z.object({ root: node }), { io: 'input' })))).toBeUndefined();
});

test('descriptions, enums, bounds and what is required stay', () => {
  const schema = z.object({
    keys: z.string().min(1).describe('As Playwright names them.'),
    button: z.enum(['left', 'right']).default('left'),
    seconds: z.number().max(30).optional(),
  });

  expect(toolSchema(z.toJSONSchema(schema, { io: 'input' }))).toEqual({
    type: 'object',
    properties: {
      keys: { type: 'string', minLength: 1, description: 'As Playwright names them.' },
      button: { type: 'string', enum: ['left', 'right'], default: 'left' },
      seconds: { type: 'number', maximum: 30 },
    },
    required: ['keys'],
  });
});

test('a union of objects becomes one object: what all require is required, kinds are gathered', () => {
  const sent = toolSchema(z.toJSONSchema(schemas['a union by a kind'], { io: 'input' }));

  expect(sent).toEqual({
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['text', 'count'] },
      text: { type: 'string' },
      count: { type: 'number' },
    },
    required: ['kind'],
  });
});

test('an exclusive bound of whole numbers becomes the next one', () => {
  const sent = toolSchema(z.toJSONSchema(z.object({ n: z.int().gt(0).lt(10) }), { io: 'input' }));

  expect(sent['properties']).toEqual({ n: { type: 'integer', minimum: 1, maximum: 9 } });
});

test('the schema of every tool is accepted', () => {
  for (const { name, parameters } of TOOL_SPECS) expect(schemaProblem(toolSchema(parameters)), name).toBeUndefined();
});
