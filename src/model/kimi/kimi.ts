/**
 * Kimi behind any host that serves it. One instance serves one run. What it absorbs, and what of it the run gets to
 * know, stands in the rows of wireFault.ts and in src/model/README.md.
 */
import type { Model, ModelRequest, Reply } from '../../core/message.ts';
import { redactor } from '../../core/redact.ts';
import { Asking, type Learned } from './asking.ts';
import { HOSTS, type HostName } from './hosts.ts';
import { priceOf, type Price } from './prices.ts';
import { probe, type Probed } from './probe.ts';
import { sleep, type Sleep } from './retries.ts';
import type { Setup } from './setup.ts';
import type { Thinking } from './thinking.ts';

export interface KimiOptions {
  /** As the person wrote it: `kimi-k2.5`, or any id. */
  model: string;
  /** As `chooseHost` found them. */
  host: HostName;
  baseURL: string;
  apiKey?: string;
  apiKeyEnv?: string;
  /** `auto`: for requests that ask for it. K3 thinks whatever stands here. */
  thinking?: Thinking;
  /** Instead of what the host lists. */
  price?: Price;
  tuning?: KimiTuning;
}

interface KimiTuning {
  limits?: Partial<KimiLimits>;
  /** The wait before a retry, and its jitter: for tests. */
  sleep?: Sleep;
  random?: () => number;
}

export interface KimiLimits {
  /** Without a byte, also before the headers. */
  idleMs: number;
  /** One request and its reply: a thinking reply of 16,000 tokens takes minutes. */
  exchangeMs: number;
  /** One call of `reply`: all requests and waits. */
  totalMs: number;
  maxRetries: number;
}

const KIMI_LIMITS: KimiLimits = { idleMs: 60_000, exchangeMs: 300_000, totalMs: 600_000, maxRetries: 8 };

export function createKimi(options: KimiOptions): Kimi {
  return new Kimi(options);
}

export class Kimi implements Model {
  readonly name: string;
  readonly vision = true;
  private readonly setup: Setup;
  private readonly learned: Learned = { reached: false, pictures: Number.POSITIVE_INFINITY, told: new Set() };

  constructor({ model, host, baseURL, apiKey, apiKeyEnv, thinking = 'auto', price, tuning = {} }: KimiOptions) {
    const profile = HOSTS[host];
    const { idleMs, exchangeMs, totalMs, maxRetries } = { ...KIMI_LIMITS, ...tuning.limits };
    const keyEnv = apiKeyEnv ?? profile.keyEnv;
    const wireModel = profile.models[model.toLowerCase()] ?? model;
    const redact = redactor(apiKey ? { [keyEnv]: apiKey } : {});
    this.name = model;
    this.setup = {
      name: model,
      model: wireModel,
      profile,
      connection: { baseURL: baseURL.replace(/\/+$/, ''), apiKey, redact, limits: { idleMs, exchangeMs } },
      apiKeyEnv: keyEnv,
      thinking,
      price: price ?? priceOf(profile.prices, baseURL, wireModel),
      totalMs,
      maxRetries,
      sleep: tuning.sleep ?? sleep,
      random: tuning.random ?? Math.random,
    };
  }

  reply(request: ModelRequest): Promise<Reply> {
    return new Asking(this.setup, this.learned, request).reply();
  }

  /** For `uitest doctor`: one cheap call that shows what this host does with this model. */
  probe(signal: AbortSignal = AbortSignal.timeout(60_000)): Promise<Probed> {
    return probe(this.setup, signal);
  }
}
