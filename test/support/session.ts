/** A session on a page that the test writes down, behind a guard of its own. */
import { startGuard, type Guard } from '../../src/browser/guard.ts';
import { Session } from '../../src/browser/session.ts';
import type { Scenario } from '../../src/core/scenario.ts';
import { test as base } from './browser.ts';
import { startLocalServer, type LocalServer, type Routes } from './localServer.ts';

export { expect } from '@playwright/test';

export interface Visit {
  session: Session;
  server: LocalServer;
  guard: Guard;
}

export interface VisitOptions {
  scenario?: Partial<Scenario>;
  /** Name → value; each may be typed on the page's own origin. */
  secrets?: Record<string, string>;
  /** Origins that are allowed beside the page's own. */
  alsoAllowed?: string[];
  /** Of the screenshots. */
  quality?: number;
}

type Visiting = (page: string | Routes, options?: VisitOptions) => Promise<Visit>;

/** `visit` opens `/` and looks once, so that refs can be used; what it opened is closed when the test ends. */
export const test = base.extend<{ serve: (routes: Routes) => Promise<LocalServer>; visit: Visiting }>({
  // oxlint-disable-next-line no-empty-pattern
  serve: async ({}, use) => {
    const servers: LocalServer[] = [];
    await use(async (routes) => {
      const server = await startLocalServer(routes);
      servers.push(server);
      return server;
    });
    await Promise.all(servers.map((server) => server.close()));
  },

  visit: async ({ chromium, serve }, use) => {
    const open: { close(): Promise<void> }[] = [];
    await use(async (page, { scenario = {}, secrets = {}, alsoAllowed = [], quality } = {}) => {
      const server = await serve(typeof page === 'string' ? { '/': page } : page);
      const origins = [server.origin, ...alsoAllowed];
      const guard = await startGuard(origins);
      open.unshift(guard);
      const session = await Session.open({
        browser: chromium,
        scenario: {
          ...scenarioAt(`${server.origin}/`),
          origins,
          secrets: Object.fromEntries(
            Object.keys(secrets).map((name) => [name, { env: name.toUpperCase(), origins: [server.origin] }]),
          ),
          ...scenario,
        },
        secrets,
        guard,
        quality,
      });
      open.unshift(session);
      await session.start();
      await session.observe({ picture: false });
      return { session, server, guard };
    });
    for (const each of open) await each.close();
  },
});

export function scenarioAt(url: string): Scenario {
  return {
    name: 'A test',
    file: '/scenarios/a.yaml',
    url,
    secrets: {},
    vars: {},
    origins: [new URL(url).origin],
    limits: { turns: 60, minutes: 10, tokens: 500_000, usd: 1, repeats: 8, mistakes: 5 },
    steps: [],
    allow: [],
    use: { browser: 'chromium', viewport: { width: 800, height: 600 } },
    files: {},
    headers: {},
    before: [],
    after: [],
    verify: 1,
  };
}
