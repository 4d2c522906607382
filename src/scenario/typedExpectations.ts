/** Typed expectations: one object each, from their YAML form to the `TypedExpectation` that is evaluated without a model. */
import { z } from 'zod';
import type { TypedExpectation } from '../core/scenario.ts';
import { target, toCounted, toTarget } from './namedTarget.ts';
import { anyText, text } from './text.ts';

interface ExpectationDefinition {
  key: string;
  input: z.ZodType;
  read(value: unknown): TypedExpectation;
}

function defineExpectation<T extends z.ZodType>(
  key: string,
  help: string,
  input: T,
  read: (input: z.output<T>) => TypedExpectation,
): ExpectationDefinition {
  return { key, input: input.describe(help), read: (value) => read(input.parse(value)) };
}

export const typedExpectations: ExpectationDefinition[] = [
  defineExpectation('text', 'A text stands on the page, or with `in` inside an element.', text, (text) => ({
    verify: 'text',
    text,
  })),
  defineExpectation('visible', 'An element can be seen.', target, (input) => ({
    verify: 'visible',
    target: toTarget(input),
  })),
  defineExpectation('hidden', 'An element is absent or cannot be seen.', target, (input) => ({
    verify: 'hidden',
    target: toTarget(input),
  })),
  defineExpectation(
    'value',
    'A field holds a value: { of, is }.',
    z.strictObject({ of: target, is: anyText.describe('Empty for an empty field.') }),
    (input) => ({ verify: 'value', target: toTarget(input.of), value: input.is }),
  ),
  defineExpectation('checked', 'A checkbox, radio button or switch is on.', target, (input) => ({
    verify: 'checked',
    target: toTarget(input),
    checked: true,
  })),
  defineExpectation('unchecked', 'A checkbox, radio button or switch is off.', target, (input) => ({
    verify: 'checked',
    target: toTarget(input),
    checked: false,
  })),
  defineExpectation(
    'count',
    'How often an element stands on the page: { of, is }; `of` may be a role such as row.',
    z.strictObject({ of: target, is: z.int().min(0).max(1_000_000) }),
    (input) => ({ verify: 'count', target: toCounted(input.of), count: input.is }),
  ),
  defineExpectation('url', 'The address, absolute or relative to `url`; `*` stands for any text.', text, (url) => ({
    verify: 'url',
    url,
  })),
  defineExpectation('title', 'The title of the page.', text, (title) => ({ verify: 'title', title })),
  defineExpectation(
    'download',
    'A file was downloaded: { name, contains, bytes }.',
    z.strictObject({
      name: text,
      contains: text.exactOptional().describe('A text that the file contains.'),
      bytes: z.int().min(0).exactOptional().describe('How large the file is.'),
    }),
    (input) => ({ verify: 'download', ...input }),
  ),
];

/** What may stand beside `text:` in a typed expectation. */
export const besideText = {
  in: target.exactOptional().describe('The element in which the text stands; only beside `text`.'),
  exact: z.boolean().exactOptional().describe('The whole text and nothing else; only beside `text`. Default: false.'),
};

const beside = z.object(besideText);

/** `map` has passed the schema and holds exactly one of the keys above. */
export function toExpectation(key: string, map: Record<string, unknown>): TypedExpectation | undefined {
  const expectation = typedExpectations.find((definition) => definition.key === key)?.read(map[key]);
  if (expectation?.verify !== 'text') return expectation;
  const { in: within, exact } = beside.parse(map);
  return {
    ...expectation,
    ...(within === undefined ? {} : { target: toTarget(within) }),
    ...(exact === undefined ? {} : { exact }),
  };
}
