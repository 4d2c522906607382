/** Addresses and origins as WHATWG reads them: what the guard compares is made here. Each function says what is wrong, or gives the value. */
import { parseUrl } from '../core/url.ts';
import { quoted } from './problem.ts';

type Read = { value: string } | { wrong: string };

export function readUrl(text: string, base?: string): Read {
  const url = parseUrl(text, base);
  const found = `found ${quoted(text)}`;
  if (!url || !isWeb(url)) return { wrong: `expected an absolute http or https address, ${found}` };
  if (url.username || url.password)
    return { wrong: 'expected an address without a user name or password in it: values belong in the environment' };
  return { value: url.href };
}

export function readOrigin(text: string): Read {
  const read = readUrl(text);
  if ('wrong' in read) return { wrong: `expected an origin such as https://shop.test:8443, found ${quoted(text)}` };
  const url = new URL(read.value);
  if (url.hostname.includes('*'))
    return { wrong: `expected an exact origin, found ${quoted(text)}: there are no wildcards` };
  if (url.pathname !== '/' || url.search || url.hash)
    return { wrong: `expected an origin without a path, found ${quoted(text)}: write ${quoted(url.origin)}` };
  return { value: url.origin };
}

/** What is wrong with a place to go to, absolute or relative to the start URL. */
export function destinationProblem(text: string, start: string, origins: string[]): string | undefined {
  const url = parseUrl(text, start);
  if (!url || !isWeb(url)) return `expected a path or an http or https address, found ${quoted(text)}`;
  if (url.username || url.password) return 'expected an address without a user name or password in it';
  if (origins.includes(url.origin)) return undefined;
  return `${quoted(url.origin)} is not an allowed origin: add it to \`origins\` if the scenario needs it`;
}

function isWeb({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}
