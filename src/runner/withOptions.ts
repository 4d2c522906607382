import { UitestError } from '../core/error.ts';
import type { Limits, Scenario, Use } from '../core/scenario.ts';

export interface ScenarioOptions {
  limits: { [Key in 'turns' | 'minutes' | 'tokens' | 'usd']?: Limits[Key] | undefined };
  viewport?: Use['viewport'] | undefined;
}

/** The scenario with what the command line sets over its own. Throws `usage.invalid`. */
export function withOptions(scenario: Scenario, { limits, viewport }: ScenarioOptions): Scenario {
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
    use: viewport ? { ...scenario.use, viewport: ofNoDevice(viewport, scenario) } : scenario.use,
  };
}

function ofNoDevice(viewport: Use['viewport'], { file, use }: Scenario): Use['viewport'] {
  if (use.device === undefined) return viewport;
  throw new UitestError(
    'usage.invalid',
    `--viewport: expected a scenario without \`use.device\`, found ${JSON.stringify(use.device)} in ${file}: the device brings its own viewport. Leave one of them out`,
  );
}
