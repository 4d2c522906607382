/** A scenario on a real page, planned over the wire: Kimi's adapter asks the strict server, which answers from a script. */
import { createKimi, type KimiLimits } from '../../src/model/kimi/kimi.ts';
import type { Model } from '../../src/core/message.ts';
import { test as base } from './drive.ts';
import { startKimiServer, type KimiServer, type KimiServerOptions } from './kimiServer.ts';
import type { SeenRequest } from './kimiServer/seenRequest.ts';

export { expect } from '@playwright/test';

export interface Wired {
  server: KimiServer;
  model: Model;
}

export interface Wiring extends KimiServerOptions {
  thinking?: 'on' | 'off' | 'auto';
  limits?: Partial<KimiLimits>;
}

export const test = base.extend<{ wire: (wiring: Wiring) => Promise<Wired> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from the pattern.
  wire: async ({}, use) => {
    const servers: KimiServer[] = [];
    await use(async ({ thinking = 'off', limits = {}, ...options }) => {
      const server = await startKimiServer(options);
      servers.push(server);
      const model = createKimi({
        model: 'kimi-k2.5',
        host: 'moonshot',
        baseURL: server.baseURL,
        thinking,
        tuning: { limits, sleep: () => Promise.resolve() },
      });
      return { server, model };
    });
    for (const server of servers) await server.close();
  },
});

/** The ref under which the newest element list names an element. */
export function refOf({ turn, elements }: SeenRequest, role: string, name: string): string {
  const ref = turn?.elements.find((each) => each.role === role && each.name === name)?.ref;
  if (!ref) throw new RangeError(`no ${role} ${JSON.stringify(name)} in the element list:\n${elements}`);
  return ref;
}
