import { devices, selectors, type Browser, type BrowserContext } from 'playwright';
import { UitestError } from '../core/error.ts';
import type { HttpCredentials, Scenario, Use } from '../core/scenario.ts';
import { registerEngines } from './engines.ts';
import type { Guard } from './guard.ts';
import { registerHandEngines } from './handEngines.ts';

/** An element that is there is acted on in a fraction of this; waiting longer hides that it is covered or disabled. */
export const ACT_TIMEOUT_MS = 5_000;
const LOAD_TIMEOUT_MS = 30_000;

export interface ContextOptions {
  browser: Browser;
  scenario: Scenario;
  /** Name → value. */
  secrets: Record<string, string>;
  guard: Pick<Guard, 'url'>;
}

/** A clean browser context as the scenario's `use:` wants it, behind the guard. */
export async function openContext({
  browser,
  scenario: { use, headers },
  secrets,
  guard,
}: ContextOptions): Promise<BrowserContext> {
  await registerEngines();
  await registerHandEngines();
  // Of the whole process: set for every session, so that none is left with what another scenario asked for.
  selectors.setTestIdAttribute(use.testIdAttribute ?? 'data-testid');
  const device = use.device === undefined ? {} : devices[use.device];
  if (device === undefined)
    throw new UitestError(
      'scenario.invalid',
      `use.device: expected a device that Playwright knows, found ${JSON.stringify(use.device)}`,
    );
  const { defaultBrowserType: _, ...emulated } = { defaultBrowserType: undefined, ...device };
  const context = await browser.newContext({
    viewport: use.viewport,
    ...emulated,
    proxy: { server: guard.url },
    serviceWorkers: use.serviceWorkers ?? 'block',
    acceptDownloads: true,
    ...(use.locale ? { locale: use.locale } : {}),
    ...(use.timezone ? { timezoneId: use.timezone } : {}),
    ...(use.colorScheme ? { colorScheme: use.colorScheme } : {}),
    ...(use.storageState ? { storageState: use.storageState } : {}),
    ...(use.httpCredentials ? { httpCredentials: credentials(use.httpCredentials, secrets) } : {}),
    ...(Object.keys(headers).length > 0 ? { extraHTTPHeaders: headers } : {}),
  });
  context.setDefaultTimeout(ACT_TIMEOUT_MS);
  context.setDefaultNavigationTimeout(LOAD_TIMEOUT_MS);
  return context;
}

/** The password is put in here, at the last moment, and goes to the one origin only. */
function credentials({ username, secret, origin }: HttpCredentials, secrets: Record<string, string>) {
  return { username, password: secrets[secret] ?? '', origin };
}

/** Whether the scenario's device is worked with a finger. */
export function hasTouch({ device }: Use): boolean {
  return device !== undefined && devices[device]?.hasTouch === true;
}
