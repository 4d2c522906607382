/** Takes the values of secrets out of every text on its way out: plain, URL, JSON, HTML, base64 and hex forms. */

/** The shortest value that a scenario may call a secret. */
const SCRAP = 6;

export type Redact = (text: string) => string;

export const keepAll: Redact = (text) => text;

/** `secrets`: name → value. What is found becomes `{{secret:name}}`. Longest value first, so that one inside another is not torn. */
export function redactor(secrets: Record<string, string>): Redact {
  const forms = Object.entries(secrets)
    .flatMap(([name, value]) => formsOf(value).map((form) => ({ form, slot: `{{secret:${name}}}` })))
    .sort((a, b) => b.form.length - a.form.length);
  if (forms.length === 0) return keepAll;
  // A value can stand inside a slot's own name (a secret "password" called password): slots are left whole.
  return (text) =>
    forms.reduce((left, { form, slot }) => (left.includes(form) ? replaceOutside(left, form, slot) : left), text);
}

const SLOT = /(\{\{secret:[\w-]+\}\})/;

function replaceOutside(text: string, form: string, slot: string): string {
  return text
    .split(SLOT)
    .map((part) => (SLOT.test(part) ? part : part.split(form).join(slot)))
    .join('');
}

function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const base64 = [0, 1, 2].map((offset) => base64Core(bytes, offset));
  const forms = [
    value,
    // As a page shows it, and as the element list prints it.
    value.replace(/\s+/g, ' ').trim(),
    json,
    JSON.stringify(json).slice(1, -1),
    ...htmlForms(value),
    ...urlForms(value),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
  // Normalising can leave a scrap (`x/../e` as a path is `e`) that would be found everywhere.
  return [...new Set(forms)].filter((form) => form.length >= Math.min(value.length, SCRAP) && form !== '');
}

function htmlForms(value: string): string[] {
  const text = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const attribute = text.replaceAll('"', '&quot;');
  return [text, attribute, attribute.replaceAll("'", '&#39;'), attribute.replaceAll("'", '&#x27;')];
}

/** JavaScript's own escaping, and what a browser makes of the value in a form, a query, a hash and a path: each leaves other characters alone. */
function urlForms(value: string): string[] {
  const url = new URL('http://host/');
  url.search = value;
  url.hash = value;
  url.pathname = value;
  const forms = [
    encodeURI(value.toWellFormed()),
    encodeURIComponent(value.toWellFormed()),
    encodeURIComponent(value.toWellFormed()).replaceAll('%20', '+'),
    new URLSearchParams([['', value]]).toString().slice(1),
    url.search.slice(1),
    url.hash.slice(1),
    url.pathname.slice(1),
  ];
  return [...forms, ...forms.map((form) => form.replace(/%[\dA-F]{2}/g, (escape) => escape.toLowerCase()))];
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
