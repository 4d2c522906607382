import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { errorSummary, selectField, textField } from '../fields.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { ORDER_STATUSES, type Order } from '../state.ts';
import { notFound } from './notFound.ts';

export const orderEditRoutes: Route[] = [
  { method: 'GET', path: '/orders/:number/edit', answer: (x) => withOrder(x, (order) => editPage(x, order)) },
  { method: 'POST', path: '/orders/:number/edit', answer: (x) => withOrder(x, (order) => save(x, order)) },
];

function withOrder(x: Exchange, answer: (order: Order) => Answer): Answer {
  const order = x.state.orders.find(({ number }) => String(number) === x.params['number']);
  return order ? answer(order) : notFound(x);
}

function editPage(x: Exchange, order: Order, errors: Record<string, string> = {}): Answer {
  const { t } = x;
  return page(x, {
    title: t('Edit order {number}', { number: order.number }),
    body: html`<h1>${t('Edit order {number}', { number: order.number })}</h1>
      <form class="card narrow" style="margin-top:18px" method="post" action="/orders/${order.number}/edit" novalidate>
        ${errorSummary(t('Please correct the marked fields.'), errors)}
        ${textField({ label: t('Customer'), name: 'customer', value: order.customer, error: errors['customer'] })}
        ${selectField({ label: t('Status'), name: 'status', value: order.status, options: ORDER_STATUSES, shown: t })}
        ${textField({ label: t('Note'), name: 'note', value: order.note, rows: 3 })}
        <div class="buttons">
          <button>${t('Save changes')}</button>
          <a class="button quiet" href="/orders">${t('Cancel')}</a>
        </div>
      </form>`,
  });
}

function save(x: Exchange, order: Order): Answer {
  const { form, state, t } = x;
  const customer = form.text('customer');
  if (customer === '') return editPage(x, { ...order, customer }, { customer: t('Enter the customer.') });
  const status = ORDER_STATUSES.find((known) => known === form.text('status')) ?? order.status;
  if (!x.bug('edit-lost')) Object.assign(order, { customer, status, note: form.text('note') });
  state.notice = t('Order {number} was saved.', { number: order.number });
  return redirect('/orders');
}
