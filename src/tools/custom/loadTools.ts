/** The modules that a scenario lists under `tools:` → its tools, or everything that is wrong with them at once. Here code of the project runs. */
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { messageOf } from '../../core/error.ts';
import type { ToolSpec } from '../../core/message.ts';
import type { Location, ToolModule } from '../../core/scenario.ts';
import { TOOL_SPECS } from '../all.ts';
import { strictly } from '../tool.ts';
import { isDefinedTool, type DefinedTool } from './defineTool.ts';

export interface LoadedTool {
  /** As the scenario lists it. */
  module: string;
  /** The name under which the module exports it. */
  export: string;
  defined: DefinedTool;
  /** Its input, with unknown fields refused as ours refuse them. */
  input: z.ZodObject;
  spec: ToolSpec;
}

export interface ToolProblem {
  location: Location;
  message: string;
}

const LOAD_MS = 30_000;
/** A module that waits for hours at its top would otherwise look like a run. */
const MAX_TIMEOUT_MS = 600_000;
/** What Kimi's hosts take as the name of a function. */
const NAME = /^[A-Za-z_][\w-]{0,63}$/;

export async function loadTools(
  modules: readonly ToolModule[],
): Promise<{ tools: LoadedTool[]; problems: ToolProblem[] }> {
  const tools: LoadedTool[] = [];
  const problems: ToolProblem[] = [];
  const taken = new Map(TOOL_SPECS.map(({ name }) => [name, 'uitest has a tool of this name']));
  for (const { path, file, location } of modules) {
    const wrong = (message: string) => problems.push({ location, message: `tools: ${path} ${message}` });
    const exported = await importModule(file).catch((error: unknown) => {
      wrong(`could not be loaded: ${whyNot(error)}`);
    });
    if (!exported) continue;
    const found = Object.entries(exported).filter((entry): entry is [string, DefinedTool] => isDefinedTool(entry[1]));
    if (found.length === 0) wrong(noTools(Object.keys(exported)));
    for (const [name, defined] of found) {
      const read = readTool(defined);
      const problem = 'problem' in read ? read.problem : taken.get(defined.name);
      if (problem !== undefined) wrong(`exports ${name}, a tool called ${JSON.stringify(defined.name)}: ${problem}`);
      if ('problem' in read || problem !== undefined) continue;
      taken.set(defined.name, `another tool has this name: ${name} of ${path}`);
      tools.push({ module: path, export: name, defined, ...read });
    }
  }
  return { tools, problems };
}

async function importModule(file: string): Promise<object> {
  const timeUp = AbortSignal.timeout(LOAD_MS);
  const late = new Promise<never>((_, reject) => {
    timeUp.addEventListener('abort', () => reject(new Error(`it was not ready after ${LOAD_MS / 1_000} s`)));
  });
  const loaded: unknown = await Promise.race([import(pathToFileURL(file).href), late]);
  return typeof loaded === 'object' && loaded !== null ? loaded : {};
}

function whyNot(error: unknown): string {
  const message = messageOf(error).split('\n')[0] ?? '';
  const hint = /Cannot find (package|module) 'uitest-agent'/.test(message)
    ? '. Install it in the project: npm install --save-dev uitest-agent'
    : '';
  // Node names the place of a syntax error only at the head of its stack.
  const place = error instanceof SyntaxError ? /^file:\/\/\S+:(\d+)\n/.exec(error.stack ?? '')?.[1] : undefined;
  return `${message}${place === undefined ? '' : ` (line ${place})`}${hint}`;
}

function noTools(exported: readonly string[]): string {
  const found = exported.length === 0 ? 'no export' : `only ${exported.slice(0, 6).join(', ')}`;
  return `exports no tool: expected an export made by defineTool of uitest-agent, found ${found}`;
}

function readTool({
  name,
  description,
  input,
  timeoutMs,
}: DefinedTool): Pick<LoadedTool, 'input' | 'spec'> | { problem: string } {
  const problem = (message: string) => ({ problem: message });
  if (typeof name !== 'string' || !NAME.test(name))
    return problem('expected a name of letters, digits, _ and - that begins with a letter, at most 64');
  if (typeof description !== 'string' || description.trim() === '')
    return problem('it has no description: the model has to know what it does and when to use it');
  if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMEOUT_MS))
    return problem(`expected timeoutMs between 1 and ${MAX_TIMEOUT_MS}, found ${String(timeoutMs)}`);
  if (!isObjectSchema(input))
    return problem('its input is not z.object({ … }) of zod 4; uitest-agent exports the right z');
  try {
    const strict = strictly(input);
    const parameters = z.toJSONSchema(strict, { io: 'input', override: describe });
    return { input: strict, spec: { name, description, parameters } };
  } catch (error) {
    return problem(`a model cannot be told of its input: ${messageOf(error)}`);
  }
}

/** Another copy of zod keeps its descriptions to itself: there the schema says it. */
function describe({ zodSchema, jsonSchema }: { zodSchema: object; jsonSchema: { description?: string } }): void {
  if (jsonSchema.description === undefined && 'description' in zodSchema && typeof zodSchema.description === 'string')
    jsonSchema.description = zodSchema.description;
}

/** By its form: the schema may come from another copy of zod. */
function isObjectSchema(input: unknown): input is z.ZodObject {
  const { _zod: inner, strict } = (input ?? {}) as { _zod?: { def?: { type?: unknown } }; strict?: unknown };
  return inner?.def?.type === 'object' && typeof strict === 'function';
}
