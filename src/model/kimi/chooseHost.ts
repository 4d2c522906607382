/** Which host is asked, and with which key: a named host, else the base URL's hostname, else the key that is set. */
import { UitestError } from '../../core/error.ts';
import { HOST_NAMES, HOSTS, hostOf, isHostName, type HostName, type HostProfile } from './hosts.ts';

export interface HostChoice {
  /** `--host`. */
  host?: string | undefined;
  /** `--base-url`; `UITEST_BASE_URL` stands in for it. */
  baseURL?: string | undefined;
  /** `--api-key-env`: the name of a variable, never a key. */
  apiKeyEnv?: string | undefined;
  env: Record<string, string | undefined>;
}

export interface ChosenHost {
  host: HostName;
  baseURL: string;
  apiKey?: string;
  /** The variable that was looked at, for messages. */
  apiKeyEnv: string;
  warnings: string[];
}

const ANY_KEY = 'UITEST_API_KEY';

/** Whether the environment or the command line points at any model host: then Kimi is the default model. */
export function hostIsConfigured({ host, baseURL, apiKeyEnv, env }: HostChoice): boolean {
  return (
    Boolean(host ?? baseURL ?? apiKeyEnv ?? env['UITEST_BASE_URL']) ||
    HOST_NAMES.some((name) => keyIn(env, HOSTS[name].keyEnv))
  );
}

export function chooseHost(choice: HostChoice): ChosenHost {
  const { env } = choice;
  const written = choice.baseURL ?? (env['UITEST_BASE_URL'] || undefined);
  const url = written === undefined ? undefined : parseBaseURL(written);
  const profile = HOSTS[namedHost(choice.host) ?? (url ? hostOf(url) : hostOfKey(choice))];
  const baseURL = url?.href.replace(/\/+$/, '') ?? profile.baseURL;
  if (baseURL === undefined)
    throw new UitestError(
      'usage.invalid',
      `The host ${profile.name} needs a base URL, for example --base-url http://127.0.0.1:8000/v1 (or UITEST_BASE_URL).`,
    );

  const apiKeyEnv = choice.apiKeyEnv ?? (keyIn(env, profile.keyEnv) ? profile.keyEnv : ANY_KEY);
  const apiKey = keyIn(env, apiKeyEnv);
  if (!apiKey && (choice.apiKeyEnv !== undefined || !url)) throw noKey(profile, choice.apiKeyEnv);
  return {
    host: profile.name,
    baseURL,
    ...(apiKey ? { apiKey } : {}),
    apiKeyEnv: apiKey ? apiKeyEnv : (choice.apiKeyEnv ?? profile.keyEnv),
    warnings: apiKey && !isPrivate(new URL(baseURL)) ? [`The key travels in plain text: ${baseURL} is not https.`] : [],
  };
}

function namedHost(host: string | undefined): HostName | undefined {
  if (host === undefined) return undefined;
  if (isHostName(host)) return host;
  throw new UitestError(
    'usage.invalid',
    `Expected --host to be one of ${HOST_NAMES.join(', ')}, got ${JSON.stringify(host)}.`,
  );
}

/** A key of one host is never sent to another, so without a base URL the first key that is set decides. */
function hostOfKey({ env }: HostChoice): HostName {
  return HOST_NAMES.find((name) => name !== 'generic' && keyIn(env, HOSTS[name].keyEnv)) ?? 'moonshot';
}

/** Keys are pasted: spaces and line ends around them are not part of them, and would be refused in a header. */
function keyIn(env: HostChoice['env'], name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function parseBaseURL(written: string): URL {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UitestError(
      'usage.invalid',
      `Expected the base URL to be an http or https address such as https://api.moonshot.ai/v1, got ${JSON.stringify(written)}.`,
    );
  if (url.username || url.password)
    throw new UitestError(
      'usage.invalid',
      `The base URL of ${url.host} holds a user name or password. Leave them out and give the key in ${ANY_KEY}, or in a variable that --api-key-env names.`,
    );
  url.hash = '';
  return url;
}

function isPrivate(url: URL): boolean {
  return url.protocol === 'https:' || /^(localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname);
}

function noKey(profile: HostProfile, named: string | undefined): UitestError {
  const where = profile.keysAt ? ` Keys are made at ${profile.keysAt}.` : '';
  return new UitestError(
    'model.key',
    named === undefined
      ? `Expected a key for ${profile.title} in ${profile.keyEnv} (or ${ANY_KEY}), found none. Set it, or run without a key: --model builtin.${where}`
      : `Expected a key in ${named}, as --api-key-env says, found none. Set that variable.${where}`,
  );
}
