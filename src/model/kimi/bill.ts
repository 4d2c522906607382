/** What one reply cost: the tokens of every complete answer on the way to it, thrown-away ones included. */
import type { Usage } from '../../core/message.ts';
import type { Completion } from './completion.ts';
import { usdOf, type Price } from './prices.ts';
import { readUsage } from './usage.ts';

export class Bill {
  readonly usage: Usage = { prompt: 0, cached: 0, completion: 0 };
  cachedReported = false;
  /** Whether any answer came without token counts: then no dollar figure can be right. */
  uncounted = false;
  private usd: number | undefined = 0;
  private readonly price: Price | undefined;

  constructor(price: Price | undefined) {
    this.price = price;
  }

  add({ usage }: Completion): void {
    if (!usage) {
      this.uncounted = true;
      return;
    }
    const { cachedReported, usd, ...counted } = readUsage(usage);
    this.usage.prompt += counted.prompt;
    this.usage.cached += counted.cached;
    this.usage.completion += counted.completion;
    this.cachedReported ||= cachedReported;
    const cost = usd ?? (this.price && usdOf(this.price, counted));
    this.usd = cost === undefined || this.usd === undefined ? undefined : this.usd + cost;
  }

  get dollars(): number | undefined {
    return this.uncounted ? undefined : this.usd;
  }
}
