import { z } from 'zod';
import { TargetError, type Resolved } from '../browser/resolve.ts';
import { codeOf } from '../browser/locators.ts';
import type { Session } from '../browser/session.ts';
import type { Target } from '../core/action.ts';
import { gradeOfCode, WEAKNESS } from '../core/grade.ts';
import { parseLocator, renderLocator } from '../core/locatorText.ts';
import { escapeRegex } from '../core/pattern.ts';
import { isAimed, target, whereOf } from './target.ts';
import { defineTool } from './tool.ts';

const MAX_UP = 5;

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
            (locator) => session.reach({ locator: codeOf(locator) }),
            () => {
              throw new TargetError(
                `the value ${JSON.stringify(value)} stands nowhere on the page: take it as it is written there`,
              );
            },
          );
    const shown = await readText(resolved.locator);
    if (!shown.includes(value))
      throw new TargetError(
        `the target shows ${JSON.stringify(shown.slice(0, 200))}, which does not hold ${JSON.stringify(value)}`,
      );
    const { locator, target } = await namedWithoutValue(session, resolved, value);
    const pattern = patternFor(await readText(locator), value);
    return {
      action: {
        kind: 'extract',
        name,
        value,
        target: values.keepTarget(target),
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

/** A locator that names the value itself finds no other one the next time: then the nearest ancestor that is named without it. */
async function namedWithoutValue(session: Session, resolved: Resolved, value: string): Promise<Resolved> {
  const holds = ({ locator, anchor }: Target) =>
    texts(locator ?? anchor?.locator ?? '').some((text) => text.includes(value));
  if (!holds(resolved.target)) return resolved;
  const chain = parseLocator(resolved.target.locator ?? '');
  const frame = chain.slice(0, chain.findLastIndex(({ method }) => method === 'contentFrame') + 1);
  for (const words of await wordsBeside(resolved, value)) {
    const found = session.reach({ locator: renderLocator([...frame, { method: 'getByText', args: [words] }]) });
    // The same element, and no other.
    const both = [await found.locator.count(), await found.locator.and(resolved.locator).count()];
    if (both.every((count) => count === 1)) return found;
  }
  for (let up = 1; up <= MAX_UP; up++) {
    const ancestor = resolved.locator.locator(`xpath=ancestor::*[${up}]`);
    const code = await ancestor.normalize().then(codeOf, () => undefined);
    if (code === undefined || holds({ locator: code }) || gradeOfCode(code).why !== undefined) continue;
    const found = session.reach({ locator: code });
    if ((await found.locator.count()) === 1) return found;
  }
  const { target } = resolved;
  return { ...resolved, target: { ...target, fragile: target.fragile ?? WEAKNESS.value } };
}

/** What stands before and after the value in its element, as far as it can name something. */
async function wordsBeside({ locator }: Resolved, value: string): Promise<string[]> {
  const line = (await readText(locator)).split('\n').find((each) => each.includes(value)) ?? '';
  const at = line.indexOf(value);
  return [line.slice(0, at), line.slice(at + value.length)]
    .map((words) => words.trim())
    .filter((words) => words.length > 2);
}

/** Every text that a locator names. */
function texts(code: string): string[] {
  const found: string[] = [];
  if (code !== '')
    renderLocator(parseLocator(code), (text) => {
      found.push(text);
      return '';
    });
  return found;
}

/** A regular expression that finds the value again by what stands around it, as few lines of it as will do. Its first group is the value. */
function patternFor(text: string, value: string): string | undefined {
  if (text.trim() === value) return undefined;
  const at = text.indexOf(value);
  const after = (text.slice(at + value.length).split('\n')[0] ?? '').slice(0, 40);
  const behind = after === '' ? '(?:\\n|$)' : escapeRegex(after);
  const before = text.slice(0, at).split('\n');
  const patterns = [1, 2, 3, 4].map(
    (lines) => `${escapeRegex(before.slice(-lines).join('\n').slice(-80))}(.+?)${behind}`,
  );
  return patterns.find((pattern) => new RegExp(pattern).exec(text)?.[1] === value) ?? patterns[0];
}
