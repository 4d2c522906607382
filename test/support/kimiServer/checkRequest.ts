/** Every rule that a host enforces on a request, each with the host's wording; the first that is broken is the answer. */
import { chatBody, pictureUrls, textOf, type ChatBody, type ChatMessage } from './chatBody.ts';
import { schemaProblem } from './checkSchema.ts';
import { COMMON_FIELDS, type Dialect } from './dialects.ts';
import { decodePicture } from './picture.ts';
import { promptTokens } from './tokens.ts';

export interface Refusal {
  status: number;
  message: string;
  type: string;
}

const CONTEXT = 262_144;

export function readBody(text: string): ChatBody | Refusal {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return invalid('invalid JSON body');
  }
  const parsed = chatBody.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'of the wrong shape'}`);
}

export function refusalOf(body: ChatBody, dialect: Dialect): Refusal | undefined {
  for (const rule of RULES) {
    const refusal = rule(body, dialect);
    if (refusal) return refusal;
  }
  return undefined;
}

type Rule = (body: ChatBody, dialect: Dialect) => Refusal | undefined;

const RULES: Rule[] = [
  knownModel,
  knownFields,
  fixedSampling,
  replySize,
  toolChoice,
  toolSchemas,
  toolText,
  notEmpty,
  answeredCalls,
  reasoning,
  pictures,
  context,
];

function knownModel({ model }: ChatBody, { models }: Dialect): Refusal | undefined {
  if (models.includes(model)) return undefined;
  return {
    status: 404,
    message: `Not found the model ${model} or Permission denied`,
    type: 'resource_not_found_error',
  };
}

function knownFields(body: ChatBody, { fields }: Dialect): Refusal | undefined {
  if (fields === 'any') return undefined;
  const unknown = Object.keys(body).find((key) => !COMMON_FIELDS.includes(key) && !fields.includes(key));
  return unknown === undefined ? undefined : invalid(`unknown field ${JSON.stringify(unknown)}`);
}

function fixedSampling(body: ChatBody, dialect: Dialect): Refusal | undefined {
  if (!dialect.fixedSampling) return undefined;
  if (body.temperature !== undefined)
    return invalid(`invalid temperature: only ${dialect.thinks(body) ? '1' : '0.6'} is allowed for this model`);
  return body.top_p === undefined ? undefined : invalid('invalid top_p: only 0.95 is allowed for this model');
}

function replySize(body: ChatBody, { name }: Dialect): Refusal | undefined {
  if (name === 'moonshot' && body.max_tokens !== undefined)
    return invalid('max_tokens is deprecated: use max_completion_tokens');
  if (name !== 'moonshot' && body.max_completion_tokens !== undefined)
    return invalid('max_completion_tokens is not supported');
  return undefined;
}

function toolChoice(body: ChatBody, dialect: Dialect): Refusal | undefined {
  const { tool_choice: choice } = body;
  if (choice === undefined || choice === 'auto' || choice === 'none' || !dialect.thinks(body)) return undefined;
  return invalid("tool_choice 'specified' is incompatible with thinking enabled");
}

function toolSchemas({ tools = [] }: ChatBody, { strictSchemas }: Dialect): Refusal | undefined {
  if (!strictSchemas) return undefined;
  for (const { function: tool } of tools) {
    const problem = schemaProblem(tool.parameters);
    if (problem)
      return invalid(`tools.function.parameters is not a valid moonshot flavored json schema, details: <${problem}>`);
  }
  return undefined;
}

function toolText({ messages }: ChatBody, { name }: Dialect): Refusal | undefined {
  const list = messages.findIndex(({ role, content }) => role === 'tool' && typeof content !== 'string');
  return name === 'together' && list >= 0
    ? invalid(`messages.${list}.content: Input should be a valid string`)
    : undefined;
}

function notEmpty({ messages }: ChatBody): Refusal | undefined {
  const at = messages.findIndex((message) => isEmpty(message));
  return at < 0 ? undefined : invalid(`message at position ${at} with role '${messages[at]?.role}' must not be empty`);
}

function isEmpty(message: ChatMessage): boolean {
  if (message.role === 'assistant' && message.tool_calls) return false;
  return textOf(message.content) === '' && pictureUrls([message]).length === 0;
}

function answeredCalls({ messages }: ChatBody): Refusal | undefined {
  let open = new Set<string>();
  for (const [at, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.delete(message.tool_call_id)) return invalid(`tool_call_id ${message.tool_call_id} is not found`);
      continue;
    }
    if (open.size > 0) return unanswered(open);
    if (message.role !== 'assistant') continue;
    const calls = message.tool_calls ?? [];
    open = new Set(calls.map(({ id }) => id));
    if (open.size < calls.length) return invalid(`duplicate tool_call_id in the message at position ${at}`);
    const broken = calls.find(({ function: call }) => !isJson(call.arguments));
    if (broken) return invalid(`the arguments of the tool call ${broken.id} are not valid JSON`);
  }
  return open.size > 0 ? unanswered(open) : undefined;
}

function unanswered(open: Set<string>): Refusal {
  return invalid(
    `an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
  );
}

function reasoning(body: ChatBody, dialect: Dialect): Refusal | undefined {
  if (!dialect.wantsReasoning || !dialect.thinks(body)) return undefined;
  const at = body.messages.findIndex(
    (message) => message.role === 'assistant' && message.tool_calls && !message.reasoning_content,
  );
  if (at < 0) return undefined;
  return invalid(`thinking is enabled but reasoning_content is missing in assistant tool call message at index ${at}`);
}

function pictures({ messages }: ChatBody): Refusal | undefined {
  for (const url of pictureUrls(messages)) {
    try {
      decodePicture(url);
    } catch (error) {
      return invalid(error instanceof Error ? error.message : String(error));
    }
  }
  return undefined;
}

function context(body: ChatBody): Refusal | undefined {
  const tokens = promptTokens(body);
  if (tokens <= CONTEXT) return undefined;
  return invalid(`Your request exceeded model token limit: ${CONTEXT} (requested: ${tokens})`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON is what was asked.
    return false;
  }
}

function invalid(message: string): Refusal {
  return { status: 400, message: `Invalid request: ${message}`, type: 'invalid_request_error' };
}
