/**
 * A tool that a project writes for its own scenarios. Nothing but zod is loaded here: a spec that calls the tool loads
 * this file too, in a plain Playwright suite.
 */
import { z } from 'zod';

/** By a registered symbol: a project's module may have another copy of this package than the one that runs the scenario. */
const MARK = Symbol.for('uitest-agent.tool');

export const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_VALUE = 2_000;
const NAME = /^[A-Za-z_][\w-]{0,99}$/;

export interface ToolRun {
  /** Aborted when the time is up or the run is interrupted: hand it to `fetch` and the like. */
  signal: AbortSignal;
}

/** Nothing, a text for the model, or values: each field is remembered, and later steps name it `{{field}}`. */
export type ToolGives = void | string | Record<string, string>;

export interface ToolDefinition<Input extends z.ZodObject, Gives extends ToolGives> {
  /** As the model calls it: `fetch_code`. */
  name: string;
  /** What it does and when to use it, for the model. */
  description: string;
  /** `z.object({ … })`; what each field means stands in `.describe('…')`. */
  input: Input;
  /** Default: 30,000. */
  timeoutMs?: number;
  /** Throws an `Error` whose message says what went wrong: the model is told. */
  run(input: z.output<Input>, run: ToolRun): Gives | Promise<Gives>;
}

export interface DefinedTool<Input extends z.ZodObject = z.ZodObject, Gives extends ToolGives = ToolGives> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  readonly timeoutMs: number;
  /** Checks the input, runs within the time allowed, checks what comes back: the same in a run, a replay and a spec. */
  run(input: z.input<Input>, run?: Partial<ToolRun>): Promise<Gives>;
}

export function defineTool<Input extends z.ZodObject, Gives extends ToolGives>(
  definition: ToolDefinition<Input, Gives>,
): DefinedTool<Input, Gives> {
  const { name, description, input, timeoutMs = DEFAULT_TIMEOUT_MS } = definition;
  // In a module of plain JavaScript nothing else says so before the tool is called.
  if (typeof definition.run !== 'function')
    throw new TypeError(`defineTool: the tool ${JSON.stringify(name)} has no run: expected a function`);
  const tool: DefinedTool<Input, Gives> = {
    name,
    description,
    input,
    timeoutMs,
    async run(raw, { signal } = {}) {
      const parsed = await input.safeParseAsync(raw);
      if (!parsed.success) throw new TypeError(`${name}: ${z.prettifyError(parsed.error)}`);
      const timeUp = AbortSignal.timeout(timeoutMs);
      const either = signal ? AbortSignal.any([signal, timeUp]) : timeUp;
      const given = await Promise.race([
        definition.run(parsed.data, { signal: either }),
        aborted(either, () => (timeUp.aborted ? `${name} was not done within ${timeoutMs / 1_000} s` : 'interrupted')),
      ]);
      assertGives(name, given);
      return given;
    },
  };
  return Object.defineProperty(tool, MARK, { value: 1 });
}

export function isDefinedTool(value: unknown): value is DefinedTool {
  return typeof value === 'object' && value !== null && MARK in value;
}

function aborted(signal: AbortSignal, why: () => string): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () => reject(new Error(why()));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

/** A module is not always type-checked: what it gives is looked at before anybody builds on it. */
function assertGives(name: string, given: unknown): void {
  if (given === undefined || typeof given === 'string') return;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new TypeError(
      `${name} returned ${given === null ? 'null' : Array.isArray(given) ? 'a list' : `a ${typeof given}`}: expected nothing, a text, or an object of texts such as { code: '123456' }`,
    );
  for (const [field, value] of Object.entries(given)) {
    if (!NAME.test(field) || field === '__proto__')
      throw new TypeError(
        `${name} returned a field called ${JSON.stringify(field.slice(0, 60))}: expected a name of letters, digits, _ and -`,
      );
    if (typeof value !== 'string')
      throw new TypeError(`${name} returned ${field} as ${value === null ? 'null' : typeof value}: expected a text`);
    if (value.length > MAX_VALUE)
      throw new TypeError(
        `${name} returned ${field} with ${value.length} characters: expected at most ${MAX_VALUE}; return a long text as the text itself`,
      );
  }
}
