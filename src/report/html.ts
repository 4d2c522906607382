/** HTML in which every value is text unless it was made here. The only way from a string of a page or a model into the report. */

/** Made by `html` alone, so no journal can hold one. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type { Markup };
export type Part = Markup | string | number | false | undefined | Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  return new Markup(strings.map((literal, at) => literal + (at < parts.length ? textOf(parts[at]) : '')).join(''));
}

function textOf(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (Array.isArray(part)) return part.map(textOf).join('');
  return part === undefined || part === false ? '' : escape(String(part));
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Safe as text and as the value of a quoted attribute. Control and bidirectional override characters become visible marks. */
export function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] ?? mark);
}

/** Our own CSS or script: it stands in the page as it is, for its hash is in the policy. Never anything else. */
export function verbatim(own: string): Markup {
  return new Markup(own);
}
