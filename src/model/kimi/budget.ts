/** Whether the next exchange may be made. Asked before each, so that one reply passes what is left by one call at the most. */
import type { Reason } from '../../core/error.ts';
import type { Budget, Usage } from '../../core/message.ts';
import { usdOf, type Price } from './prices.ts';

/** What the host billed last: the next reply is taken to be as long, and as much of its prompt to be cached. */
export interface LastBill {
  usage: Usage;
  usd: number | undefined;
}

export function expectedCost(prompt: number, last: LastBill | undefined, price: Price | undefined): Budget {
  const completion = last?.usage.completion ?? 0;
  const cached = last && last.usage.prompt > 0 ? prompt * (last.usage.cached / last.usage.prompt) : 0;
  const usd = price ? usdOf(price, { prompt, cached, completion }) : (last?.usd ?? 0);
  return { tokens: prompt + completion, usd };
}

export function overBudget(left: Budget, spent: Budget, next: Budget): { reason: Reason; message: string } | undefined {
  const tokens = Math.round(next.tokens);
  if (spent.tokens + next.tokens > left.tokens)
    return {
      reason: 'limit.tokens',
      message: `Expected the next call to fit into the ${Math.max(0, left.tokens)} tokens that are left, found that it takes about ${tokens}${already(`${spent.tokens}`, spent.tokens)}. Raise limits.tokens in the scenario, or --max-tokens, if the scenario needs more.`,
    };
  if (spent.usd + next.usd > left.usd)
    return {
      reason: 'limit.usd',
      message: `Expected the next call to fit into the $${Math.max(0, left.usd).toFixed(4)} that are left, found that it takes about $${next.usd.toFixed(4)}${already(`$${spent.usd.toFixed(4)}`, spent.usd)}. Raise limits.usd in the scenario, or --max-usd, if the scenario needs more.`,
    };
  return undefined;
}

function already(words: string, amount: number): string {
  return amount > 0 ? ` after ${words} for replies of this turn that had to be thrown away` : '';
}
