/** What a tool is. One tool, one object, one place; the input schema is also what the model is told. */
import { z } from 'zod';
import type { Action } from '../core/action.ts';
import type { Effects } from '../browser/effects.ts';
import type { Session } from '../browser/session.ts';
import type { Values } from './values.ts';

export interface ToolContext {
  session: Session;
  values: Values;
  /** Of the run: whoever waits for something outside the page ends with it. */
  signal?: AbortSignal;
}

export interface ToolOutcome {
  /** What was really done, for recording and spec; absent for looking (`find`). */
  action?: Action;
  /** For the model: what came of it. */
  text: string;
  effects?: Effects;
  elements?: string;
  /** Values that it gave: later texts name them. */
  values?: Record<string, string>;
}

export interface Tool {
  name: string;
  description: string;
  input: z.ZodType;
  /** Whether the call aims at the screen that the model saw: such a call is not run once that screen is gone. */
  aims(input: unknown): boolean;
  /** Input as it came from the model, already JSON. Throws `ToolInputError`, `TargetError`, `VerifyError`. */
  run(context: ToolContext, input: unknown): Promise<ToolOutcome>;
}

/** The input does not fit the schema: told to the model with the schema's line. */
export class ToolInputError extends Error {
  override readonly name = 'ToolInputError';
}

interface ToolDefinition<Input extends z.ZodObject> {
  name: string;
  description: string;
  input: Input;
  run(context: ToolContext, input: z.output<Input>): Promise<ToolOutcome>;
}

/** Unknown fields are refused, unless the schema says itself what may stand beside its own. */
export function strictly(input: z.ZodObject): z.ZodObject {
  return input.def.catchall === undefined ? input.strict() : input;
}

export function defineTool<Input extends z.ZodObject>({ name, description, input, run }: ToolDefinition<Input>): Tool {
  const strict = input.strict();
  return {
    name,
    description,
    input: strict,
    aims: hasTarget,
    async run(context, raw) {
      const parsed = strict.safeParse(raw);
      if (!parsed.success) throw new ToolInputError(explain(name, parsed.error, strict));
      const { redact } = context.session;
      try {
        const outcome = await run(context, parsed.data as z.output<Input>);
        return { ...outcome, text: redact(outcome.text) };
      } catch (error) {
        // Messages quote the page, and Playwright's quote what was typed.
        if (error instanceof Error) {
          error.message = redact(error.message);
          if (error.stack !== undefined) error.stack = redact(error.stack);
        }
        throw error;
      }
    },
  };
}

/** Also where the target stands inside another field. */
function hasTarget(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null) return false;
  return Object.hasOwn(raw, 'ref') || Object.hasOwn(raw, 'x') || Object.values(raw).some(hasTarget);
}

export function explain(name: string, error: z.ZodError, schema: z.ZodObject): string {
  const problems = error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`);
  return `${name}: ${problems.join('; ')}. Its input is { ${fieldsOf(schema)} }`;
}

/** `ref?: string, x?: number` */
function fieldsOf(schema: z.ZodObject): string {
  return Object.entries(schema.shape)
    .map(([key, field]) => {
      const { type, enum: options } = z.toJSONSchema(field, { io: 'input', unrepresentable: 'any' });
      const optional = field.safeParse(undefined).success ? '?' : '';
      return `${key}${optional}: ${options ? options.join('|') : String(type ?? 'value')}`;
    })
    .join(', ');
}
