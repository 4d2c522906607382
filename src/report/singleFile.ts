/** A report whose pictures stand in the file itself, each once: for an attachment. */
import { verbatim, type Markup } from './html.ts';

/** File name in `shots/` → `data:` URI. */
export type Pictures = Record<string, string>;

const IMAGE = /<img\s+src="shots\/([\w.-]+)"\s+(?:width="(\d+)"\s+height="(\d+)")?/g;
/** In text and in the values of attributes a quote is escaped, so these can only be ours. */
const LINK = /href="shots\/[\w.-]+"/g;

/** The script puts each picture where it belongs as soon as it comes into view. */
export function withinTheFile(page: Markup, pictures: Pictures): Markup {
  const body = page.text
    .replace(IMAGE, (_, name: string, width = '16', height = '9') => {
      const blank = `data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'/%3E`;
      return `<img data-shot="${name}" src="${blank}" width="${width}" height="${height}"`;
    })
    .replace(LINK, 'href="#"');
  return verbatim(`${body}${dataBlock(pictures)}`);
}

/** No script runs from it, so no hash is needed; base64 holds nothing that could end it. */
function dataBlock(pictures: Pictures): string {
  const json = JSON.stringify(pictures).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="pictures">${json}</script>`;
}
