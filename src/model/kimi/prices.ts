/**
 * What a token costs, in USD per million, as the hosts listed it in November 2026.
 * A model that is not here has no price: tokens are counted and no dollar figure is printed rather than a wrong one.
 */
import type { Usage } from '../../core/message.ts';
import type { HostName } from './hosts.ts';

export interface Price {
  prompt: number;
  /** What a cached prompt token costs; the full price where the host does not list one. */
  prompt_cached: number;
  completion: number;
}

const PRICES: Partial<Record<HostName, Record<string, Price>>> = {
  moonshot: {
    'kimi-k2.5': { prompt: 0.6, prompt_cached: 0.1, completion: 3 },
    'kimi-k2.6': { prompt: 0.95, prompt_cached: 0.16, completion: 4 },
    'kimi-k3': { prompt: 3, prompt_cached: 0.3, completion: 15 },
  },
  together: {
    'moonshotai/kimi-k2.5': { prompt: 0.5, prompt_cached: 0.5, completion: 2.8 },
    'moonshotai/kimi-k2.6': { prompt: 1.2, prompt_cached: 0.2, completion: 4.5 },
  },
};

/** Only for the host's own address: a gateway in between, or Moonshot's site in China (which bills yuan), has prices of its own. */
export function priceOf(host: HostName, baseURL: string, model: string): Price | undefined {
  const { hostname } = new URL(baseURL);
  const official = host === 'moonshot' ? hostname === 'api.moonshot.ai' : /(^|\.)together\.(ai|xyz)$/.test(hostname);
  return official ? PRICES[host]?.[model.toLowerCase()] : undefined;
}

export function usdOf(price: Price, { prompt, cached, completion }: Usage): number {
  return ((prompt - cached) * price.prompt + cached * price.prompt_cached + completion * price.completion) / 1_000_000;
}
