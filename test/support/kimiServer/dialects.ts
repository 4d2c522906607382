/** What the kinds of server do differently, as data. Sources: the hosts' API descriptions and bug threads, November 2026. */
import type { ChatBody } from './chatBody.ts';

export const DIALECT_NAMES = ['moonshot', 'together', 'openrouter', 'vllm', 'sglang'] as const;
export type DialectName = (typeof DIALECT_NAMES)[number];

export interface Dialect {
  name: DialectName;
  models: string[];
  reasoningKey: 'reasoning_content' | 'reasoning';
  thinks: (body: ChatBody) => boolean;
  /** Top-level fields beyond `COMMON_FIELDS` that are accepted; `any`: unknown ones are ignored. */
  fields: string[] | 'any';
  /** Temperature and top_p are refused. */
  fixedSampling: boolean;
  /** Thinking needs the reasoning of every earlier assistant message that called a tool. */
  wantsReasoning: boolean;
  /** Reasoning comes as blocks as well, and has to come back as it was. */
  reasoningDetails: boolean;
  /** Token counts say what the call cost. */
  reportsCost: boolean;
  /** Tool schemas must be in Moonshot's subset. */
  strictSchemas: boolean;
  maxBytes: number;
  /** Wraps an error as the host words it. */
  error: (status: number, message: string, type: string) => unknown;
  /** Where a stream's token counts stand: in the last choice and once more at the end, with the last chunk, or in one of its own. */
  usageIn: 'choice' | 'last' | 'own';
}

/** Understood everywhere. */
export const COMMON_FIELDS = [
  'model',
  'messages',
  'stream',
  'stream_options',
  'tools',
  'tool_choice',
  'max_tokens',
  'temperature',
  'top_p',
];

export const DIALECTS: Record<DialectName, Dialect> = {
  moonshot: {
    name: 'moonshot',
    models: ['kimi-k2.5', 'kimi-k2.6', 'kimi-k2.7-code', 'kimi-k3'],
    reasoningKey: 'reasoning_content',
    thinks: ({ model, thinking }) => /k3/.test(model) || thinking?.type !== 'disabled',
    fields: ['thinking', 'reasoning_effort', 'max_completion_tokens', 'prompt_cache_key'],
    fixedSampling: true,
    wantsReasoning: true,
    reasoningDetails: false,
    reportsCost: false,
    strictSchemas: true,
    maxBytes: 2 * 1024 * 1024,
    error: (_, message, type) => ({ error: { message, type } }),
    usageIn: 'choice',
  },
  together: {
    name: 'together',
    models: ['moonshotai/Kimi-K2.5', 'moonshotai/Kimi-K2.6', 'moonshotai/Kimi-K3'],
    reasoningKey: 'reasoning',
    thinks: ({ model, reasoning }) => /k3/i.test(model) || reasoning?.enabled !== false,
    fields: ['reasoning'],
    fixedSampling: false,
    wantsReasoning: false,
    reasoningDetails: false,
    reportsCost: false,
    strictSchemas: false,
    maxBytes: 8 * 1024 * 1024,
    error: (_, message, type) => ({ id: 'req', error: { message, type, param: null, code: null } }),
    usageIn: 'last',
  },
  openrouter: {
    name: 'openrouter',
    models: ['moonshotai/kimi-k2.5', 'moonshotai/kimi-k2.6', 'moonshotai/kimi-k3'],
    reasoningKey: 'reasoning',
    thinks: ({ model, reasoning }) => /k3/.test(model) || reasoning?.enabled !== false,
    fields: ['reasoning'],
    fixedSampling: false,
    wantsReasoning: false,
    reasoningDetails: true,
    reportsCost: true,
    strictSchemas: false,
    maxBytes: 16 * 1024 * 1024,
    error: (status, message) => ({ error: { message, code: status }, user_id: 'user_1' }),
    usageIn: 'own',
  },
  vllm: {
    name: 'vllm',
    models: ['kimi-k2.5', 'kimi-k2.6', 'kimi-k3', 'moonshotai/Kimi-K2.5'],
    reasoningKey: 'reasoning',
    thinks: switchedByTemplate,
    fields: 'any',
    fixedSampling: false,
    wantsReasoning: false,
    reasoningDetails: false,
    reportsCost: false,
    strictSchemas: false,
    maxBytes: 64 * 1024 * 1024,
    error: (status, message) => ({ error: { message, type: 'BadRequestError', param: null, code: status } }),
    usageIn: 'own',
  },
  sglang: {
    name: 'sglang',
    models: ['kimi-k2.5', 'moonshotai/Kimi-K2.5'],
    reasoningKey: 'reasoning_content',
    thinks: switchedByTemplate,
    fields: 'any',
    fixedSampling: false,
    wantsReasoning: false,
    reasoningDetails: false,
    reportsCost: false,
    strictSchemas: false,
    maxBytes: 64 * 1024 * 1024,
    error: (status, message) => ({ object: 'error', message, type: 'BadRequestError', param: null, code: status }),
    usageIn: 'own',
  },
};

function switchedByTemplate({ model, chat_template_kwargs: kwargs }: ChatBody): boolean {
  return /k3/i.test(model) || kwargs?.['thinking'] !== false;
}
