/** What steers the run and touches no page: the driver carries these out itself. */
import { z } from 'zod';

export const stepDone = {
  name: 'step_done',
  description: 'Say that a scenario step is done. The next one begins.',
  input: z.strictObject({
    step: z.union([z.string(), z.number().transform(String)]).describe('id of the step'),
    summary: z.string().max(500).default(''),
    skipped: z.boolean().default(false).describe('an optional step whose element is not there'),
  }),
};

export const finish = {
  name: 'finish',
  description: 'End the run. passed needs a verify that was true for each expectation.',
  input: z.strictObject({ verdict: z.enum(['passed', 'failed']), reason: z.string().max(2_000) }),
};
