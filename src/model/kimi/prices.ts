/**
 * What a token costs, in USD per million, as the hosts listed it in November 2026. The only place with prices: a host's
 * profile points to its table. A model that is in none has no price: tokens are counted, and no dollar figure is printed
 * rather than a wrong one, unless `--price` gives one.
 */
import { UitestError } from '../../core/error.ts';
import type { Usage } from '../../core/message.ts';

export interface Price {
  prompt: number;
  /** What a cached prompt token costs; the full price where the host does not list one. */
  prompt_cached: number;
  completion: number;
}

export interface PriceTable {
  /** Hostnames that bill by it: a gateway in between, or Moonshot's site in China (which bills yuan), has prices of its own. */
  billedAt: string[];
  /** By the host's model id in lower case. */
  models: Record<string, Price>;
}

export const MOONSHOT_PRICES: PriceTable = {
  billedAt: ['api.moonshot.ai'],
  models: {
    'kimi-k2.5': { prompt: 0.6, prompt_cached: 0.1, completion: 3 },
    'kimi-k2.6': { prompt: 0.95, prompt_cached: 0.16, completion: 4 },
    'kimi-k3': { prompt: 3, prompt_cached: 0.3, completion: 15 },
  },
};

export const TOGETHER_PRICES: PriceTable = {
  billedAt: ['api.together.ai', 'api.together.xyz'],
  models: {
    'moonshotai/kimi-k2.5': { prompt: 0.5, prompt_cached: 0.5, completion: 2.8 },
    'moonshotai/kimi-k2.6': { prompt: 1.2, prompt_cached: 0.2, completion: 4.5 },
  },
};

export function priceOf(table: PriceTable | undefined, baseURL: string, model: string): Price | undefined {
  return table?.billedAt.includes(new URL(baseURL).hostname) ? table.models[model.toLowerCase()] : undefined;
}

/** `--price IN/CACHED/OUT`. Throws `usage.invalid`. */
export function parsePrice(written: string): Price {
  const parts = written.split('/').map((part) => part.trim());
  const [prompt, cached, completion] = parts.map((part) => (/^\d+(\.\d+)?$|^\.\d+$/.test(part) ? Number(part) : -1));
  const isPrice = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 10_000;
  if (parts.length === 3 && isPrice(prompt) && isPrice(cached) && isPrice(completion))
    return { prompt, prompt_cached: cached, completion };
  throw new UitestError(
    'usage.invalid',
    `Expected --price to be IN/CACHED/OUT in USD per million tokens, such as 0.6/0.1/3, got ${JSON.stringify(written.slice(0, 80))}.`,
  );
}

export function usdOf(price: Price, { prompt, cached, completion }: Usage): number {
  return ((prompt - cached) * price.prompt + cached * price.prompt_cached + completion * price.completion) / 1_000_000;
}
