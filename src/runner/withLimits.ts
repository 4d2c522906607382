import type { Limits, Scenario } from '../core/scenario.ts';

/** The scenario with the limits that the command line sets over its own. */
export function withLimits(
  scenario: Scenario,
  limits: { [Key in 'turns' | 'minutes' | 'tokens' | 'usd']?: Limits[Key] | undefined },
): Scenario {
  const { turns, minutes, tokens, usd } = scenario.limits;
  return {
    ...scenario,
    limits: {
      ...scenario.limits,
      turns: limits.turns ?? turns,
      minutes: limits.minutes ?? minutes,
      tokens: limits.tokens ?? tokens,
      usd: limits.usd ?? usd,
    },
  };
}
