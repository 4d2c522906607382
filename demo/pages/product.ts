import { file, type Answer, type Exchange, type Route } from '../exchange.ts';
import { html } from '../html.ts';
import { page } from '../layout.ts';
import { euros } from '../money.ts';
import { picture } from '../picture.ts';
import { productById } from '../products.ts';
import { notFound } from './notFound.ts';
import { starRating } from './starRating.ts';

export const productRoutes: Route[] = [
  { method: 'GET', path: '/products/:id', open: true, answer: productPage },
  { method: 'POST', path: '/products/:id/rating', open: true, answer: rate },
];

function productPage(x: Exchange): Answer {
  const { t } = x;
  const product = productById(x.params['id'] ?? '');
  if (!product) return notFound(x);
  return page(x, {
    title: product.name,
    body: html`<p><a href="/catalogue">${t('Back to the catalogue')}</a></p>
      <div class="product">
        ${picture(product)}
        <div>
          <h1>${product.name}</h1>
          <p class="lead">${product.about}</p>
          <p class="price">${euros(product.price + (x.bug('wrong-price') ? 1000 : 0))}</p>
          <form method="post" action="/cart/add">
            <input type="hidden" name="product" value="${product.id}" />
            <input type="hidden" name="back" value="${x.url.pathname}" />
            <div class="field" style="max-width:120px">
              <label for="quantity">${t('Quantity')}</label>
              <input type="number" id="quantity" name="quantity" min="1" max="20" value="1" />
            </div>
            <button>${t('Add to cart')}</button>
          </form>
          <section class="card" style="margin-top:24px" aria-labelledby="rating">
            <h2 id="rating">${t('Your rating')}</h2>
            ${starRating(x, product.id)}
          </section>
        </div>
      </div>`,
  });
}

function rate({ state, form, params, bug }: Exchange): Answer {
  const stars = Math.min(5, Math.max(1, Number.parseInt(form.text('stars'), 10) || 1));
  const saved = bug('rating-off-by-one') ? stars - 1 : stars;
  state.ratings.set(params['id'] ?? '', saved);
  return file(String(saved), 'text/plain; charset=utf-8');
}
