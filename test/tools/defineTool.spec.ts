/** What `uitest-agent` gives to those who write tools, called as a spec calls it: without uitest. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openToolbox } from '../../src/runner/openToolbox.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { defineTool, z } from '../../src/tools/custom/api.ts';
import { fences } from '../docs/page.ts';
import { folder } from '../scenario/folder.ts';
import { toolModule } from '../support/toolModule.ts';

const greet = defineTool({
  name: 'greet',
  description: 'Greets.',
  input: z.object({ name: z.string(), times: z.number().default(2) }),
  run: ({ name, times }) => ({ greeting: 'Hello '.repeat(times) + name }),
});

test('the input is checked, with its defaults put in, and what is given has its type', async () => {
  const { greeting } = await greet.run({ name: 'Ada' });

  expect(greeting.toUpperCase()).toBe('HELLO HELLO ADA');
});

test('an input that does not fit is refused in words before the tool runs', async () => {
  let ran = false;
  const tool = defineTool({
    name: 'seed',
    description: 'Seeds.',
    input: z.object({ name: z.string() }),
    run() {
      ran = true;
    },
  });
  const raw: object = { name: 1 };

  await expect(tool.run(raw as { name: string })).rejects.toThrow(/^seed: ✖ Invalid input: expected string/);
  expect(ran).toBe(false);
});

test('the caller’s signal ends it as well as its own time', async () => {
  const controller = new AbortController();
  let seen: AbortSignal | undefined;
  const waits = defineTool({
    name: 'waits',
    description: 'Waits.',
    input: z.object({}),
    run: (_, { signal }) =>
      new Promise<string>(() => {
        seen = signal;
      }),
  });

  const running = waits.run({}, { signal: controller.signal });
  controller.abort();

  await expect(running).rejects.toThrow('interrupted');
  expect(seen?.aborted).toBe(true);
});

test('the examples of the guide are a module that loads and a scenario that calls it rightly', async () => {
  const guide = readFileSync(new URL('../../docs/guide/tools.md', import.meta.url), 'utf8');
  const [module = ''] = fences(guide, 'js');
  const [scenario = ''] = fences(guide, 'yaml');
  const imports = /^import .* from 'uitest-agent';$/m;
  const source = toolModule(module.replace(imports, ''));
  const dir = folder({ 'a.yaml': scenario, 'tools/mailbox.mjs': source });

  const toolbox = await openToolbox(loadScenario(`${dir}/a.yaml`));

  expect(module).toMatch(imports);
  expect(toolbox.ownNames).toEqual(['fetch_code', 'read_mail', 'seed_user']);
});
