/** What one reply cost: the tokens of every complete answer on the way to it, thrown-away ones included. */
import type { Budget, Usage } from '../../core/message.ts';
import type { LastBill } from './budget.ts';
import type { Completion } from './completion.ts';
import { textTokens } from '../../core/tokens.ts';
import { usdOf, type Price } from './prices.ts';
import { readUsage } from './usage.ts';

export class Bill {
  readonly usage: Usage = { prompt: 0, cached: 0, completion: 0 };
  cachedReported = false;
  /** Whether any answer came without token counts: they are estimated, so that limits hold, and no dollar figure can be right. */
  uncounted = false;
  /** Of the newest answer. */
  last: LastBill | undefined;
  private usd: number | undefined = 0;
  private readonly price: Price | undefined;

  constructor(price: Price | undefined) {
    this.price = price;
  }

  /** `estimated`: tokens of the prompt, for a host that does not count them. */
  add(completion: Completion, estimated: number): void {
    const { cachedReported, usd, ...counted } = completion.usage
      ? readUsage(completion.usage)
      : { cachedReported: false, usd: undefined, ...guess(completion, estimated) };
    this.uncounted ||= !completion.usage;
    this.usage.prompt += counted.prompt;
    this.usage.cached += counted.cached;
    this.usage.completion += counted.completion;
    this.cachedReported ||= cachedReported;
    const cost = usd ?? (this.price && usdOf(this.price, counted));
    this.usd = cost === undefined || this.usd === undefined ? undefined : this.usd + cost;
    this.last = { usage: counted, usd: cost };
  }

  get dollars(): number | undefined {
    return this.uncounted ? undefined : this.usd;
  }

  /** For limits: what is known of the dollars counts even where they are not all known. */
  get spent(): Budget {
    return { tokens: this.usage.prompt + this.usage.completion, usd: this.usd ?? 0 };
  }
}

function guess({ text, reasoning, calls }: Completion, prompt: number): Usage {
  return { prompt, cached: 0, completion: textTokens(text + reasoning + JSON.stringify(calls)) };
}
