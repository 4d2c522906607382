/** What is set up before the test: options of the browser's context, and requests that put the application into a known state. */
import { literal } from '../core/locatorText.ts';
import type { Hook, HttpCredentials, Scenario } from '../core/scenario.ts';
import { indent } from './step.ts';
import { suiteAddress, suiteHas, suitePath, type SuiteStyle } from './suiteStyle.ts';

/** What does not fit a screen goes below each other. */
const LONG = 120;

/** Playwright's own, where neither a spec nor a suite says otherwise. */
const DEFAULT_VIEWPORT = { width: 1280, height: 720 };
const DEFAULT_TEST_ID = 'data-testid';

/** `byTestId`: whether a locator of the spec depends on the attribute. */
export function useLines(
  { use, headers, secrets }: Scenario,
  suite: SuiteStyle | undefined,
  byTestId: boolean,
): string[] {
  const set: Record<string, unknown> = suite?.use ?? {};
  const option = (name: string, value: string | undefined) =>
    value === undefined || suiteHas(suite, name, value) ? [] : [`${name}: ${literal(value)}`];
  const { width, height } = use.viewport;
  const sized = suiteHas({ ...NOTHING, use: { viewport: DEFAULT_VIEWPORT, ...set } }, 'viewport', { width, height });
  const attribute = use.testIdAttribute ?? (byTestId ? DEFAULT_TEST_ID : undefined);
  const known = set['testIdAttribute'] ?? DEFAULT_TEST_ID;
  const options = [
    ...(use.device ? [`...devices[${literal(use.device)}]`] : []),
    ...(use.device !== undefined || sized ? [] : [`viewport: { width: ${width}, height: ${height} }`]),
    ...option('locale', use.locale),
    ...option('timezoneId', use.timezone),
    ...option('colorScheme', use.colorScheme),
    ...storageOption(use.storageState, suite),
    ...(attribute === undefined || attribute === known ? [] : [`testIdAttribute: ${literal(attribute)}`]),
    ...(use.httpCredentials ? [`httpCredentials: ${credentialsCode(use.httpCredentials, secrets)}`] : []),
    ...(Object.keys(headers).length > 0 && !suiteHas(suite, 'extraHTTPHeaders', headers)
      ? [`extraHTTPHeaders: { ${pairs(headers)} }`]
      : []),
  ];
  if (options.length === 0) return [];
  const line = `test.use({ ${options.join(', ')} });`;
  return line.length <= LONG ? [line, ''] : ['test.use({', ...indent(options.map((each) => `${each},`)), '});', ''];
}

const NOTHING: SuiteStyle = { folder: '', language: 'ts', use: {} };

/** A suite that logs everybody in must not log in a spec whose scenario began as a stranger. */
function storageOption(state: string | undefined, suite: SuiteStyle | undefined): string[] {
  const set = suite?.use['storageState'];
  if (state !== undefined)
    return suiteHas(suite, 'storageState', state) ? [] : [`storageState: ${literal(suitePath(state, suite))}`];
  return set === undefined || set === null ? [] : ['storageState: { cookies: [], origins: [] }'];
}

function credentialsCode({ username, secret, origin }: HttpCredentials, secrets: Scenario['secrets']): string {
  const password = `process.env[${literal(secrets[secret]?.env ?? '')}] ?? ''`;
  return `{ username: ${literal(username)}, password: ${password}, origin: ${literal(origin)} }`;
}

function pairs(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${literal(name)}: ${literal(value)}`)
    .join(', ');
}

/** Requests that put the application into a known state; commands are the suite's own to run. */
export function hookLines({ before }: Scenario, suite: SuiteStyle | undefined): string[] {
  const requests = before.filter((hook): hook is Extract<Hook, { kind: 'request' }> => hook.kind === 'request');
  if (requests.length === 0) return [];
  const lines = requests.map(({ method, url, body, headers }) => {
    const options = [
      `method: ${literal(method)}`,
      ...(body === undefined ? [] : [`data: ${literal(body)}`]),
      ...(Object.keys(headers).length > 0 ? [`headers: { ${pairs(headers)} }`] : []),
    ];
    return `await request.fetch(${literal(suiteAddress(url, suite))}, { ${options.join(', ')} });`;
  });
  return ['test.beforeEach(async ({ request }) => {', ...indent(lines), '});', ''];
}
