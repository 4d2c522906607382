/** Typed steps: one object a step, from its YAML form to the `TypedStep` that a planner carries out without reading prose. */
import { z } from 'zod';
import type { TypedStep } from '../core/scenario.ts';
import { hasNameOrRole, NAME_OR_ROLE, target, targetShape, toTarget } from './namedTarget.ts';
import { anyText, either, given, text } from './text.ts';

export interface StepDefinition {
  key: string;
  input: z.ZodType;
  read(value: unknown): TypedStep;
}

function defineStep<T extends z.ZodType>(
  key: string,
  help: string,
  input: T,
  read: (input: z.output<T>) => TypedStep,
): StepDefinition {
  return { key, input: input.describe(help), read: (value) => read(input.parse(value)) };
}

const button = z.enum(['left', 'right', 'middle']);
const clicked = z
  .strictObject({
    ...targetShape,
    button: button.exactOptional().describe('The mouse button; default: left.'),
    count: z.int().min(1).max(3).exactOptional().describe('2 for a double click.'),
  })
  .refine(hasNameOrRole, NAME_OR_ROLE);

const direction = z.enum(['up', 'down', 'left', 'right']);
const tab = z.int().min(1).max(1000);

export const typedSteps: StepDefinition[] = [
  defineStep(
    'click',
    'Click an element: its name, or { name, role, in, nth, button, count }.',
    z.union([text, clicked]),
    (input) => {
      if (typeof input === 'string') return { act: 'click', target: toTarget(input) };
      return { act: 'click', target: toTarget(input), ...given({ button: input.button, count: input.count }) };
    },
  ),
  defineStep(
    'type',
    'Type a text into a field: { into, text, submit, clear }.',
    z.strictObject({
      into: target,
      text: anyText.max(100_000).describe('What to type; may hold {{name}} and {{secret:name}}.'),
      submit: z.boolean().exactOptional().describe('Press Enter afterwards; default: false.'),
      clear: z.boolean().exactOptional().describe('Empty the field first; default: true.'),
    }),
    ({ into, text, ...more }) => ({ act: 'type', target: toTarget(into), text, ...more }),
  ),
  defineStep(
    'select',
    'Choose in a list: { from, option } or { from, options }.',
    z
      .strictObject({
        from: target,
        option: anyText.exactOptional(),
        options: z.array(anyText).min(1).max(1000).exactOptional(),
      })
      .refine(...either('option', 'options')),
    ({ from, option, options }) => ({ act: 'select', target: toTarget(from), options: options ?? [option ?? ''] }),
  ),
  defineStep('check', 'Tick a checkbox, a radio button or a switch.', target, (input) => ({
    act: 'check',
    target: toTarget(input),
    checked: true,
  })),
  defineStep('uncheck', 'Untick a checkbox or a switch.', target, (input) => ({
    act: 'check',
    target: toTarget(input),
    checked: false,
  })),
  defineStep(
    'press',
    'Press a key: Enter, Escape, Control+a; or { keys, in, times }.',
    z.union([
      text.max(60),
      z.strictObject({
        keys: text.max(60),
        in: target.exactOptional().describe('What gets the focus first: a slider, a grid, a menu.'),
        times: z.int().min(1).max(100).exactOptional().describe('How often; default: 1.'),
      }),
    ]),
    (input) => {
      if (typeof input === 'string') return { act: 'press', keys: input };
      const { in: within, ...more } = input;
      return { act: 'press', ...more, ...(within === undefined ? {} : { target: toTarget(within) }) };
    },
  ),
  defineStep('goto', 'Go to an address: absolute, or relative to `url`.', text, (url) => ({ act: 'goto', url })),
  defineStep('hover', 'Move the mouse over an element.', target, (input) => ({
    act: 'hover',
    target: toTarget(input),
  })),
  defineStep(
    'drag',
    'Drag one element to another: { from, to }.',
    z.strictObject({ from: target, to: target }),
    ({ from, to }) => ({
      act: 'drag',
      from: toTarget(from),
      to: toTarget(to),
    }),
  ),
  defineStep(
    'scroll',
    'Scroll the page or, with `in`, an element: down, or { direction, amount, in, until }.',
    z.union([
      direction,
      z.strictObject({
        direction,
        amount: z.number().positive().max(50).exactOptional().describe('1, the default, is most of a screen.'),
        in: target.exactOptional(),
        until: text.max(200).exactOptional().describe('Scroll until this text is in view, also in lists that load.'),
      }),
    ]),
    (input) => {
      if (typeof input === 'string') return { act: 'scroll', direction: input };
      const { in: within, ...more } = input;
      return { act: 'scroll', ...more, ...(within === undefined ? {} : { target: toTarget(within) }) };
    },
  ),
  defineStep(
    'upload',
    'Give declared files to a field: { into, file } or { into, files }.',
    z
      .strictObject({ into: target, file: text.exactOptional(), files: z.array(text).min(1).max(20).exactOptional() })
      .refine(...either('file', 'files')),
    ({ into, file, files }) => ({ act: 'upload', target: toTarget(into), files: files ?? [file ?? ''] }),
  ),
  defineStep(
    'dialog',
    'Answer the dialog that is open: accept, dismiss, or { accept, text }.',
    z.union([z.enum(['accept', 'dismiss']), z.strictObject({ accept: z.boolean(), text: anyText.exactOptional() })]),
    (input) =>
      typeof input === 'string' ? { act: 'dialog', accept: input === 'accept' } : { act: 'dialog', ...input },
  ),
  defineStep(
    'tab',
    'Go to a tab, counted from 1: 2, { switch: 2 } or { close: 2 }.',
    z.union([
      tab,
      z.strictObject({ switch: tab.exactOptional(), close: tab.exactOptional() }).refine(...either('switch', 'close')),
    ]),
    (input) => (typeof input === 'number' ? { act: 'tab', switch: input } : { act: 'tab', ...input }),
  ),
  defineStep(
    'wait',
    'Wait for a text on the page, { for }, or for a time, { seconds }.',
    z
      .strictObject({ for: text.exactOptional(), seconds: z.number().positive().max(30).exactOptional() })
      .refine(...either('for', 'seconds')),
    (input) => ({ act: 'wait', ...input }),
  ),
  defineStep(
    'call',
    'Call a tool of a module under `tools`: its name, or { tool, with }.',
    z.union([
      text,
      z.strictObject({
        tool: text,
        with: z
          .record(z.string(), z.unknown())
          .exactOptional()
          .describe('Its input; texts may hold {{name}}. Numbers and true stay what they are: quote what is a text.'),
      }),
    ]),
    (input) =>
      typeof input === 'string'
        ? { act: 'call', tool: input, with: {} }
        : { act: 'call', tool: input.tool, with: input.with ?? {} },
  ),
  ...(['back', 'forward', 'reload'] as const).map((to) =>
    defineStep(to, `The browser's ${to} button: true.`, z.literal(true), () => ({ act: 'history', to })),
  ),
];
