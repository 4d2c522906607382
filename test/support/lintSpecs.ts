/** What ESLint says of specs with the rules that Playwright's plugin recommends, and nothing of this repository. */
import { ESLint } from 'eslint';
import playwright from 'eslint-plugin-playwright';
// @ts-ignore: this module comes without types.
import parser from '@babel/eslint-parser';

const recommended = playwright.configs['flat/recommended'];

const linter = new ESLint({
  cwd: '/',
  overrideConfigFile: true,
  overrideConfig: {
    ...recommended,
    files: ['**/*.{ts,js}'],
    languageOptions: {
      ...recommended.languageOptions,
      parser,
      parserOptions: {
        requireConfigFile: false,
        babelOptions: { configFile: false, babelrc: false, parserOpts: { plugins: ['typescript'] } },
      },
    },
    // A rule that is switched off for nothing is a complaint too.
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
});

/** Name of a spec → its text, in; `name:line rule: message`, out: warnings as well. */
export async function lintSpecs(specs: Record<string, string>): Promise<string[]> {
  const found = [];
  for (const [name, text] of Object.entries(specs)) {
    const [result] = await linter.lintText(text, { filePath: `/e2e/${name}` });
    for (const { line, ruleId, message } of result?.messages ?? []) found.push(`${name}:${line} ${ruleId}: ${message}`);
  }
  return found;
}
