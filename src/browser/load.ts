import type { Page, Request, Response, Route } from 'playwright';
import { UitestError, messageOf } from '../core/error.ts';
import type { Scenario } from '../core/scenario.ts';

/** A picture, font or stream that never comes keeps a page from being loaded, but not from being used. */
const PATIENCE_MS = 5_000;

const ANYTHING = '**/*';

/** What Chromium says of a page that is behind HTTP Basic, when it has nothing to answer with. */
export const NO_CREDENTIALS = 'ERR_INVALID_AUTH_CREDENTIALS';

/** Goes somewhere and waits for its `load`, for a while. Resolves to the answer; null where none is known. */
export async function load(
  page: Page,
  go: (options: { waitUntil: 'domcontentloaded' }) => Promise<Response | null>,
): Promise<Response | null> {
  const response = await go({ waitUntil: 'domcontentloaded' });
  await page.waitForLoadState('load', { timeout: PATIENCE_MS }).catch(() => undefined);
  return response;
}

/** Loads the start URL; throws `server.unreachable` when nothing answers there, `server.unauthorized` when it wants to know who asks. */
export async function loadStart(page: Page, { url, use }: Scenario): Promise<void> {
  let response: Response | null;
  try {
    response = await load(page, (options) => page.goto(url, options));
  } catch (cause) {
    if (messageOf(cause).includes(NO_CREDENTIALS)) throw unauthorized(url, use);
    throw new UitestError(
      'server.unreachable',
      `could not load ${url}: is the application running? (${messageOf(cause).split('\n')[0] ?? ''})`,
      { cause },
    );
  }
  if (response && (await asksWho(response))) throw unauthorized(url, use);
}

function unauthorized(url: string, { httpCredentials }: Scenario['use']): UitestError {
  return new UitestError(
    'server.unauthorized',
    httpCredentials
      ? `${url} does not take the user name and password of \`use.httpCredentials\` (HTTP 401): is the secret ${httpCredentials.secret} the right one?`
      : `${url} asks for a user name and a password (HTTP 401): give them by \`use: { httpCredentials: { username, secret } }\``,
  );
}

/** Whether the answer is the one at which a browser would ask for a user name and a password. */
export async function asksWho(response: Response): Promise<boolean> {
  return response.status() === 401 && (await response.headerValue('www-authenticate').catch(() => null)) !== null;
}

/** Lets a page go to no further document. The one that is there stays. Resolves to what lets it go again. */
export async function holdDocuments(page: Page): Promise<() => Promise<void>> {
  const refuse = (route: Route, request: Request) =>
    request.isNavigationRequest() && request.frame() === page.mainFrame() ? route.abort('aborted') : route.fallback();
  await page.route(ANYTHING, refuse);
  return () => page.unroute(ANYTHING, refuse);
}
