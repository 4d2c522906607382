/** What ends a run that would go on. A limit reached is an outcome, never a result that looks like an answer. */
import type { Budget } from '../core/message.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Limits } from '../core/scenario.ts';

export interface Cost {
  tokens: number;
  usd: number;
}

export interface Spent extends Cost {
  turns: number;
  minutes: number;
}

/** Asked before a turn begins. */
export function turnLimit(limits: Limits, spent: Spent): Outcome | undefined {
  if (spent.turns >= limits.turns) return stopped('limit.turns', `${limits.turns} turns were used up`);
  return spent.minutes >= limits.minutes ? timeIsUp(limits) : undefined;
}

export function timeIsUp({ minutes }: Pick<Limits, 'minutes'>): Outcome {
  return stopped('limit.minutes', `${minutes} minutes were used up`);
}

/** Asked before each call with what it is expected to cost, so that a limit is not overshot by more than one call. */
export function callLimit(limits: Limits, spent: Cost, next: Cost): Outcome | undefined {
  if (spent.tokens + next.tokens > limits.tokens)
    return stopped(
      'limit.tokens',
      `the next call, of about ${next.tokens} tokens, would pass ${limits.tokens} tokens (${spent.tokens} used)`,
    );
  if (spent.usd + next.usd > limits.usd)
    return stopped('limit.usd', `the next call would pass $${limits.usd} ($${spent.usd.toFixed(4)} used)`);
  return undefined;
}

/** What is left for the call and all that may have to be asked again for its reply. */
export function budgetOf(limits: Limits, spent: Cost): Budget {
  return { tokens: limits.tokens - spent.tokens, usd: limits.usd - spent.usd };
}

type LimitReason = 'limit.turns' | 'limit.minutes' | 'limit.tokens' | 'limit.usd';

function stopped(reason: LimitReason, what: string): Outcome {
  const key = reason.slice('limit.'.length);
  return {
    status: 'stopped',
    reason,
    message: `${what}: raise limits.${key} in the scenario, or --max-${key}, if the scenario needs more`,
  };
}
