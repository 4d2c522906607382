/** `1.2 MB`, `340 kB`: of a million and of a thousand bytes, as mail and tickets count. */
export function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
