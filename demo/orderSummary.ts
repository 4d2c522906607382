/** The box with the sums, beside the cart and beside every page of the checkout. */
import type { Exchange } from './exchange.ts';
import { html, type Html } from './html.ts';
import { euros } from './money.ts';
import { totals } from './totals.ts';

export function orderSummary(x: Exchange, after?: Html): Html {
  const { t, state } = x;
  const { lines, subtotal, discount, shipping, giftWrap, total } = totals(x);
  return html`<section class="card" aria-labelledby="summary">
    <h2 id="summary">${t('Order summary')}</h2>
    <table class="summary">
      <tbody>
        ${lines.map(({ product, quantity, price }) => row(`${quantity} × ${product.name}`, euros(price)))}
        ${row(t('Subtotal'), euros(subtotal))}
        ${discount > 0 && row(t('Discount {code}', { code: state.discountCode ?? '' }), `−${euros(discount)}`)}
        ${row(t('Shipping'), shipping === 0 ? t('free') : euros(shipping))}
        ${giftWrap > 0 && row(t('Gift wrapping'), euros(giftWrap))} ${row(t('Order total'), euros(total))}
      </tbody>
    </table>
    ${after}
  </section>`;
}

function row(label: string, amount: string): Html {
  return html`<tr>
    <th scope="row">${label}</th>
    <td class="number">${amount}</td>
  </tr>`;
}
