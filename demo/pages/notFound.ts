import type { Answer, Exchange } from '../exchange.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';

export function notFound(x: Exchange): Answer {
  return page(x, {
    title: x.t('Page not found'),
    status: 404,
    body: html`<h1>${x.t('Page not found')}</h1>
      <p class="lead">${x.t('There is nothing at this address.')}</p>
      <a class="button" href="/catalogue">${x.t('Back to the catalogue')}</a>`,
  });
}

export function serverError(x: Exchange): Answer {
  return page(x, {
    title: x.t('Something went wrong'),
    status: 500,
    body: html`<h1>${x.t('Something went wrong')}</h1>
      <p class="lead">${x.t('The shop could not answer. Please try again.')}</p>`,
  });
}
