import { z } from 'zod';
import { scrollsAnywhere } from '../browser/area.ts';
import { defineTool } from './tool.ts';

export const find = defineTool({
  name: 'find',
  description: 'Find elements anywhere in the page, also outside the screenshot, by their text. Gives refs.',
  input: z.object({ text: z.string().min(1).max(200) }),

  async run({ session, values }, { text }) {
    const elements = await session.find(values.fill(text));
    if (elements !== '') return { text: 'found', elements };
    const more = await scrollsAnywhere(session.page);
    return { text: more ? 'nothing found; more may load: scroll with until' : 'nothing found', elements };
  },
});
