/** The last page of the checkout, and the order that comes of it. */
import { redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { checkbox, errorSummary } from '../fields.ts';
import { TODAY } from '../day.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { euros } from '../money.ts';
import { emptyCheckout } from '../state.ts';
import { totals } from '../totals.ts';
import { notFound } from './notFound.ts';
import { tooEarly, wizardPage } from './wizard.ts';

const METHODS = { standard: 'Standard delivery', express: 'Express delivery', pickup: 'Pick up in the shop' };

export const reviewRoutes: Route[] = [
  { method: 'GET', path: '/checkout/review', answer: (x) => tooEarly(x, 'Review') ?? reviewPage(x) },
  { method: 'POST', path: '/checkout/review', answer: placeOrder },
  { method: 'GET', path: '/orders/:number/confirmation', answer: confirmation },
];

function reviewPage(x: Exchange, errors: Record<string, string> = {}): Answer {
  const { t, state } = x;
  const { address = {}, delivery, payment } = state.checkout;
  return wizardPage(x, {
    step: 'Review',
    heading: t('Review your order'),
    fields: html`${errorSummary(t('Please accept the terms.'), errors)}
      <dl>
        <dt>${t('Deliver to')}</dt>
        <dd>
          ${address['name']}, ${address['street']}, ${address['postcode']} ${address['city']},
          ${t(address['country'] ?? '')}
        </dd>
        <dt>${t('Delivery method')}</dt>
        <dd>${t(METHODS[delivery?.method ?? 'standard'])}</dd>
        <dt>${t('Payment method')}</dt>
        <dd>${t(payment ?? '')}</dd>
      </dl>
      ${checkbox({ label: t('I accept the terms'), name: 'terms', checked: false, error: errors['terms'] })}
      <div class="buttons"><button>${t('Place order')}</button></div>`,
  });
}

function placeOrder(x: Exchange): Answer {
  const { state, form, t, bug } = x;
  const early = tooEarly(x, 'Review');
  if (early) return early;
  if (!form.has('terms')) return reviewPage(x, { terms: t('The order needs your consent.') });
  const number = addOrder(x);
  if (bug('double-submit')) addOrder(x);
  state.cart.clear();
  state.discountCode = undefined;
  state.checkout = emptyCheckout();
  return redirect(`/orders/${number}/confirmation`);
}

function addOrder(x: Exchange): number {
  const { state } = x;
  const number = state.nextOrder++;
  const customer = state.checkout.address?.['name'] ?? '';
  state.orders.push({ number, day: TODAY, customer, status: 'Processing', total: totals(x).total, note: '' });
  return number;
}

function confirmation(x: Exchange): Answer {
  const { t, state } = x;
  const order = state.orders.find(({ number }) => String(number) === x.params['number']);
  if (!order) return notFound(x);
  const number = order.number + (x.bug('wrong-order-number') ? 1 : 0);
  return page(x, {
    title: t('Order confirmed'),
    body: html`<h1>${t('Thank you for your order')}</h1>
      <p class="lead">${t('We will write to you as soon as it is on its way.')}</p>
      <section class="card narrow" aria-labelledby="placed">
        <h2 id="placed">${t('Order {number}', { number })}</h2>
        <table class="summary">
          <tbody>
            <tr>
              <th scope="row">${t('Order number')}</th>
              <td class="number">${number}</td>
            </tr>
            <tr>
              <th scope="row">${t('Customer')}</th>
              <td class="number">${order.customer}</td>
            </tr>
            <tr>
              <th scope="row">${t('Amount')}</th>
              <td class="number">${euros(order.total)}</td>
            </tr>
          </tbody>
        </table>
      </section>
      <div class="buttons"><a class="button" href="/orders">${t('View all orders')}</a></div>`,
  });
}
