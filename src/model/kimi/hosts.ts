/**
 * The hosts that serve Kimi, as data: what each wants to be sent and how it answers.
 * Sources: the hosts' published API descriptions, read November 2026 (platform.moonshot.ai/docs, docs.together.ai,
 * openrouter.ai/docs, docs.vllm.ai). A profile says only what differs; whatever can come back in several forms is
 * read in all of them, whatever the host (completion.ts, usage.ts).
 */

import { MOONSHOT_PRICES, TOGETHER_PRICES, type PriceTable } from './prices.ts';

export const HOST_NAMES = ['moonshot', 'together', 'openrouter', 'generic'] as const;
export type HostName = (typeof HOST_NAMES)[number];

export interface HostProfile {
  name: HostName;
  /** As messages to people call it. */
  title: string;
  /** Absent: the base URL must be given. */
  baseURL?: string;
  /** Name of the variable that holds the key. */
  keyEnv: string;
  /** Where a person makes a key. */
  keysAt?: string;
  /** Where a person pays. */
  creditAt?: string;
  /** Last parts of the hostnames that are this host. */
  domains: string[];
  /** Which field switches thinking: `thinking.type`, `reasoning.enabled` or `chat_template_kwargs.thinking`. */
  thinking: 'thinking' | 'reasoning' | 'chat_template_kwargs';
  /** Moonshot fixes temperature (1.0 thinking, 0.6 instant) and top_p (0.95) and answers 400 to any other value. */
  sampling: 'fixed' | 'sent';
  replySize: 'max_completion_tokens' | 'max_tokens';
  /** Moonshot's prefix cache is kept longer for requests with one key. */
  cacheKey: boolean;
  /** The key under which reasoning is sent back when the reply did not say: a message of another host, or an empty one. */
  reasoningKey: 'reasoning_content' | 'reasoning';
  /** Moonshot answers 400 when thinking is on and an assistant message with tool calls has no reasoning. */
  reasoningRequired: boolean;
  /** Third-party servers make up ids (`chatcmpl-tool-…`) that Kimi's template then shows to it: they are rewritten. */
  foreignIds: 'keep' | 'rewrite';
  /** Short model names → ids of this host. Any other name is sent as it is. */
  models: Record<string, string>;
  /** Absent: nobody lists one, or (OpenRouter) each reply says what it cost. */
  prices?: PriceTable;
}

export const HOSTS: Record<HostName, HostProfile> = {
  moonshot: {
    name: 'moonshot',
    title: 'Moonshot',
    baseURL: 'https://api.moonshot.ai/v1',
    keyEnv: 'MOONSHOT_API_KEY',
    keysAt: 'https://platform.moonshot.ai/console/api-keys',
    creditAt: 'https://platform.moonshot.ai/console',
    domains: ['moonshot.ai', 'moonshot.cn'],
    thinking: 'thinking',
    sampling: 'fixed',
    replySize: 'max_completion_tokens',
    cacheKey: true,
    reasoningKey: 'reasoning_content',
    reasoningRequired: true,
    foreignIds: 'keep',
    models: {},
    prices: MOONSHOT_PRICES,
  },
  together: {
    name: 'together',
    title: 'Together',
    baseURL: 'https://api.together.ai/v1',
    keyEnv: 'TOGETHER_API_KEY',
    keysAt: 'https://api.together.ai/settings/api-keys',
    creditAt: 'https://api.together.ai/settings/billing',
    domains: ['together.ai', 'together.xyz'],
    thinking: 'reasoning',
    sampling: 'sent',
    replySize: 'max_tokens',
    cacheKey: false,
    reasoningKey: 'reasoning',
    reasoningRequired: false,
    foreignIds: 'rewrite',
    models: {
      'kimi-k2.5': 'moonshotai/Kimi-K2.5',
      'kimi-k2.6': 'moonshotai/Kimi-K2.6',
      'kimi-k3': 'moonshotai/Kimi-K3',
    },
    prices: TOGETHER_PRICES,
  },
  openrouter: {
    name: 'openrouter',
    title: 'OpenRouter',
    baseURL: 'https://openrouter.ai/api/v1',
    keyEnv: 'OPENROUTER_API_KEY',
    keysAt: 'https://openrouter.ai/settings/keys',
    creditAt: 'https://openrouter.ai/settings/credits',
    domains: ['openrouter.ai'],
    thinking: 'reasoning',
    sampling: 'sent',
    replySize: 'max_tokens',
    cacheKey: false,
    reasoningKey: 'reasoning',
    reasoningRequired: false,
    foreignIds: 'rewrite',
    models: {
      'kimi-k2.5': 'moonshotai/kimi-k2.5',
      'kimi-k2.6': 'moonshotai/kimi-k2.6',
      'kimi-k3': 'moonshotai/kimi-k3',
    },
  },
  generic: {
    name: 'generic',
    title: 'the model server',
    keyEnv: 'UITEST_API_KEY',
    domains: [],
    thinking: 'chat_template_kwargs',
    sampling: 'sent',
    replySize: 'max_tokens',
    cacheKey: false,
    reasoningKey: 'reasoning_content',
    reasoningRequired: false,
    foreignIds: 'rewrite',
    models: {},
  },
};

export function isHostName(name: string): name is HostName {
  return (HOST_NAMES as readonly string[]).includes(name);
}

/** The host that a base URL belongs to; `generic` for any other. */
export function hostOf(baseURL: URL): HostName {
  const { hostname } = baseURL;
  const known = HOST_NAMES.find((name) =>
    HOSTS[name].domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`)),
  );
  return known ?? 'generic';
}

/** K3 always thinks and takes an effort instead of a switch; a model that is not Kimi is sent no switch at all. */
export function familyOf(model: string): 'k2' | 'k3' | 'other' {
  if (/\bkimi[-_ ]?k3/i.test(model)) return 'k3';
  return /\bkimi\b|\bk2\b/i.test(model) ? 'k2' : 'other';
}
