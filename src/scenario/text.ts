/** Texts and names, as every part of a scenario takes them. A custom message in the schema is what was expected, as a noun. */
import { z } from 'zod';

/** `1042` without quotes is a text too: it is taken as it is written (shapeProblems.ts), so `1.50` stays `1.50`. */
const UNQUOTED = { type: ['string', 'number', 'boolean'] };

export const anyText = z.string().meta(UNQUOTED);
export const text = z.string().min(1).max(5000).meta(UNQUOTED);

const RESERVED = new Set(['__proto__', 'prototype', 'constructor', 'unique', 'secret']);

/** What may stand between the braces of `{{name}}`. */
export const name = z
  .string()
  .regex(/^[A-Za-z_][\w-]{0,99}$/, 'a name of letters, digits, `_` and `-` that begins with a letter or `_`')
  .refine((word) => !RESERVED.has(word), 'another name: this one is reserved');

/** No map of names grows beyond this: whoever needs more tests with a list of data, not with names. */
export const fewNames: [(map: object) => boolean, string] = [
  (map) => Object.keys(map).length <= 500,
  'at most 500 names',
];

/** One of two keys, exactly: what `refine` takes. */
export function either(one: string, other: string): [(map: object) => boolean, string] {
  return [(map) => Object.hasOwn(map, one) !== Object.hasOwn(map, other), `either \`${one}\` or \`${other}\``];
}

/** The same object without the keys that are undefined. */
export function given<T extends object>(object: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
