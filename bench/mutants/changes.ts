/** Changes of a page after which a person would go on working as before: no spec may go red. Each is made to the HTML on its way. */

export interface Change {
  name: string;
  html?: (text: string) => string;
  /** Milliseconds that each answer takes longer. */
  delayMs?: number;
}

export const CHANGES: readonly Change[] = [
  {
    name: 'classes are renamed',
    html: (text) =>
      text.replace(/ class="([^"]*)"/g, (_, names: string) => ` class="${names.replace(/[\w-]+/g, 'm-$&')}"`),
  },
  { name: 'ids are renamed', html: withOtherIds },
  {
    name: 'forms and the main part are wrapped',
    html: (text) =>
      text
        .replace(/<form\b/g, '<div><div><form')
        .replaceAll('</form>', '</form></div></div>')
        .replace(/(<main[^>]*>)/, '$1<div><div>')
        .replace('</main>', '</div></div></main>'),
  },
  {
    name: 'the links of the navigation are in another order',
    html: (text) =>
      text.replace(
        /(<nav[^>]*>)([\s\S]*?)(<\/nav>)/g,
        (_, open: string, inside: string, close: string) => open + reversed(inside) + close,
      ),
  },
  {
    name: 'a cookie banner at the end',
    html: (text) =>
      text.replace(
        '</body>',
        '<aside aria-label="Cookies"><p>This shop uses cookies.</p><button type="button">Accept all</button></aside></body>',
      ),
  },
  {
    name: 'an unrelated label reads otherwise',
    html: (text) => text.replace(/>Help</g, '>Help centre<').replace(/>Activity</g, '>What happened<'),
  },
  {
    name: 'a banner with a heading and a link',
    html: (text) =>
      text.replace(
        /(<main[^>]*>)/,
        '$1<section aria-label="Offer"><h2>Summer at last</h2><p>All outdoor lights are back. <a href="#offer">See the offer</a></p></section>',
      ),
  },
  {
    name: 'hidden fields and data attributes',
    html: (text) =>
      text
        .replace(/(<form[^>]*>)/g, '$1<input type="hidden" name="trace" value="1">')
        .replace(/<(button|a|input)\b/g, '<$1 data-track="1"'),
  },
  {
    name: 'white space between tags',
    html: (text) =>
      text.replace(/>([^<>{}]*\S[^<>{}]*)<\/(h1|h2|p|a|button|label|td|th|li|span|legend)>/g, '>\n    $1\n  </$2>'),
  },
  { name: 'every answer takes 300 ms longer', delayMs: 300 },
  {
    name: 'another stylesheet',
    html: (text) =>
      text.replace(
        '</head>',
        '<style>body { font: 20px/2 serif; max-width: 60rem; } button { padding: 1rem; } main { display: flow-root; }</style></head>',
      ),
  },
  {
    name: 'fields say how they are filled in',
    html: (text) =>
      text.replace(/<input(?=[^>]*type="(?:text|password|email)")/g, '<input autocomplete="off" spellcheck="false"'),
  },
  {
    name: 'a table below',
    html: (text) =>
      text.replace(
        '</main>',
        '<table><caption>Opening hours</caption><tr><th>Monday</th><td>9 to 5</td></tr><tr><th>Sunday</th><td>closed</td></tr></table></main>',
      ),
  },
  {
    name: 'a footer with links',
    html: (text) =>
      text.replace(
        '</body>',
        '<footer><a href="#imprint">Imprint</a> <a href="#privacy">Privacy</a> <label>Language of the imprint <select><option>English</option></select></label></footer></body>',
      ),
  },
];

function withOtherIds(text: string): string {
  const ids = [...text.matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id);
  return ids.reduce((changed, id) => {
    const name = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return changed
      .replace(new RegExp(`((?:id|for|form|list|aria-[a-z]+)="(?:[^"]* )?)${name}(?=[ "])`, 'g'), `$1x-${id}`)
      .replace(new RegExp(`#${name}(?![\\w-])`, 'g'), `#x-${id}`)
      .replace(new RegExp(`getElementById\\((['"])${name}\\1`, 'g'), `getElementById($1x-${id}$1`);
  }, text);
}

/** The elements of a list of links the other way round; what is no link stays where it is. */
function reversed(inside: string): string {
  const links = inside.match(/<(?:li|a)\b[\s\S]*?<\/(?:li|a)>/g) ?? [];
  let at = links.length;
  return inside.replace(/<(?:li|a)\b[\s\S]*?<\/(?:li|a)>/g, () => links[--at] ?? '');
}
