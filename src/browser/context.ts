import { devices, type Browser, type BrowserContext } from 'playwright';
import { UitestError } from '../core/error.ts';
import type { Scenario, Use } from '../core/scenario.ts';
import { registerEngines } from './engines.ts';
import { registerHandEngines } from './handEngines.ts';

/** An element that is there is acted on in a fraction of this; waiting longer hides that it is covered or disabled. */
export const ACT_TIMEOUT_MS = 5_000;
const LOAD_TIMEOUT_MS = 30_000;

/** A clean browser context as the scenario's `use:` wants it, behind the guard at `proxy`. */
export async function openContext(
  browser: Browser,
  { use, headers }: Scenario,
  proxy: string,
): Promise<BrowserContext> {
  await registerEngines();
  await registerHandEngines();
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
    proxy: { server: proxy },
    serviceWorkers: 'block',
    acceptDownloads: true,
    ...(use.locale ? { locale: use.locale } : {}),
    ...(use.timezone ? { timezoneId: use.timezone } : {}),
    ...(use.colorScheme ? { colorScheme: use.colorScheme } : {}),
    ...(use.storageState ? { storageState: use.storageState } : {}),
    ...(Object.keys(headers).length > 0 ? { extraHTTPHeaders: headers } : {}),
  });
  context.setDefaultTimeout(ACT_TIMEOUT_MS);
  context.setDefaultNavigationTimeout(LOAD_TIMEOUT_MS);
  return context;
}

/** Whether the scenario's device is worked with a finger. */
export function hasTouch({ device }: Use): boolean {
  return device !== undefined && devices[device]?.hasTouch === true;
}
