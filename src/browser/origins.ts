/** Which origins the browser may reach. Compared as WHATWG origins: exact scheme, host and port. */
import { UitestError } from '../core/error.ts';
import { parseUrl } from '../core/url.ts';

export function isAllowed(url: string, origins: readonly string[]): boolean {
  const parsed = parseUrl(url);
  return parsed !== undefined && isWeb(parsed) && origins.includes(parsed.origin);
}

/** CONNECT names only host and port, so https and wss are judged by those. */
export function isAllowedTunnel(host: string, port: number, origins: readonly string[]): boolean {
  return origins.some((origin) => {
    const { protocol, hostname, port: own } = new URL(origin);
    return hostname === host && Number(own || (protocol === 'https:' ? 443 : 80)) === port;
  });
}

/**
 * The address that a `navigate` goes to: absolute or relative to `base`, as WHATWG parses it.
 * Throws `guard.refused` for anything that is not an allowed origin.
 */
export function destination(raw: string, base: string, origins: readonly string[]): string {
  const url = parseUrl(raw, base);
  if (!url || !isWeb(url))
    throw new UitestError(
      'guard.refused',
      `refused: expected an http(s) address, found ${JSON.stringify(raw.slice(0, 200))}`,
    );
  if (url.username || url.password)
    throw new UitestError('guard.refused', 'refused: an address with a user name or password in it');
  if (!origins.includes(url.origin))
    throw new UitestError(
      'guard.refused',
      `refused: ${url.origin} is not an allowed origin (allowed: ${origins.join(', ')}). Add it to origins: in the scenario if the test needs it`,
    );
  return url.href;
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}
