/** Actions as lines to be compared: each says by which locator its element is found. Pure. */
import type { Action, Target } from './action.ts';
import { clean } from './clean.ts';
import { describeAction } from './describeAction.ts';

const MAX_LOCATOR = 200;

/** `click getByRole('button', { name: 'Log in' })` */
export function actionLine(action: Action): string {
  return describeAction(action, codeIn);
}

function codeIn({ locator, anchor }: Target): string {
  if (locator !== undefined) return clean(locator, MAX_LOCATOR);
  return anchor ? `${anchor.x}, ${anchor.y} in ${clean(anchor.locator, MAX_LOCATOR)}` : 'a point of the page';
}

/** What it takes to make the first list the second: each line behind `- `, `+ ` or two blanks. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  const lengths = before.map(() => after.map(() => 0));
  const longest = (a: number, b: number) => lengths[a]?.[b] ?? 0;
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--) {
      const row = lengths[a];
      if (row)
        row[b] = before[a] === after[b] ? longest(a + 1, b + 1) + 1 : Math.max(longest(a + 1, b), longest(a, b + 1));
    }
  const lines: string[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    if (a < before.length && before[a] === after[b]) {
      lines.push(`  ${before[a]}`);
      a++;
      b++;
    } else if (b >= after.length || (a < before.length && longest(a + 1, b) >= longest(a, b + 1)))
      lines.push(`- ${before[a++]}`);
    else lines.push(`+ ${after[b++]}`);
  }
  return lines;
}
