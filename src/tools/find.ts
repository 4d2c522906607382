import { z } from 'zod';
import { defineTool } from './tool.ts';

export const find = defineTool({
  name: 'find',
  description: 'Find elements anywhere in the page, also outside the screenshot, by their text. Gives refs.',
  input: z.object({ text: z.string().min(1).max(200) }),

  async run({ session, values }, { text }) {
    const elements = await session.find(values.fill(text));
    return { text: elements === '' ? 'nothing found' : 'found', elements };
  },
});
