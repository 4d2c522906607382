/** The help page; its content is a document of its own in an iframe, with its own search. */
import { htmlDocument, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html, Html } from '../html.ts';
import { page } from '../layout.ts';
import { HELP_STYLESHEET } from '../stylesheet.ts';

const TOPICS = [
  ['How long does delivery take?', 'Standard delivery takes three to five days, express delivery comes tomorrow.'],
  ['How do I return a lamp?', 'Within thirty days, in any box. We pay the postage.'],
  ['Which bulb fits my lamp?', 'The socket is printed on the shade: E27, E14 or GU10.'],
  ['Can I change an order?', 'Until it is shipped: open the order and press Edit.'],
  ['How do I use a discount code?', 'Type it into the field in the cart and press "Apply code".'],
] as const;

export const helpRoutes: Route[] = [
  { method: 'GET', path: '/help', open: true, answer: helpPage },
  { method: 'GET', path: '/help/content', open: true, answer: content },
];

function helpPage(x: Exchange): Answer {
  return page(x, {
    title: x.t('Help'),
    body: html`<h1>${x.t('Help')}</h1>
      <p class="lead">${x.t('Answers to what people ask us most.')}</p>
      <iframe src="/help/content" title="${x.t('Help topics')}"></iframe>`,
  });
}

function content({ url, state, t, bug }: Exchange): Answer {
  const asked = (url.searchParams.get('q') ?? '').trim();
  const word = asked.toLowerCase();
  const found = TOPICS.filter(([question, answer]) => `${question} ${answer}`.toLowerCase().includes(word));
  const shown = bug('help-search-empty') && asked !== '' ? [] : found;
  const count =
    shown.length === 1
      ? t('1 topic about "{asked}"', { asked })
      : t('{n} topics about "{asked}"', { n: shown.length, asked });
  const text = html`<!doctype html>
    <html lang="${state.language}" dir="${state.language === 'ar' ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <title>${t('Help topics')}</title>
        <style>
          ${new Html(HELP_STYLESHEET)}
        </style>
      </head>
      <body>
        <form role="search" method="get" action="/help/content">
          <label>${t('Search the help')} <input type="search" name="q" value="${asked}" /></label>
          <button>${t('Search')}</button>
        </form>
        ${asked !== '' && html`<p role="status">${count}</p>`}
        ${shown.map(
          ([question, answer]) =>
            html`<h2>${question}</h2>
              <p>${answer}</p>`,
        )}
      </body>
    </html>`.text;
  return htmlDocument(text);
}
