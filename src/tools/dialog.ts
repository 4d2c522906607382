import { z } from 'zod';
import { defineTool } from './tool.ts';

export const dialog = defineTool({
  name: 'dialog',
  description: 'Answer the open alert, confirm or prompt dialog.',
  input: z.object({ accept: z.boolean(), text: z.string().optional().describe('for a prompt') }),

  async run({ session, values }, { accept, text }) {
    // One that follows another comes a moment after the first was answered.
    if (!session.openDialog) await session.settle();
    const kind = await session.answerDialog(accept, text === undefined ? undefined : values.fill(text));
    return {
      action: { kind: 'dialog', dialog: kind, accept, ...(text === undefined ? {} : { text: values.keep(text) }) },
      text: accept ? 'accepted' : 'dismissed',
      effects: { navigated: false },
    };
  },
});
