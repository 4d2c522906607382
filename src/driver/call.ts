/** One tool call: from the model's JSON to a result that it is told. The model's mistakes end here, as `{ ok: false }`. */
import { MovedError, TargetError } from '../browser/resolve.ts';
import { VerifyError } from '../browser/expectation.ts';
import type { Effects, Session } from '../browser/session.ts';
import { UitestError, messageOf } from '../core/error.ts';
import type { ToolCall } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import type { ToolResult } from '../journal/event.ts';
import { ToolFailure } from '../tools/custom/customTool.ts';
import { ToolInputError } from '../tools/tool.ts';
import { obstacleIn } from './obstacle.ts';
import type { Toolbox } from '../tools/toolbox.ts';
import type { Values } from '../tools/values.ts';

/** What the driver knows of a call once it was answered. */
export interface Answer {
  result: ToolResult;
  effects?: Effects;
  /** The model's own mistake, not the page's answer: counted against its patience. */
  mistake: boolean;
  /** Values that a tool of the scenario gave. */
  values?: Record<string, string>;
  /** A tool of the scenario failed by itself. */
  toolFailed?: true;
  /** The call ended the run. */
  outcome?: Outcome;
}

/** The call's input as JSON; the error text says what was wrong. */
export function inputOf(call: ToolCall): { input: object } | { error: string } {
  const text = call.arguments.trim() === '' ? '{}' : call.arguments;
  try {
    const input: unknown = JSON.parse(text);
    return typeof input === 'object' && input !== null && !Array.isArray(input)
      ? { input }
      : { error: `${call.name}: expected a JSON object as input, found ${text.slice(0, 100)}` };
  } catch (error) {
    return { error: `${call.name}: its input is not JSON (${messageOf(error)}): ${text.slice(0, 200)}` };
  }
}

/** That such an element is there is all that these say: with a pattern for its digits they would hold of another one too. */
const CLAIMS_A_NAME: ReadonlySet<string> = new Set(['verify_visible', 'verify_hidden']);

export async function carryOut(
  call: ToolCall,
  { session, values, toolbox, signal }: { session: Session; values: Values; toolbox: Toolbox; signal: AbortSignal },
): Promise<Answer> {
  const tool = toolbox.named(call.name);
  if (!tool)
    return mistake(
      `unknown tool ${JSON.stringify(call.name.slice(0, 80))}; there are ${toolbox.specs.map(({ name }) => name).join(', ')}`,
    );
  const parsed = inputOf(call);
  if ('error' in parsed) return mistake(parsed.error);
  try {
    const { spoken } = values;
    session.speaksOf(spoken.text, spoken.values, {
      exactly: CLAIMS_A_NAME.has(call.name),
      // An assertion is true of what it names, or false: it has no other way.
      fallbacks: !call.name.startsWith('verify_'),
    });
    const outcome = await tool.run({ session, values, signal }, parsed.input);
    const { action, text, effects, elements } = outcome;
    return {
      mistake: false,
      ...(effects ? { effects } : {}),
      ...(outcome.values ? { values: outcome.values } : {}),
      result: { ok: true, text, ...(action ? { action } : {}), ...(elements === undefined ? {} : { elements }) },
    };
  } catch (error) {
    if (error instanceof MovedError) return { mistake: false, result: { ok: false, text: error.message } };
    if (error instanceof ToolInputError || error instanceof TargetError) return mistake(error.message);
    if (error instanceof ToolFailure)
      return { mistake: false, toolFailed: true, result: { ok: false, text: error.message } };
    if (error instanceof VerifyError)
      return {
        mistake: false,
        result: {
          ok: false,
          text: error.message,
          expected: error.expected,
          found: error.found,
          ...(error.target ? { target: error.target } : {}),
          ...(error.near === undefined ? {} : { near: error.near }),
        },
      };
    if (error instanceof UitestError) {
      if (error.reason === 'guard.refused') return mistake(error.message);
      throw error;
    }
    return { mistake: false, result: { ok: false, text: whatStoodInTheWay(error, session) } };
  }
}

function mistake(text: string): Answer {
  return { mistake: true, result: { ok: false, text } };
}

/** What kept the element from being acted on, else the first line of what was thrown; a page or browser that is gone is thrown on. */
function whatStoodInTheWay(error: unknown, session: Session): string {
  const message = messageOf(error).replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
  if (/Target crashed|Page crashed/.test(message))
    throw new UitestError('browser.crashed', 'the page crashed while it was acted on', { cause: error });
  if (/has been closed|Browser closed|Connection closed/.test(message) && session.page.isClosed())
    throw new UitestError('browser.crashed', 'the browser went away while the page was acted on', { cause: error });
  return session.redact(obstacleIn(message) ?? message.split('\n')[0] ?? '').slice(0, 500);
}
