/** What a suite says of itself when it lists its tests. */
import { z } from 'zod';

/** Environment variable that names the file for the facts. */
export const SUITE_VARIABLE = 'UITEST_SUITE';

const pattern = z.union([z.string(), z.object({ source: z.string(), flags: z.string() })]);

export const suiteFacts = z.object({
  /** Whether it starts an application by itself. */
  webServer: z.boolean(),
  projects: z.array(
    z.object({
      name: z.string(),
      /** Absolute. */
      testDir: z.string(),
      testMatch: z.array(pattern),
      use: z.record(z.string(), z.unknown()),
    }),
  ),
  tests: z.array(z.object({ file: z.string(), project: z.string() })),
  errors: z.array(z.string()),
});

export type SuiteFacts = z.output<typeof suiteFacts>;
export type TestPattern = z.output<typeof pattern>;

/** Whether a file is one of the suite's, as Playwright Test decides it: a glob or a pattern of the whole path. */
export function matches(file: string, patterns: readonly TestPattern[]): boolean {
  const plain = file.replaceAll('\\', '/');
  return patterns.some((each) =>
    typeof each === 'string' ? globPattern(each).test(plain) : new RegExp(each.source, each.flags).test(plain),
  );
}

const GROUPS = { '@': '', '?': '?', '*': '*', '+': '+' } as const;

/** The globs that people write in `testMatch`: stars, sets, braces and groups of alternatives. */
function globPattern(glob: string): RegExp {
  const closing: string[] = [];
  let code = '';
  for (let at = 0; at < glob.length; at++) {
    const mark = glob[at] ?? '';
    const group = glob[at + 1] === '(' && mark in GROUPS ? GROUPS[mark as keyof typeof GROUPS] : undefined;
    if (group !== undefined) {
      code += '(?:';
      closing.push(`)${group}`);
      at++;
    } else if (mark === '*' && glob[at + 1] === '*') {
      code += glob[at + 2] === '/' ? '(?:.*/)?' : '.*';
      at += glob[at + 2] === '/' ? 2 : 1;
    } else if (mark === '*') code += '[^/]*';
    else if (mark === '?') code += '[^/]';
    else if (mark === '{') {
      code += '(?:';
      closing.push(')');
    } else if ((mark === '}' || mark === ')') && closing.length > 0) code += closing.pop() ?? '';
    else if (closing.length > 0 && (mark === '|' || mark === ',')) code += '|';
    else if (mark === '[') {
      const end = glob.indexOf(']', at);
      code += end === -1 ? '\\[' : glob.slice(at, end + 1).replace('[!', '[^');
      at = end === -1 ? at : end;
    } else code += mark.replace(/[\\^$.+()|[\]{}]/g, '\\$&');
  }
  return new RegExp(`^(?:.*/)?${code}$`);
}
