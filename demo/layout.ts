/** The frame around every page: head, header with navigation, messages, main, footer. */
import { htmlDocument, type Answer, type Exchange } from './exchange.ts';
import { html, Html, script, type HtmlPart } from './html.ts';
import { STYLESHEET } from './stylesheet.ts';

export interface Page {
  title: string;
  body: Html;
  /** `plain` leaves the navigation out: a page on which nothing else is to be done. */
  frame?: 'shop' | 'plain';
  status?: number;
}

const LAMP = new Html(
  `<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true"><path d="M16 2v6" stroke="#ffcf70" stroke-width="2.5"/><path d="M6 20a10 10 0 0 1 20 0z" fill="#ffcf70"/><circle cx="16" cy="22.5" r="3.2" fill="#fff3d6"/><path d="M10 27l-2 3M16 28v3M22 27l2 3" stroke="#ffcf70" stroke-width="2" stroke-linecap="round"/></svg>`,
);
const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Cpath d=%22M4 22a12 12 0 0 1 24 0z%22 fill=%22%23d9822b%22/%3E%3C/svg%3E';

const MEMBER_LINKS = [
  ['/dashboard', 'Dashboard'],
  ['/catalogue', 'Catalogue'],
  ['/orders', 'Orders'],
  ['/activity', 'Activity'],
  ['/profile', 'Profile'],
  ['/help', 'Help'],
] as const;
const VISITOR_LINKS = [
  ['/catalogue', 'Catalogue'],
  ['/help', 'Help'],
] as const;

export function page(x: Exchange, { title, body, frame = 'shop', status = 200 }: Page): Answer {
  const { language } = x.state;
  const rightToLeft = language === 'ar' && !x.bug('rtl-missing');
  const text = html`<!doctype html>
    <html lang="${language}" dir="${rightToLeft ? 'rtl' : 'ltr'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - Lamp &amp; Wire</title>
        <link rel="icon" href="${ICON}" />
        <style>
          ${new Html(STYLESHEET)}
        </style>
      </head>
      <body class="${frame}">
        <a class="skip" href="#main">${x.t('Skip to the content')}</a>
        <header class="bar">
          <div class="inner">
            <a class="brand" href="/">${LAMP}<span>Lamp &amp; Wire</span></a>
            ${frame === 'shop' && navigation(x)}
          </div>
        </header>
        <main id="main" tabindex="-1">${messages(x)} ${body}</main>
        ${frame === 'shop' && html`<footer>${x.t('Lamp & Wire is a demonstration. Nothing here can be bought.')}</footer>`}
      </body>
    </html>`.text;
  return htmlDocument(text, status);
}

function navigation(x: Exchange): Html {
  const { state, t } = x;
  const here = x.url.pathname;
  const link = (path: string, label: string): Html =>
    html`<li><a href="${path}" ${here.startsWith(path) && html`aria-current="page"`}>${t(label)}</a></li>`;
  return html`<nav aria-label="${t('Main')}">
      <ul>
        ${(state.user ? MEMBER_LINKS : VISITOR_LINKS).map(([path, label]) => link(path, label))}
      </ul>
    </nav>
    <ul class="tools">
      ${link('/cart', 'Cart')}
      <li><span class="badge">${itemCount(x)}</span></li>
      <li>${languageLink(x)}</li>
      ${
        state.user &&
        html`<li>
          <form method="post" action="/logout"><button class="quiet">${t('Log out')}</button></form>
        </li>`
      }
      ${!state.user && here !== '/login' && link('/login', 'Log in')}
    </ul>`;
}

/** Beside the link and not in it, so that the link's name does not change. */
function itemCount({ state, t, bug }: Exchange): string {
  const items = bug('cart-count-stale') ? 0 : [...state.cart.values()].reduce((sum, quantity) => sum + quantity, 0);
  return items === 1 ? t('1 item') : t('{n} items', { n: items });
}

function languageLink({ state, url }: Exchange): Html {
  const back = encodeURIComponent(url.pathname + url.search);
  return state.language === 'en'
    ? html`<a href="/language/ar?back=${back}" lang="ar">العربية</a>`
    : html`<a href="/language/en?back=${back}" lang="en">English</a>`;
}

function messages({ state, bug }: Exchange): HtmlPart {
  const { toast, notice } = state;
  state.toast = undefined;
  state.notice = undefined;
  return [
    notice !== undefined && html`<p class="notice" role="status">${notice}</p>`,
    toast !== undefined && html`<p class="toast" role="status">${toast}</p>`,
    toast !== undefined && !bug('toast-stays') && script(vanish),
  ];
}

function vanish(): void {
  setTimeout(() => document.querySelector('.toast')?.remove(), 3000);
}
