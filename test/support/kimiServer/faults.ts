/** How the server misbehaves: on the wire, or in what the model says. A plan names the requests that it happens to. */
import type { ScriptedCall, ScriptedReply } from './scriptedReply.ts';

/** Answered without the script. */
export type AnswerFault =
  /** An answer with this status; `{{authorization}}` in the body becomes the header that came. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** 200 with this body, of this type. */
  | { kind: 'body'; body: string; type?: string }
  /** The request is taken and never answered. */
  | { kind: 'hang' }
  /** The connection is closed before any header. */
  | { kind: 'reset' }
  /** Words without an end, up to so many bytes. */
  | { kind: 'huge'; bytes: number };

/** The script's answer, spoilt. */
export type ReplyFault =
  /** The reply begins and then falls silent, with the connection open. */
  | { kind: 'stall'; afterBytes: number }
  /** The reply ends early: by a clean end (at any byte, or after a whole event), a reset, or short of its content-length. */
  | { kind: 'cut'; afterBytes: number; how: 'end' | 'event' | 'reset' | 'length' }
  /** One byte at a time. */
  | { kind: 'slow'; msPerByte: number }
  /** This event stands in the middle of the stream. */
  | { kind: 'event'; data: string }
  /** The stream ends without `[DONE]`. */
  | { kind: 'no-done' }
  /** The model says something else than the script. */
  | { kind: 'said'; name: SaidFault };

export type Fault = AnswerFault | ReplyFault;

const ANSWERS = new Set<Fault['kind']>(['status', 'body', 'hang', 'reset', 'huge'] satisfies AnswerFault['kind'][]);

export function isAnswerFault(fault: Fault | undefined): fault is AnswerFault {
  return fault !== undefined && ANSWERS.has(fault.kind);
}

export type FaultPlan = Record<number, Fault> | ((requestNumber: number) => Fault | undefined);

export function faultAt(plan: FaultPlan | undefined, number: number): Fault | undefined {
  return typeof plan === 'function' ? plan(number) : plan?.[number];
}

export type SaidFault = keyof typeof SAID;

/** What models and their servers' parsers were seen to do to a reply. */
export const SAID = {
  'duplicate-ids': (reply) => eachCall(reply, (call) => ({ ...call, id: 'functions.same:0' })),
  'missing-ids': (reply) => eachCall(reply, (call) => ({ ...call, id: '' })),
  'foreign-ids': (reply) => eachCall(reply, (call, at) => ({ ...call, id: `chatcmpl-tool-9f${at}` })),
  'prefixed-names': (reply) => eachCall(reply, (call) => ({ ...call, name: `functions.${call.name}` })),
  'leaked-calls': (reply) => ({ ...withoutCalls(reply), text: `${reply.text ?? ''}${leaked(reply)}` }),
  'leaked-in-thoughts': (reply) => ({ ...withoutCalls(reply), text: '', reasoning: `I click. ${leaked(reply)}` }),
  'thoughts-in-text': (reply) => ({ ...reply, text: `<think>Let me look.</think>${reply.text ?? ''}` }),
  empty: (reply) => ({ ...withoutCalls(reply), text: '' }),
  'thoughts-only': (reply) => ({ ...withoutCalls(reply), text: '', reasoning: 'I should click the button.' }),
  length: (reply) => ({ ...cutLast(reply), finish: 'length' }),
  'cut-arguments': (reply) => cutLast(reply),
  'wrong-types': (reply) => eachCall(reply, (call) => ({ ...call, args: inWords(call.args) })),
  'unknown-tool': (reply) => eachCall(reply, (call) => ({ ...call, name: '__proto__' })),
  'no-name': (reply) => eachCall(reply, (call) => ({ ...call, name: '' })),
  'no-finish': (reply) => ({ ...reply, finish: null }),
  'stop-with-calls': (reply) => ({ ...reply, finish: 'stop' }),
  filtered: (reply) => ({ ...withoutCalls(reply), finish: 'content_filter' }),
  refused: (reply) => ({ ...withoutCalls(reply), text: "I'm sorry, but I can't help with that." }),
  'control-characters': (reply) => ({ ...reply, text: 'a\u0000b \u001b[31mred\u001b[0m \ud800 end' }),
  'extra-fields': (reply) => ({ ...reply, extra: { mood: 'calm', plan: { next: 'click' } } }),
  'another-model': (reply) => ({ ...reply, model: 'gpt-none' }),
} satisfies Record<string, (reply: ScriptedReply) => ScriptedReply>;

const WIRE: Fault[] = [
  {
    kind: 'status',
    status: 429,
    headers: { 'retry-after': '0' },
    body: '{"error":{"message":"slow down","type":"rate_limit_reached_error"}}',
  },
  { kind: 'status', status: 500, body: 'oops' },
  {
    kind: 'status',
    status: 503,
    body: '{"error":{"message":"The engine is currently overloaded","type":"engine_overloaded_error"}}',
  },
  { kind: 'body', body: '' },
  { kind: 'body', body: '{"choices":[]}' },
  { kind: 'reset' },
  { kind: 'cut', afterBytes: 300, how: 'end' },
  { kind: 'cut', afterBytes: 300, how: 'reset' },
  { kind: 'event', data: '{"error":{"message":"overloaded","type":"engine_overloaded_error"}}' },
  { kind: 'event', data: '{"choices":[{"delta":' },
  { kind: 'no-done' },
];

/** The same seed gives the same faults; `rate` of the requests have one. Wire faults do not follow one another, so that a run goes on. */
export function seededFaults(seed: number, rate = 0.3): FaultPlan {
  const said = Object.keys(SAID) as SaidFault[];
  return (number) => {
    if (random(seed, number) >= rate) return undefined;
    const pick = random(seed + 1, number);
    if (number % 2 === 0) return WIRE[Math.floor(pick * WIRE.length)];
    const name = said[Math.floor(pick * said.length)];
    return name && { kind: 'said', name };
  };
}

/** 0..1 from two whole numbers (mulberry32). */
function random(seed: number, number: number): number {
  let state = (Math.imul(seed, 0x9e3779b1) + Math.imul(number, 0x6d2b79f5)) | 0;
  state = Math.imul(state ^ (state >>> 15), state | 1);
  state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
  return ((state ^ (state >>> 14)) >>> 0) / 2 ** 32;
}

function eachCall(reply: ScriptedReply, change: (call: ScriptedCall, at: number) => ScriptedCall): ScriptedReply {
  return reply.calls ? { ...reply, calls: reply.calls.map(change) } : reply;
}

function withoutCalls(reply: ScriptedReply): ScriptedReply {
  const { calls: _, ...rest } = reply;
  return { ...rest, finish: 'stop' };
}

function leaked({ calls = [] }: ScriptedReply): string {
  const written = calls.map(
    ({ name, args }, at) =>
      `<|tool_call_begin|>functions.${name}:${at}<|tool_call_argument_begin|>${argsText(args)}<|tool_call_end|>`,
  );
  return `<|tool_calls_section_begin|>${written.join('')}<|tool_calls_section_end|>`;
}

function cutLast(reply: ScriptedReply): ScriptedReply {
  const last = (reply.calls?.length ?? 0) - 1;
  return eachCall(reply, (call, at) => (at === last ? { ...call, args: argsText(call.args).slice(0, -3) } : call));
}

function inWords(args: unknown): unknown {
  if (typeof args !== 'object' || args === null) return args;
  return Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, typeof value === 'number' ? String(value) : { was: value }]),
  );
}

function argsText(args: unknown): string {
  return typeof args === 'string' ? args : JSON.stringify(args);
}
