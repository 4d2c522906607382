import { userOf, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html, Html, script } from '../html.ts';
import { page } from '../layout.ts';
import { euros } from '../money.ts';
import { USERS } from '../state.ts';
import { statusMark } from './orders.ts';

const WEEK = [
  ['Mon', 62],
  ['Tue', 48],
  ['Wed', 81],
  ['Thu', 55],
  ['Fri', 104],
  ['Sat', 131],
  ['Sun', 90],
] as const;

export const dashboardRoutes: Route[] = [{ method: 'GET', path: '/dashboard', answer: dashboard }];

function dashboard(x: Exchange): Answer {
  const { state, t } = x;
  const name = x.bug('wrong-greeting') ? 'Bob' : USERS[userOf(state)].name;
  const counted = state.orders.filter((order) => order.status !== 'Cancelled');
  const open = state.orders.filter((order) => order.status === 'Processing').length;
  const revenue = counted.reduce((sum, order) => sum + order.total, 0);
  return page(x, {
    title: t('Dashboard'),
    body: html`<h1>${t('Welcome back, {name}', { name })}</h1>
      <p class="lead">${t('Here is how the shop is doing today.')}</p>
      <div class="stats">
        <div class="card"><span>${t('Orders to process')}</span><strong>${open}</strong></div>
        <div class="card"><span>${t('Orders in all')}</span><strong>${state.orders.length}</strong></div>
        <div class="card"><span>${t('Revenue')}</span><strong>${euros(revenue)}</strong></div>
      </div>
      <div class="columns">
        <section class="card" aria-labelledby="visits">
          <h2 id="visits">${t('Visits this week')}</h2>
          ${bars(t('Visits for each day of the week; Saturday has most, 131'))}
        </section>
        <section class="card" aria-labelledby="recent">
          <h2 id="recent">${t('Recent orders')}</h2>
          <ul class="log">
            ${state.orders
              .toReversed()
              .slice(0, 4)
              .map(
                (order) =>
                  html`<li><span>${order.number} · ${order.customer}</span> ${statusMark(x, order.status)}</li>`,
              )}
          </ul>
          <div class="buttons">
            <a class="button quiet small" href="/signature">${t('Sign for a delivery')}</a>
            <a class="button quiet small" href="/questionnaire">${t('Customer questionnaire')}</a>
          </div>
        </section>
      </div>
      ${x.bug('page-error') && script(fail)}`,
  });
}

/** Left to right in either language: it is a picture, named by its label. */
function bars(label: string): Html {
  const drawn = WEEK.map(([day, visits], index) => {
    const [x, height] = [20 + index * 92, visits * 1.2];
    const colour = visits > 100 ? '#d9822b' : '#e9c48e';
    return `<rect x="${x}" y="${190 - height}" width="56" height="${height}" rx="6" fill="${colour}"/><text x="${x + 28}" y="212" text-anchor="middle">${day}</text><text x="${x + 28}" y="${182 - height}" text-anchor="middle">${visits}</text>`;
  }).join('');
  return html`<svg class="bars" viewBox="0 0 660 220" role="img" aria-label="${label}" direction="ltr">
    ${new Html(drawn)}
  </svg>`;
}

function fail(): void {
  throw new Error('the chart could not be drawn');
}
