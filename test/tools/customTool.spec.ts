/** What leaves a tool of the scenario has passed the redactor, whoever called it: a replay tells nobody else. */
import { writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { redactor } from '../../src/core/redact.ts';
import { performTool, type Called } from '../../src/tools/custom/customTool.ts';
import { loadTools } from '../../src/tools/custom/loadTools.ts';
import { toolModule } from '../support/toolModule.ts';

const SECRET = 'canary-4711';

async function called(run: string, input: object = {}): Promise<Called> {
  const file = test.info().outputPath('a.mjs');
  const text = `export const it = defineTool({ name: 'it', description: 'It.', input: z.object({}), ${run} });`;
  writeFileSync(file, toolModule(text));
  const { tools } = await loadTools([{ path: 'a.mjs', file, location: { file, line: 1, column: 1 } }]);
  const [tool] = tools;
  if (!tool) throw new Error('no tool');
  return performTool(tool, input, { redact: redactor({ key: SECRET }), isTaken: () => false });
}

for (const [what, run] of [
  ['a text', `run: () => 'the key is ${SECRET}'`],
  ['a value', `run: () => ({ key: 'x${SECRET}' })`],
] as const)
  test(`${what} that it gives has the name of a secret in place of its value`, async () => {
    const { text, values } = await called(run);

    expect(text).toContain('{{secret:key}}');
    expect(JSON.stringify([text, values])).not.toContain(SECRET);
  });

test('so has what it throws, and what is said of an input that does not fit', async () => {
  await expect(called(`run() { throw new Error('401 for ${SECRET}'); }`)).rejects.toThrow(
    'it failed: 401 for {{secret:key}}',
  );
  await expect(called('run() {}', { [SECRET]: 1 })).rejects.toThrow('Unrecognized key: "{{secret:key}}"');
});
