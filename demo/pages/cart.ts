import { ownPath, redirect, type Answer, type Exchange, type Route } from '../exchange.ts';
import { textField } from '../fields.ts';
import { html, type Html } from '../html.ts';
import { page } from '../layout.ts';
import { euros } from '../money.ts';
import { orderSummary } from '../orderSummary.ts';
import { productById } from '../products.ts';
import { DISCOUNTS, totals, type CartLine } from '../totals.ts';

const MAX_QUANTITY = 20;

export const cartRoutes: Route[] = [
  { method: 'GET', path: '/cart', open: true, answer: (x) => cartPage(x) },
  { method: 'POST', path: '/cart/add', open: true, answer: add },
  { method: 'POST', path: '/cart/quantities', open: true, answer: changeQuantities },
  { method: 'POST', path: '/cart/remove', open: true, answer: remove },
  { method: 'POST', path: '/cart/discount', open: true, answer: applyDiscount },
];

function cartPage(x: Exchange, refusedCode?: string): Answer {
  const { t } = x;
  const { lines } = totals(x);
  const empty = html`<h1>${t('Your cart')}</h1>
    <p class="lead">${t('Your cart is empty.')}</p>
    <a class="button" href="/catalogue">${t('Back to the catalogue')}</a>`;
  const filled = html`<h1>${t('Your cart')}</h1>
    <p class="lead">${t('Change a quantity, then press "Update quantities".')}</p>
    <div class="columns">
      <div>${table(x, lines)} ${discountForm(x, refusedCode)}</div>
      ${orderSummary(
        x,
        html`<form class="buttons" method="get" action="/checkout/address">
          <button ${x.bug('dead-button') && html`type="button"`}>${t('Proceed to checkout')}</button>
        </form>`,
      )}
    </div>`;
  return page(x, { title: t('Cart'), body: lines.length === 0 ? empty : filled });
}

/** The remove buttons belong to one form and the quantities to another, joined by `form=`: a row cannot hold a form. */
function table({ t }: Exchange, lines: CartLine[]): Html {
  return html`<div class="card scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">${t('Product')}</th>
            <th scope="col">${t('Quantity')}</th>
            <th scope="col" class="number">${t('Price')}</th>
            <th scope="col">${t('Action')}</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(
            ({ product, quantity, price }) =>
              html`<tr>
                <th scope="row"><a href="/products/${product.id}">${product.name}</a></th>
                <td>
                  <input
                    form="quantities"
                    type="number"
                    name="${product.id}"
                    value="${quantity}"
                    min="1"
                    max="${MAX_QUANTITY}"
                    aria-label="${t('Quantity of {name}', { name: product.name })}"
                  />
                </td>
                <td class="number">${euros(price)}</td>
                <td>
                  <button form="remove" class="danger small" name="product" value="${product.id}">
                    ${t('Remove')}
                  </button>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <form id="remove" method="post" action="/cart/remove"></form>
    <form id="quantities" class="buttons" method="post" action="/cart/quantities">
      <button class="quiet">${t('Update quantities')}</button>
    </form>`;
}

function discountForm({ t, state }: Exchange, refused?: string): Html {
  const percent = DISCOUNTS[state.discountCode ?? ''];
  return html`<form class="card" style="margin-top:22px;max-width:420px" method="post" action="/cart/discount">
    ${textField({
      label: t('Discount code'),
      name: 'code',
      value: refused ?? state.discountCode ?? '',
      error: refused === undefined ? undefined : t('The code "{code}" is not valid.', { code: refused }),
    })}
    ${percent !== undefined && html`<p>${t('{percent}% off with {code}', { percent, code: state.discountCode ?? '' })}</p>`}
    <button class="quiet">${t('Apply code')}</button>
  </form>`;
}

function add({ state, form, t, bug }: Exchange): Answer {
  const product = productById(form.text('product'));
  if (product) {
    const quantity = quantityIn(form.text('quantity'), 1);
    state.cart.set(product.id, Math.min(MAX_QUANTITY, (state.cart.get(product.id) ?? 0) + quantity));
    if (!bug('toast-missing')) state.toast = t('{name} was added to the cart', { name: product.name });
  }
  return redirect(ownPath(form.text('back'), '/catalogue'));
}

function changeQuantities({ state, form, bug }: Exchange): Answer {
  for (const [id, before] of state.cart) {
    const asked = quantityIn(form.text(id), before);
    state.cart.set(id, bug('quantity-off-by-one') && asked !== before ? asked + 1 : asked);
  }
  return redirect('/cart');
}

function remove({ state, form, bug }: Exchange): Answer {
  if (!bug('remove-ignored')) state.cart.delete(form.text('product'));
  return redirect('/cart');
}

function applyDiscount(x: Exchange): Answer {
  const code = x.form.text('code').toUpperCase();
  if (code !== '' && !Object.hasOwn(DISCOUNTS, code)) return cartPage(x, code);
  x.state.discountCode = code || undefined;
  return redirect('/cart');
}

function quantityIn(text: string, fallback: number): number {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? fallback : Math.min(MAX_QUANTITY, Math.max(1, number));
}
