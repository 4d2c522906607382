/** Whether two names mean one model: hosts add a vendor in front, and a date or a format behind. */
export function sameModel(one: string, other: string): boolean {
  const [a = '', b = ''] = [one, other].map((name) => name.toLowerCase().split('/').at(-1) ?? '');
  return Boolean(a && b) && (a === b || a.startsWith(`${b}-`) || b.startsWith(`${a}-`));
}
