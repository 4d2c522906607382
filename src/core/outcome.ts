import type { Reason } from './error.ts';
import type { Location } from './scenario.ts';

/** `passed` · `failed`: the application · `stopped`: a limit · `errored`: us or the world. */
export type OutcomeStatus = 'passed' | 'failed' | 'stopped' | 'errored';

export interface Outcome {
  status: OutcomeStatus;
  reason: Reason;
  /** One sentence for a person. */
  message: string;
  expected?: string;
  found?: string;
  /** Id of the scenario step during which the run ended. */
  stepId?: string;
  location?: Location;
}
