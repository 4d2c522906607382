import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { keepAll } from '../../src/core/redact.ts';
import type { Session } from '../../src/browser/session.ts';
import { TOOL_SPECS, toolNamed } from '../../src/tools/all.ts';
import { leanSchema } from '../../src/tools/leanSchema.ts';
import { ToolInputError } from '../../src/tools/tool.ts';
import { Values } from '../../src/tools/values.ts';

/** Wrong inputs never reach the page, so there is none. */
const nowhere = new Proxy({}, { get: (_, key) => (key === 'redact' ? keepAll : undefined) }) as Session;

async function refusal(name: string, input: unknown): Promise<unknown> {
  return toolNamed(name)
    ?.run({ session: nowhere, values: new Values({}, '') }, input)
    .then(
      () => 'accepted',
      (error: unknown) => error,
    );
}

for (const [name, input, message] of [
  [
    'click',
    { button: 'up' },
    'click: button: Invalid option: expected one of "left"|"right"|"middle". Its input is { ref?: string, x?: number, y?: number, button?: left|right|middle, count?: integer, modifiers?: array }',
  ],
  ['click', { x: '10', y: '20' }, 'x: Invalid input: expected number, received string; y: '],
  ['click', { ref: 'e1', count: 0 }, 'count: Too small'],
  ['click', { ref: 'e1', count: 1.5 }, 'count: '],
  ['click', { ref: 'e1', force: true }, 'input: Unrecognized key: "force"'],
  ['click', { ref: 'e1', element: 'Save', selector: '#x' }, 'input: Unrecognized keys: "element", "selector"'],
  ['click', { ref: 8 }, 'ref: '],
  ['click', { x: Number.NaN, y: 0.5 }, 'x: '],
  ['click', null, 'input: '],
  ['click', [], 'input: '],
  ['click', 'e1', 'input: '],
  [
    'type',
    { ref: 'e1' },
    'type: text: Invalid input: expected string, received undefined. Its input is { ref?: string, x?: number, y?: number, text: string, clear?: boolean, submit?: boolean }',
  ],
  ['type', { text: 'x'.repeat(20_001) }, 'text: Too big'],
  ['type', { text: 5 }, 'text: '],
  ['press', {}, 'press: keys: '],
  ['press', { keys: '' }, 'keys: Too small'],
  ['select', { ref: 'e1', options: 'One' }, 'options: '],
  ['select', { ref: 'e1', options: [] }, 'options: '],
  ['check', { ref: 'e1', checked: 'yes' }, 'checked: '],
  ['drag', { from: { ref: 'e1' } }, 'drag: to: '],
  ['drag', { from: { ref: 'e1' }, to: 'e2' }, 'to: '],
  ['scroll', { direction: 'north' }, 'direction: '],
  ['scroll', { direction: 'down', amount: -1 }, 'amount: '],
  ['find', { text: '' }, 'text: '],
  ['navigate', { to: 'home' }, 'to: '],
  ['upload', { ref: 'e1', files: [] }, 'files: '],
  ['tab', { switch: 1.5 }, 'switch: '],
  ['dialog', {}, 'dialog: accept: '],
  ['wait', { seconds: 31 }, 'seconds: Too big'],
  ['wait', { for: 'text' }, 'for: '],
  ['verify_text', { text: '' }, 'text: '],
  ['verify_count', { role: 'button', count: -1 }, 'count: '],
  ['verify_count', { role: 'button[name=x]', count: 1 }, 'role: '],
  ['verify_url', {}, 'verify_url: url: '],
  ['extract', { name: 'total' }, 'extract: value: '],
] as const)
  test(`${name} refuses ${JSON.stringify(input).slice(0, 80)}`, async () => {
    const error = await refusal(name, input);

    expect(error).toBeInstanceOf(ToolInputError);
    expect(String(error)).toContain(message);
    expect(String(error)).toMatch(/\. Its input is \{ .*\}$/);
    expect(String(error).length).toBeLessThan(600);
  });

for (const name of ['', 'run_code', 'read_file', '__proto__', 'constructor', 'toString', 'Click', 'click '])
  test(`there is no tool ${JSON.stringify(name)}`, () => {
    expect(toolNamed(name)).toBeUndefined();
  });

test('the tools that a model is told of are those of the design, each with a schema and words', () => {
  expect(TOOL_SPECS.map(({ name }) => name)).toEqual(
    `click type navigate press select check hover drag scroll find upload tab dialog wait verify_text verify_visible verify_hidden
     verify_value verify_checked verify_count verify_url verify_title verify_download extract judge step_done finish`.split(
      /\s+/,
    ),
  );
  for (const { name, description, parameters } of TOOL_SPECS) {
    expect(description, name).toMatch(/^[A-Z].*\.$/s);
    expect(parameters, name).toMatchObject({ type: 'object', properties: {} });
  }
});

for (const [name, input, aims] of [
  ['click', { ref: 'e1' }, true],
  ['click', { x: 0.5, y: 0.5 }, true],
  ['drag', { from: { ref: 'e1' }, to: { ref: 'e2' } }, true],
  ['type', { text: 'x' }, false],
  ['verify_text', { text: 'x' }, false],
  ['verify_text', { text: 'x', ref: 'e1' }, true],
  ['verify_count', { role: 'row', count: 1 }, false],
  ['wait', { for: { text: 'x' } }, false],
  ['wait', { for: { target: { ref: 'e1' } } }, true],
  ['verify_text', null, false],
  ['verify_text', 'ref', false],
] as const)
  test(`${name} ${JSON.stringify(input)} ${aims ? 'aims' : 'does not aim'} at the screen`, () => {
    expect(toolNamed(name)?.aims(input)).toBe(aims);
  });

test('a model is told what it needs to call a tool, and no bounds that the tool checks by itself', () => {
  const schema = z.toJSONSchema(
    z.strictObject({
      text: z.string().min(1).max(20).describe('what to type'),
      clear: z.boolean().default(true),
      submit: z.boolean().default(false),
      count: z.int().min(1).max(3).default(1),
      step: z.union([z.string(), z.number()]),
      minimum: z
        .array(z.enum(['a', 'b']))
        .max(5)
        .default([]),
      from: z.strictObject({ x: z.number().min(0).optional() }).optional(),
    }),
    { io: 'input' },
  );

  expect(leanSchema(schema)).toEqual({
    type: 'object',
    properties: {
      text: { type: 'string', description: 'what to type' },
      clear: { type: 'boolean', default: true },
      submit: { type: 'boolean' },
      count: { type: 'integer', default: 1 },
      step: { type: 'string' },
      minimum: { type: 'array', items: { type: 'string', enum: ['a', 'b'] } },
      from: { type: 'object', properties: { x: { type: 'number' } } },
    },
    required: ['text', 'step'],
  });
});

test('what all tools together cost in a request stays small', () => {
  const told = TOOL_SPECS.map(({ name, description, parameters }) => ({ name, description, parameters }));

  expect(JSON.stringify(told).length / 4).toBeLessThan(2_025);
});
