import { z } from 'zod';
import { defineTool } from './tool.ts';

export const judge = defineTool({
  name: 'judge',
  description: 'Your opinion on what only eyes can tell.',
  input: z.object({ claim: z.string().min(1).max(500), holds: z.boolean(), reason: z.string().max(1_000) }),

  run: (_, { claim, holds, reason }) =>
    Promise.resolve({
      action: { kind: 'opinion', claim, holds, reason },
      text: 'noted as an opinion: nothing evaluated it',
      effects: { navigated: false },
    }),
});
