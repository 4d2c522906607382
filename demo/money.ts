/** Amounts are whole cents everywhere; only pages and files show euros. */

export function euros(cents: number): string {
  return `€${plainEuros(cents)}`;
}

export function plainEuros(cents: number): string {
  return (cents / 100).toFixed(2);
}
