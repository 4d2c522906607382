/** One request and its complete reply, or a `WireFault`. Half a reply is never returned. */
import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions';
import type { Redact } from '../../core/redact.ts';
import { Accumulator, type Completion } from './completion.ts';
import { faultOf, wordsOf } from './hostAnswer.ts';
import { LiveWords, type TellWords } from './liveWords.ts';
import type { RequestBody } from './requestBody.ts';
import { eventData } from './sse.ts';
import { Watch, type WatchLimits } from './watch.ts';
import { WireFault } from './wireFault.ts';

export interface Connection {
  baseURL: string;
  apiKey: string | undefined;
  /** Takes the key out of whatever the host says. */
  redact: Redact;
  limits: WatchLimits;
}

/** Of a reply's words, and of a body that is no stream. */
const MAX_REPLY = 1024 * 1024;
/** Of a stream's bytes: every token comes in some 200 bytes of JSON. */
const MAX_STREAM = 32 * 1024 * 1024;
/** After the reply's end, usage and `[DONE]` may follow; a host that forgets them is not waited for. */
const AFTERWARDS_MS = 3_000;

/** `tell` hears the words as they come; they may yet be thrown away. It must not throw. */
export async function exchange(
  connection: Connection,
  body: RequestBody,
  signal: AbortSignal,
  tell: TellWords,
): Promise<Completion> {
  const watch = new Watch(signal, connection.limits);
  const live = new LiveWords(tell);
  const reply = new Accumulator(live);
  try {
    const response = await watch.race(send(connection, body, watch));
    await read(response, reply, watch);
    live.end();
    return reply.completion;
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (reply.completion.finish && reply.size <= MAX_REPLY) return reply.completion;
    throw redacted(watch.fault ?? faultFrom(error), connection.redact);
  } finally {
    watch.end();
  }
}

async function send(connection: Connection, body: RequestBody, watch: Watch): Promise<Response> {
  let refused: unknown;
  const { apiKey, baseURL } = connection;
  // Loaded where a model is asked: a replay asks none.
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI({
    baseURL,
    apiKey: apiKey ?? 'none',
    // Nothing of an OpenAI account in the environment goes to another host.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: connection.limits.exchangeMs + 60_000,
    logLevel: 'off',
    fetch: async (url, init) => {
      try {
        const headers = headersOf(apiKey);
        // A redirect would carry the pictures to an address that nobody has named.
        const response = await fetch(url, { ...init, headers, redirect: 'manual', signal: watch.signal });
        watch.heard();
        if (!response.ok) throw await refusal(response);
        return response;
      } catch (error) {
        // The package wraps what it catches and loses causes whose text speaks of a timeout.
        refused = error;
        throw error;
      }
    },
  });
  try {
    // Fields of the hosts that the package's types do not know go along as they are.
    return await client.chat.completions.create(body as unknown as ChatCompletionCreateParamsStreaming).asResponse();
  } catch (error) {
    throw refused ?? error;
  }
}

export function headersOf(apiKey: string | undefined): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'text/event-stream, application/json',
    'user-agent': 'uitest',
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
}

async function refusal(response: Response): Promise<WireFault> {
  const { status, headers } = response;
  const location = headers.get('location');
  if (location && status >= 300 && status < 400)
    return new WireFault('redirect', `${status}, a redirect to ${location.slice(0, 200)}`);
  let body = '';
  for await (const text of texts(response, undefined)) {
    body += text;
    if (body.length > 64 * 1024) break;
  }
  return faultOf({ status, headers, body });
}

async function read(response: Response, reply: Accumulator, watch: Watch): Promise<void> {
  const body = texts(response, watch);
  const head = await headOf(body);
  if (!head) throw new WireFault('malformed', 'a reply without a body');
  const all = chain(head, body);
  if (head.startsWith('<')) throw new WireFault('page', wordsOf(await whole(all)));
  if (!/^[{["]/.test(head)) return readEvents(all, reply, watch);
  take(await whole(all), reply);
  if (!reply.hasChoice) throw new WireFault('malformed', 'a chat completion without any choice');
}

/** What a body is, its first character tells: gateways label it wrongly. */
async function headOf(body: AsyncGenerator<string, undefined>): Promise<string> {
  let head = '';
  while (!head) {
    const { done, value } = await body.next();
    if (done) break;
    head = value.trimStart();
  }
  return head;
}

async function readEvents(all: AsyncIterable<string>, reply: Accumulator, watch: Watch): Promise<void> {
  let done = false;
  for await (const data of eventData(all)) {
    if (data.trim() === '[DONE]') {
      done = true;
      break;
    }
    take(data, reply);
    if (reply.size > MAX_REPLY) throw new WireFault('too_big', 'a reply larger than 1 MB');
    if (reply.completion.finish) watch.hurry(AFTERWARDS_MS);
  }
  if (!reply.hasChoice) throw new WireFault('malformed', 'a stream without any reply in it');
  if (!done && !reply.completion.finish) throw new WireFault('cut', 'the stream ended before the reply was complete');
}

function take(json: string, reply: Accumulator): void {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new WireFault('malformed', `neither a chat completion nor JSON: ${wordsOf(json).slice(0, 120)}`, { cause });
  }
  if (typeof value === 'object' && value !== null && 'error' in value && value.error) throw faultOf({ body: json });
  reply.add(value);
}

/** The body as text, piece by piece, under the watch; the connection is closed whenever the reader stops. */
async function* texts(response: Response, watch: Watch | undefined): AsyncGenerator<string, undefined> {
  if (!response.body) return undefined;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await (watch ? watch.race(reader.read()) : reader.read());
      if (done) break;
      watch?.heard();
      bytes += value.length;
      if (bytes > MAX_STREAM) throw new WireFault('too_big', 'a reply larger than 32 MB of stream');
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    reader.cancel().catch(() => {
      // The connection is gone already, which is what was wanted.
    });
  }
  return undefined;
}

async function* chain(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

async function whole(all: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of all) {
    text += part;
    if (text.length > MAX_REPLY) throw new WireFault('too_big', 'a reply larger than 1 MB');
  }
  return text;
}

function faultFrom(error: unknown): WireFault {
  if (error instanceof WireFault) return error;
  if (error instanceof RangeError) return new WireFault('too_big', error.message, { cause: error });
  const code = codeOf(error);
  const before = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
  // Ports that the fetch standard keeps from the web are refused without a code, and will be the next time.
  const never = deepest(error) === 'bad port' || /CERT|TLS|SSL|SELF_SIGNED/.test(code);
  const kind = never || before.includes(code) ? 'unreachable' : 'cut';
  return new WireFault(kind, deepest(error), { cause: error });
}

/** Node says `fetch failed` or `terminated` and puts the reason into the cause. */
function codeOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length > 0) return codeOf(at.errors[0]);
  }
  return '';
}

function deepest(error: unknown): string {
  let at = error;
  while (at instanceof Error && at.cause instanceof Error) at = at.cause;
  const code = codeOf(error);
  const message = at instanceof Error ? at.message : String(at);
  return code && !message.includes(code) ? [message, code].filter(Boolean).join(' ') : message;
}

function redacted(fault: WireFault, redact: Redact): WireFault {
  const message = redact(fault.message);
  return message === fault.message ? fault : new WireFault(fault.kind, message, { retryAfterMs: fault.retryAfterMs });
}
