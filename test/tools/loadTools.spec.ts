/** Modules of tools as they are loaded: what is wrong with one is said at the line of the scenario that lists it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { loadTools } from '../../src/tools/custom/loadTools.ts';
import { toolModule } from '../support/toolModule.ts';

/** Loads modules that lie in a folder of the running test. */
function load(modules: Record<string, string>): ReturnType<typeof loadTools> {
  const folder = test.info().outputPath('tools');
  mkdirSync(folder, { recursive: true });
  const listed = Object.entries(modules).map(([name, text], index) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return { path: name, file, location: { file: '/s/a.yaml', line: index + 3, column: 5 } };
  });
  return loadTools(listed);
}

const tool = (fields: string) => toolModule(`export const it = defineTool({ ${fields} });`);
const GOOD = `name: 'seed', description: 'Seeds.', input: z.object({}), run() {}`;

test('every tool of every module is found, whatever else it exports, under the name by which it is imported', async () => {
  const { tools, problems } = await load({
    'a.mjs': toolModule(`
      export const HELPER = 1;
      export default defineTool({ name: 'one', description: 'One.', input: z.object({}), run() {} });
      export const second = defineTool({ name: 'two', description: 'Two.', input: z.object({}), run() {} });
    `),
    'b.mjs': toolModule(`
      import { seed } from './seed.mjs';
      export const three = defineTool({ name: 'three', description: 'Three.', input: z.object({}), run: seed });`),
    'seed.mjs': `export function seed() {}\n${tool(GOOD)}`,
  });

  expect(problems).toEqual([]);
  expect(tools.map(({ module, export: exported, spec }) => [module, exported, spec.name])).toEqual([
    ['a.mjs', 'default', 'one'],
    ['a.mjs', 'second', 'two'],
    ['b.mjs', 'three', 'three'],
    ['seed.mjs', 'it', 'seed'],
  ]);
});

test('an input is told as the JSON Schema of what may be given, unknown fields refused unless the tool takes them', async () => {
  const { tools } = await load({
    'a.mjs': tool(
      GOOD.replace(
        'z.object({})',
        `z.object({ age: z.number().default(3).describe('years'), note: z.string().trim().optional() })`,
      ),
    ),
    'b.mjs': tool(GOOD.replace('z.object({})', 'z.looseObject({})').replace('seed', 'open')),
  });

  expect(tools[0]?.spec.parameters).toMatchObject({
    type: 'object',
    properties: { age: { type: 'number', default: 3, description: 'years' }, note: { type: 'string' } },
    additionalProperties: false,
  });
  expect(tools[0]?.spec.parameters['required']).toBeUndefined();
  expect(tools[1]?.spec.parameters['additionalProperties']).toEqual({});
});

const REFUSED: { name: string; module: string; says: string | RegExp }[] = [
  {
    name: 'is no JavaScript',
    module: 'export const a = {',
    says: /^tools: a\.mjs could not be loaded: .+/,
  },
  {
    name: 'throws while it is loaded',
    module: `throw new Error('no MAILBOX_URL')`,
    says: 'tools: a.mjs could not be loaded: no MAILBOX_URL',
  },
  {
    name: 'needs a package that is not there',
    module: `import 'no-such-package';`,
    says: /could not be loaded: .*no-such-package/,
  },
  {
    name: 'exports nothing',
    module: 'const a = 1;',
    says: 'tools: a.mjs exports no tool: expected an export made by defineTool of uitest-agent, found no export',
  },
  {
    name: 'exports a plain object',
    module: `export const seed = { name: 'seed', description: 'x', run() {} }; export const b = 1;`,
    says: 'tools: a.mjs exports no tool: expected an export made by defineTool of uitest-agent, found only b, seed',
  },
  {
    name: 'has a tool with a name of ours',
    module: tool(GOOD.replace('seed', 'click')),
    says: 'tools: a.mjs exports it, a tool called "click": uitest has a tool of this name',
  },
  {
    name: 'has a tool that would end the run',
    module: tool(GOOD.replace('seed', 'finish')),
    says: 'tools: a.mjs exports it, a tool called "finish": uitest has a tool of this name',
  },
  {
    name: 'has a tool with a name that no host takes',
    module: tool(GOOD.replace('seed', 'seed user')),
    says: /a tool called "seed user": expected a name of letters, digits, _ and -/,
  },
  {
    name: 'has a tool without a description',
    module: tool(`name: 'seed', input: z.object({}), run() {}`),
    says: /it has no description: the model has to know what it does/,
  },
  {
    name: 'has a tool without run',
    module: tool(GOOD.replace('run() {}', '')),
    says: 'tools: a.mjs could not be loaded: defineTool: the tool "seed" has no run: expected a function',
  },
  {
    name: 'has a tool whose input is no object',
    module: tool(GOOD.replace('z.object({})', 'z.string()')),
    says: /its input is not z\.object\(\{ … \}\) of zod 4; uitest-agent exports the right z/,
  },
  {
    name: 'has a tool without input',
    module: tool(GOOD.replace('input: z.object({}),', '')),
    says: /its input is not/,
  },
  {
    name: 'has a tool whose input no JSON can hold',
    module: tool(GOOD.replace('z.object({})', 'z.object({ at: z.date() })')),
    says: /a model cannot be told of its input: Date cannot be represented in JSON Schema/,
  },
  {
    name: 'has a tool that may take for ever',
    module: tool(`${GOOD}, timeoutMs: Infinity`),
    says: /expected timeoutMs between 1 and 600000, found Infinity/,
  },
];
for (const { name, module, says } of REFUSED)
  test(`a module that ${name} is refused`, async () => {
    const { tools, problems } = await load({ 'a.mjs': module });

    expect(tools).toEqual([]);
    expect(problems).toMatchObject([{ location: { file: '/s/a.yaml', line: 3, column: 5 } }]);
    if (typeof says === 'string') expect(problems[0]?.message).toBe(says);
    else expect(problems[0]?.message).toMatch(says);
  });

test('two tools of the same name, and everything else that is wrong, are said at once', async () => {
  const { tools, problems } = await load({
    'a.mjs': tool(GOOD),
    'b.mjs': tool(GOOD),
    'c.mjs': 'export const a = 1;',
  });

  expect(tools).toHaveLength(1);
  expect(problems.map(({ location, message }) => [location.line, message])).toEqual([
    [4, 'tools: b.mjs exports it, a tool called "seed": another tool has this name: it of a.mjs'],
    [5, 'tools: c.mjs exports no tool: expected an export made by defineTool of uitest-agent, found only a'],
  ]);
});
