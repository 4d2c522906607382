import { z } from 'zod';
import { TargetError, type Resolved } from '../browser/resolve.ts';
import { escapeRegex } from '../core/pattern.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

export const extract = defineTool({
  name: 'extract',
  description:
    'Remember a value that stands on the page; later steps name it {{name}}. Give the element that shows it as target.',
  input: target.extend({ name: z.string().regex(/^[A-Za-z_][\w-]*$/), value: z.string().min(1).max(2_000) }),

  async run({ session, values }, { name, value, ...where }) {
    const resolved = isAimed(where)
      ? await session.resolve(whereOf(where))
      : await session.page
          .getByText(value)
          .filter({ visible: true })
          .first()
          .normalize()
          .then(
            (locator) => session.reach({ locator: locator.toString() }),
            () => {
              throw new TargetError(
                `the value ${JSON.stringify(value)} stands nowhere on the page: take it as it is written there`,
              );
            },
          );
    const { locator } = resolved;
    const isField = await locator.evaluate(
      (element) => 'value' in element && element.matches('input, textarea, select'),
    );
    const text = isField ? await locator.inputValue() : await locator.innerText();
    const at = text.indexOf(value);
    if (at === -1)
      throw new TargetError(
        `the target shows ${JSON.stringify(text.slice(0, 200))}, which does not hold ${JSON.stringify(value)}`,
      );
    const pattern = text.trim() === value ? undefined : around(text.slice(0, at), text.slice(at + value.length));
    return {
      action: {
        kind: 'extract',
        name,
        value,
        target: values.keepTarget(resolved.target),
        ...(pattern ? { pattern } : {}),
      },
      text: `${name} is ${JSON.stringify(value)}`,
      effects: { navigated: false },
    };
  },
});

/** What an element shows: a field's value, anything else's text. */
async function readText(locator: Resolved['locator']): Promise<string> {
  const isField = await locator.evaluate((element) => element.matches('input, textarea, select'));
  return isField ? locator.inputValue() : locator.innerText();
}

/** Reads an extracted value again; throws `TargetError` when what is shown no longer has its form. */
export async function readValue(locator: Resolved['locator'], pattern: string | undefined): Promise<string> {
  const text = await readText(locator);
  if (pattern === undefined) return text.trim();
  const value = new RegExp(pattern).exec(text)?.[1];
  if (value === undefined)
    throw new TargetError(`expected a text of the form ${pattern}, found ${JSON.stringify(text.slice(0, 200))}`);
  return value;
}

/** A regular expression that finds the value again by what stands before and after it on its line. Its first group is the value. */
function around(before: string, after: string): string {
  const ahead = escapeRegex((before.split('\n').at(-1) ?? '').slice(-40));
  const behind = escapeRegex((after.split('\n')[0] ?? '').slice(0, 40));
  return `${ahead}(.+?)${behind === '' ? '(?:\\n|$)' : behind}`;
}
