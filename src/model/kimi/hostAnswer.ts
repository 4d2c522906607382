/**
 * A host's refusal → a fault. Hosts agree on little: the status, the error's `type` or `code`, and the wording all count.
 * Wordings: Moonshot's error table, Together's and vLLM's bug threads, read November 2026.
 */
import { z } from 'zod';
import { retryAfter } from './retryAfter.ts';
import { WireFault, type FaultKind } from './wireFault.ts';

export interface HostAnswer {
  /** Absent: the error came inside a reply that had begun well. */
  status?: number | undefined;
  headers?: Headers | undefined;
  body: string;
}

const WORDINGS: [FaultKind, RegExp][] = [
  [
    'quota',
    /exceeded_current_quota|insufficient_quota|insufficient (balance|credit|funds)|suspended due to|payment required/i,
  ],
  ['key', /invalid_authentication|incorrect_api_key|invalid_api_key|invalid authentication|unauthorized/i],
  ['overloaded', /engine_overloaded|overloaded|rate_limit|rate limit|too many requests|server_error|internal error/i],
  ['content_filter', /content_filter|content filter|high risk|content_policy/i],
  [
    'context',
    /context_length_exceeded|exceeded model token limit|maximum context length|context window|prompt is too long/i,
  ],
  ['body_size', /message size|entity too large|payload too large|request body too large/i],
  [
    'image',
    /image_parse_error|invalid_image|(decode|invalid|unsupported|corrupt\w*|identify|process|load|read) (the |this |an? |base64 )?(image|picture)(?! input)|image (data |url |file |format )?(is |could not be |cannot be )?(invalid|corrupt|unsupported|malformed|decoded|processed)/i,
  ],
  [
    'not_found',
    /resource_not_found|model_not_found|model_not_available|not found the model|not a valid model|model [^ ]+ does not exist|unable to access model/i,
  ],
];

export function faultOf(answer: HostAnswer): WireFault {
  const kind = kindOf(answer);
  const words = wordsOf(answer.body);
  const message = [answer.status, words || '(no body)'].filter((part) => part !== undefined).join(' ');
  const retryAfterMs = kind === 'overloaded' && answer.headers ? retryAfter(answer.headers, Date.now()) : undefined;
  return new WireFault(kind, message, { retryAfterMs });
}

function kindOf({ status, body }: HostAnswer): FaultKind {
  const worded = (...kinds: FaultKind[]) =>
    WORDINGS.find(([kind, words]) => kinds.includes(kind) && words.test(body))?.[0];
  if (status === undefined) return worded(...WORDINGS.map(([kind]) => kind)) ?? 'malformed';
  if (status >= 300 && status < 400) return 'redirect';
  if (status === 401 || status === 403) return worded('quota') ?? 'key';
  if (status === 402) return 'quota';
  if (status === 404) return 'not_found';
  if (status === 413) return 'body_size';
  if (status === 415) return 'image';
  if (status === 429) return worded('quota') ?? 'overloaded';
  if (status === 408 || status === 409 || status >= 500) return worded('context') ?? 'overloaded';
  return worded('content_filter', 'context', 'body_size', 'image', 'not_found', 'quota', 'key') ?? 'bad_request';
}

const text = z.string().min(1);
const errorBody = z.union([
  z
    .object({ error: z.object({ message: text, type: z.string().nullish() }) })
    .transform(({ error }) => labelled(error)),
  z.object({ error: text }).transform(({ error }) => error),
  z.object({ message: text, type: z.string().nullish() }).transform(labelled),
  z.object({ detail: text }).transform(({ detail }) => detail),
]);

function labelled({ message, type }: { message: string; type?: string | null | undefined }): string {
  return type ? `${message} (${type})` : message;
}

/** What the host says, for a person: its message where it has one, else the body, both short and on one line. */
export function wordsOf(body: string): string {
  const parsed = errorBody.safeParse(jsonOf(body));
  const words = parsed.success ? parsed.data : /^\s*</.test(body) ? titleOf(body) : body;
  return words
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 600);
}

function titleOf(html: string): string {
  const title = /<title[^>]*>([^<]*)/i.exec(html)?.[1]?.trim();
  return title ? `an HTML page titled ${JSON.stringify(title)}` : 'an HTML page';
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // Not JSON: the body itself is shown.
    return undefined;
  }
}
