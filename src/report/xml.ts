/** XML in which every value is text: well-formed whatever the text, read by strict parsers too. */

/** What XML 1.0 has no way to write, not even as a reference; and C1, which it allows and terminals obey. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  // Also for `]]>`, which may not stand in text.
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A parser makes spaces of them in an attribute, and one line end of both in text.
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Safe between tags. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '\ufffd')
    .replace(/[&<>"'\r\t]/g, (mark) => REFERENCES[mark] ?? mark);
}

/** ` name="value"`, with a space before; nothing for a value that is not there. */
export function xmlAttributes(values: Record<string, string | number | undefined>): string {
  return Object.entries(values)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`,
    )
    .join('');
}
