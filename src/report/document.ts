/** The shell of every page that we write: one file, no network, nothing runs but our own script. */
import { createHash } from 'node:crypto';
import { html, verbatim, type Markup } from './html.ts';
import { STYLE } from './style/style.ts';

export type Tone = 'good' | 'bad' | 'warn';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** `file:` because a page from disk has no origin that `'self'` could name. */
const policy = (script: string) =>
  [
    `default-src 'none'`,
    `img-src 'self' data: file:`,
    `style-src ${hash(STYLE)}`,
    `script-src ${hash(script)}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');

/** Put together outside of a template: a space more, and the hash is another. */
const STYLE_ELEMENT = verbatim('<style>' + STYLE + '</style>');

const ICONS: Record<Tone, string> = { good: '%231a7f4b', bad: '%23c9342d', warn: '%23a66a00' };

/** `script`: our own, the only one that the page's policy lets run. */
export function renderDocument(title: string, tone: Tone, body: Markup, { script }: { script: string }): string {
  const icon = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><circle cx='8' cy='8' r='7' fill='${ICONS[tone]}'/></svg>`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${verbatim(policy(script))}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="${icon}" />
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${body} ${verbatim('<script>' + script + '</script>')}
      </body>
    </html> `.text;
}
