/** Takes the values of secrets out of every text on its way out: plain, URL, JSON, HTML, base64 and hex forms. */

export type Redact = (text: string) => string;

export const keepAll: Redact = (text) => text;

/** `secrets`: name → value. What is found becomes `{{secret:name}}`. Longest value first, so that one inside another is not torn. */
export function redactor(secrets: Record<string, string>): Redact {
  const forms = Object.entries(secrets)
    .flatMap(([name, value]) => [...formsOf(value)].map((form) => ({ form, slot: `{{secret:${name}}}` })))
    .sort((a, b) => b.form.length - a.form.length);
  if (forms.length === 0) return keepAll;
  return (text) =>
    forms.reduce((left, { form, slot }) => (left.includes(form) ? left.split(form).join(slot) : left), text);
}

function formsOf(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1);
  const html = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  return new Set([
    value,
    encodeURIComponent(value),
    encodeURI(value),
    encodeURIComponent(value).replaceAll('%20', '+'),
    json,
    JSON.stringify(json).slice(1, -1),
    html,
    html.replaceAll("'", '&#39;'),
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].map((offset) => base64Core(bytes, offset)),
  ]);
}

/** The part of the value's base64 that does not depend on what stands around it, when it begins `offset` bytes into a group of three. */
function base64Core(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const skip = offset === 0 ? 0 : offset + 1;
  const tail = (offset + bytes.length) % 3 === 0 ? text.length : text.length - 1;
  return text.slice(skip, tail);
}
