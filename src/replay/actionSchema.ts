/** An action as a recording holds it: checked when it is read, defaults put in. */
import { z } from 'zod';
import type { Action, Place } from '../core/action.ts';
import { parseLocator } from '../core/locatorText.ts';
import { DEFAULT_TIMEOUT_MS } from '../tools/custom/defineTool.ts';
import { MAX_TIMES } from '../tools/press.ts';

const locator = z.string().refine(
  (code) => {
    try {
      parseLocator(code);
      return true;
    } catch {
      return false;
    }
  },
  { error: "expected locator code such as getByRole('button', { name: 'Save' })" },
);
const pattern = z.string().refine(
  (source) => {
    try {
      return new RegExp(source) instanceof RegExp;
    } catch {
      return false;
    }
  },
  { error: 'expected a regular expression' },
);
const target = z
  .strictObject({
    locator: locator.optional(),
    anchor: z.strictObject({ locator, x: z.number(), y: z.number() }).optional(),
    role: z.string().optional(),
    fragile: z.string().optional(),
    fallbacks: z.array(locator).optional(),
  })
  .refine(({ locator: code, anchor }) => code !== undefined || anchor !== undefined, {
    error: 'expected locator or anchor',
  });

const DIALOGS = ['alert', 'confirm', 'prompt', 'beforeunload'] as const;
export const placeSchema = z
  .strictObject({
    page: z.string().optional(),
    tab: z.int().min(1).optional(),
    dialog: z.enum(DIALOGS).optional(),
  })
  .transform((read) => JSON.parse(JSON.stringify(read)) as Place);
/** What every action may say of where it is done and where it leads to. */
const around = { on: placeSchema.optional(), leads: placeSchema.optional() };

const started = {
  opens: z.literal(true).optional(),
  downloads: z.literal(true).optional(),
  closes: z.literal(true).optional(),
};
const held = z.enum(['after', 'before']).default('after');
const found = z.string().default('');
const text = z.string();

const checks = z.discriminatedUnion('check', [
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('text'),
    text,
    target: target.optional(),
    exact: z.boolean().default(false),
  }),
  z.strictObject({ ...around, kind: z.literal('verify'), held, found, check: z.enum(['visible', 'hidden']), target }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.enum(['visible-text', 'hidden-text']),
    text,
  }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('value'),
    target,
    value: z.string().default(''),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('checked'),
    target,
    checked: z.boolean(),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('count'),
    target,
    count: z.number().default(1),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('count-text'),
    text,
    count: z.number().default(1),
  }),
  z.strictObject({ ...around, kind: z.literal('verify'), held, found, check: z.literal('url'), url: text }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('title'),
    title: z.string().default(''),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('verify'),
    held,
    found,
    check: z.literal('download'),
    name: text,
    contains: z.string().optional(),
    bytes: z.number().int().min(0).optional(),
  }),
]);

const actions = z.discriminatedUnion('kind', [
  checks,
  z.strictObject({
    ...around,
    kind: z.literal('click'),
    target,
    button: z.enum(['left', 'right', 'middle']).default('left'),
    count: z.number().default(1),
    modifiers: z.array(z.enum(['Alt', 'Control', 'ControlOrMeta', 'Meta', 'Shift'])).default([]),
    tap: z.literal(true).optional(),
    ...started,
  }),
  z.strictObject({
    ...around,
    kind: z.literal('type'),
    target: target.optional(),
    text: z.string().default(''),
    clear: z.boolean().default(true),
    submit: z.boolean().default(false),
    atEnd: z.literal(true).optional(),
    ...started,
  }),
  z.strictObject({ ...around, kind: z.literal('navigate'), url: text }),
  z.strictObject({ ...around, kind: z.literal('history'), to: z.enum(['back', 'forward', 'reload']) }),
  z.strictObject({
    ...around,
    kind: z.literal('press'),
    keys: text,
    target: target.optional(),
    times: z.int().min(1).max(MAX_TIMES).optional(),
    ...started,
  }),
  z.strictObject({
    ...around,
    kind: z.literal('select'),
    target,
    options: z.array(z.string()),
    clicks: z.array(target).min(1).optional(),
  }),
  z.strictObject({ ...around, kind: z.literal('check'), target, checked: z.boolean() }),
  z.strictObject({ ...around, kind: z.literal('hover'), target }),
  z.strictObject({
    ...around,
    kind: z.literal('drag'),
    from: target,
    to: target,
    steps: z.int().min(1).max(MAX_TIMES).optional(),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('scroll'),
    target: target.optional(),
    dx: z.number(),
    dy: z.number(),
    until: text.optional(),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('upload'),
    target,
    files: z.array(z.strictObject({ name: text, path: z.string().default('') })),
    via: z.enum(['field', 'chooser', 'drop']).optional(),
  }),
  z.strictObject({ ...around, kind: z.literal('tab'), switch: z.number().optional(), close: z.number().optional() }),
  z.strictObject({
    ...around,
    kind: z.literal('dialog'),
    dialog: z.enum(DIALOGS),
    accept: z.boolean(),
    text: z.string().optional(),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('wait'),
    for: z.union([
      z.strictObject({ text }),
      z.strictObject({ target }),
      z.strictObject({ download: z.literal(true) }),
      z.strictObject({ seconds: z.number() }),
    ]),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('extract'),
    name: text,
    value: z.string().default(''),
    target: target.optional(),
    pattern: pattern.optional(),
  }),
  z.strictObject({
    ...around,
    kind: z.literal('tool'),
    module: text,
    export: text,
    tool: text,
    input: z.record(z.string(), z.json()).default({}),
    gives: z.array(z.string()).default([]),
    timeoutMs: z.number().positive().default(DEFAULT_TIMEOUT_MS),
  }),
  z.strictObject({
    kind: z.literal('opinion'),
    claim: text,
    holds: z.literal(true).default(true),
    reason: text.default(''),
  }),
]);

/** `exactOptionalPropertyTypes` and zod's `| undefined` are reconciled here, at the edge: absent keys stay absent. */
export const actionSchema = actions.transform((parsed) => JSON.parse(JSON.stringify(parsed)) as Action);
