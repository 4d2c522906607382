/** The back office's table of orders, with delete and the CSV file. */
import { shownDay } from '../day.ts';
import { file, redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html, script, type Html } from '../html.ts';
import { page } from '../layout.ts';
import { euros, plainEuros } from '../money.ts';
import type { Order, State } from '../state.ts';

/** What `stale-list` shows: the orders as they were when the table was first opened. */
const firstShown = new WeakMap<State, Order[]>();

export const ordersRoutes: Route[] = [
  { method: 'GET', path: '/orders', answer: ordersPage },
  { method: 'GET', path: '/orders.csv', answer: csv },
  { method: 'POST', path: '/orders/:number/delete', answer: deleteOrder },
];

export function statusMark({ t }: Exchange, status: string): Html {
  return html`<span class="state state-${status.toLowerCase()}">${t(status)}</span>`;
}

function ordersPage(x: Exchange): Answer {
  const { t, state } = x;
  const orders = x.bug('stale-list') ? asFirstShown(state) : state.orders;
  const columns = ['Order', 'Day', 'Customer', 'Status'].map((name) => html`<th scope="col">${t(name)}</th>`);
  return page(x, {
    title: t('Orders'),
    body: html`<h1>${t('Orders')}</h1>
      <p class="lead">${orders.length === 1 ? t('1 order') : t('{n} orders', { n: orders.length })}</p>
      <div class="card scroll">
        <table>
          <thead>
            <tr>
              ${columns}
              <th scope="col" class="number">${t('Amount')}</th>
              <th scope="col">${t('Action')}</th>
            </tr>
          </thead>
          <tbody>
            ${orders.map((order) => row(x, order))}
          </tbody>
        </table>
      </div>
      <div class="buttons"><a class="button quiet" href="/orders.csv">${t('Download CSV')}</a></div>
      ${script(x.bug('confirm-ignored') ? askInVain : askFirst)}`,
  });
}

function asFirstShown(state: State): Order[] {
  const orders = firstShown.get(state) ?? [...state.orders];
  firstShown.set(state, orders);
  return orders;
}

function row(x: Exchange, { number, day, customer, status, total }: Order): Html {
  const { t } = x;
  return html`<tr>
    <th scope="row">${number}</th>
    <td><bdi>${shownDay(day)}</bdi></td>
    <td>${customer}</td>
    <td>${statusMark(x, status)}</td>
    <td class="number">${euros(total)}</td>
    <td>
      <a class="button quiet small" href="/orders/${number}/edit">${t('Edit')}</a>
      <form method="post" action="/orders/${number}/delete" data-question="${t('Delete order {number}?', { number })}">
        <button class="danger small">${t('Delete')}</button>
      </form>
    </td>
  </tr>`;
}

function deleteOrder({ state, params, t }: Exchange): Answer {
  const number = Number(params['number']);
  state.orders = state.orders.filter((order) => order.number !== number);
  state.notice = t('Order {number} was deleted.', { number });
  return redirect('/orders');
}

function csv({ state, bug }: Exchange): Answer {
  const orders = bug('csv-missing-row') ? state.orders.slice(0, -1) : state.orders;
  const lines = orders.map(({ number, day, customer, status, total }) =>
    [number, day, quoted(customer), status, plainEuros(total)].join(','),
  );
  return file(
    `${['order,day,customer,status,amount', ...lines].join('\r\n')}\r\n`,
    'text/csv; charset=utf-8',
    'orders.csv',
  );
}

/** A value that a spreadsheet would take for a formula is told to be text. */
function quoted(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function askFirst(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-question]'))
    form.addEventListener('submit', (event) => {
      if (!confirm(form.dataset['question'])) event.preventDefault();
    });
}

function askInVain(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('[data-question]'))
    form.addEventListener('submit', () => confirm(form.dataset['question']));
}
