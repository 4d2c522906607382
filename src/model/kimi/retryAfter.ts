/** How long a host asks to wait, from the headers that hosts use for it. Never negative. */

export function retryAfter(headers: Headers, nowMs: number): number | undefined {
  const read = (name: string) => headers.get(name)?.trim() || undefined;
  const milliseconds = Number(read('retry-after-ms') ?? Number.NaN);
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);

  // The host's own clock where it tells it: this machine's may be an hour off.
  const hostNow = Date.parse(read('date') ?? '');
  const now = Number.isNaN(hostNow) ? nowMs : hostNow;
  return waitOf(read('retry-after'), now) ?? waitOf(read('x-ratelimit-reset'), now);
}

/** Seconds, a date, a time since 1970 in seconds or milliseconds, or `1m30s`. */
function waitOf(written: string | undefined, now: number): number | undefined {
  if (written === undefined) return undefined;
  const value = Number(written);
  if (Number.isFinite(value))
    return Math.max(0, value > 1e12 ? value - now : value > 1e9 ? value * 1000 - now : value * 1000);

  const units = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:([\d.]+)s)?(?:(\d+)ms)?$/.exec(written);
  if (units) {
    const [hours = 0, minutes = 0, seconds = 0, rest = 0] = units.slice(1).map((part) => Number(part ?? 0));
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest;
  }
  const date = Date.parse(written);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
