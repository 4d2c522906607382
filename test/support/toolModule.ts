/** A module of tools as a project would write it, for a scenario that a test writes down. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const PUBLIC = pathToFileURL(path.resolve(import.meta.dirname, '../../src/tools/custom/api.ts')).href;

export function toolModule(body: string): string {
  return `import { defineTool, z } from '${PUBLIC}';\n${body}`;
}

/** A one-time code that is another each time that it is fetched, also in the next run. */
export const MAILBOX = toolModule(`
  export const fetchCode = defineTool({
    name: 'fetch_code',
    description: 'The one-time code that was sent to a user.',
    input: z.object({ user: z.string(), digits: z.number().default(6) }),
    run({ user }) {
      globalThis.fetched = (globalThis.fetched ?? 111110) + 1;
      return { code: String(globalThis.fetched), mail: 'Dear ' + user };
    },
  });
`);
