/** What ends a run that would go on. A limit reached is an outcome, never a result that looks like an answer. */
import type { Outcome } from '../core/outcome.ts';
import type { Limits } from '../core/scenario.ts';

export interface Spent {
  turns: number;
  minutes: number;
  tokens: number;
  usd: number;
}

/** Asked before each turn, with what the next call is expected to cost (the planner's last), so that a limit is not overshot by more than one call. */
export function limitReached(limits: Limits, spent: Spent, next: { tokens: number; usd: number }): Outcome | undefined {
  if (spent.turns >= limits.turns) return stopped('limit.turns', `${limits.turns} turns were used up`, 'turns');
  if (spent.minutes >= limits.minutes)
    return stopped('limit.minutes', `${limits.minutes} minutes were used up`, 'minutes');
  if (spent.tokens + next.tokens > limits.tokens)
    return stopped('limit.tokens', `the next call would pass ${limits.tokens} tokens (${spent.tokens} used)`, 'tokens');
  if (spent.usd + next.usd > limits.usd)
    return stopped('limit.usd', `the next call would pass $${limits.usd} ($${spent.usd.toFixed(4)} used)`, 'usd');
  return undefined;
}

function stopped(reason: Outcome['reason'], what: string, key: string): Outcome {
  return {
    status: 'stopped',
    reason,
    message: `${what}: raise limits.${key} in the scenario, or --max-${key}, if the scenario needs more`,
  };
}
