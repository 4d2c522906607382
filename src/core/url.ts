/** WHATWG parsing without an exception; `URL.parse` itself is younger than Node 20. */
export function parseUrl(text: string, base?: string): URL | undefined {
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}
