/** The server started by hand: see README.md. Compiled and called by serveKimi.mjs. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { seededFaults, startKimiServer } from '../kimiServer.ts';
import { builtinKimi } from './builtinKimi.ts';
import { DIALECT_NAMES } from './dialects.ts';
import { ScriptedKimi } from './scriptedKimi.ts';
import type { SeenRequest } from './seenRequest.ts';
import type { ScriptedReply } from './scriptedReply.ts';

const script = z.array(
  z.object({
    text: z.string().optional(),
    reasoning: z.string().optional(),
    calls: z.array(z.object({ name: z.string(), args: z.unknown() })).optional(),
  }),
);

export async function serveByHand(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '8787' },
      dialect: { type: 'string', default: 'moonshot' },
      key: { type: 'string' },
      script: { type: 'string' },
      faults: { type: 'string' },
    },
  });
  const plan = values.script ? scripted(values.script) : builtinKimi();
  const server = await startKimiServer({
    port: Number(values.port),
    dialect: z.enum(DIALECT_NAMES).parse(values.dialect),
    ...(values.key ? { key: values.key } : {}),
    ...(values.faults ? { faults: seededFaults(Number(values.faults)) } : {}),
    reply: async (request) => {
      const reply = await plan(request);
      const calls = (reply.calls ?? []).map(
        ({ name, args: input }) => `${name} ${typeof input === 'string' ? input : JSON.stringify(input)}`,
      );
      console.log(
        `${request.number}. ${request.usage.prompt} tokens, ${request.pictures} pictures → ${calls.join(' · ') || reply.text}`,
      );
      return reply;
    },
  });
  console.log(`${values.dialect} at ${server.baseURL}; end with Ctrl-C`);
}

function scripted(file: string): (request: SeenRequest) => ScriptedReply | Promise<ScriptedReply> {
  const lines = script.parse(JSON.parse(readFileSync(file, 'utf8')));
  const replies = lines.map(({ text, reasoning, calls }): ScriptedReply => ({
    ...(text === undefined ? {} : { text }),
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(calls ? { calls } : {}),
  }));
  return new ScriptedKimi(...replies).reply;
}
