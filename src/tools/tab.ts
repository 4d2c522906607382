import { z } from 'zod';
import { defineTool, ToolInputError } from './tool.ts';

export const tab = defineTool({
  name: 'tab',
  description: 'Switch to a tab or close one, by its number (1 is the first).',
  input: z.object({ switch: z.number().int().optional(), close: z.number().int().optional() }),

  async run({ session }, input) {
    const effects = { navigated: true };
    if (input.switch !== undefined) {
      session.switchTab(input.switch);
      return { action: { kind: 'tab', switch: input.switch }, text: `on tab ${input.switch}`, effects };
    }
    if (input.close === undefined) throw new ToolInputError('tab: expected switch or close, found neither');
    await session.closeTab(input.close);
    return { action: { kind: 'tab', close: input.close }, text: `closed tab ${input.close}`, effects };
  },
});
