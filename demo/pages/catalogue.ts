import type { Answer, Exchange, Route } from '../exchange.ts';
import { selectField } from '../fields.ts';
import { html, type Html } from '../html.ts';
import { page } from '../layout.ts';
import { euros } from '../money.ts';
import { picture } from '../picture.ts';
import { CATEGORIES, PRODUCTS, type Product } from '../products.ts';

const PER_PAGE = 8;

/** What stands in the list → how two products compare. */
const ORDERS: Record<string, (a: Product, b: Product) => number> = {
  Featured: () => 0,
  'Price, low to high': (a, b) => a.price - b.price,
  'Price, high to low': (a, b) => b.price - a.price,
  'Name, A to Z': (a, b) => a.name.localeCompare(b.name, 'en'),
};

interface Question {
  text: string;
  category: string;
  sort: string;
  number: number;
}

export const catalogueRoutes: Route[] = [{ method: 'GET', path: '/catalogue', open: true, answer: catalogue }];

function catalogue(x: Exchange): Answer {
  const { t } = x;
  const asked = question(x.url.searchParams);
  const found = matching(x, asked);
  const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
  const from = x.bug('paging-repeats') ? 0 : (Math.min(asked.number, pages) - 1) * PER_PAGE;
  return page(x, {
    title: t('Catalogue'),
    body: html`<h1>${t('Catalogue')}</h1>
      <p class="lead">${headline(x, asked, found.length)}</p>
      ${filters(x, asked)}
      <ul class="products" aria-label="${t('Products')}">
        ${found.slice(from, from + PER_PAGE).map((product) => card(x, product))}
      </ul>
      ${pages > 1 && pageLinks(x, asked, pages)}`,
  });
}

function question(params: URLSearchParams): Question {
  const sort = params.get('sort') ?? '';
  return {
    text: (params.get('q') ?? '').trim(),
    category: CATEGORIES.find((category) => category === params.get('category')) ?? '',
    sort: Object.hasOwn(ORDERS, sort) ? sort : 'Featured',
    number: Math.max(1, Number.parseInt(params.get('page') ?? '1', 10) || 1),
  };
}

function matching({ bug }: Exchange, { text, category, sort }: Question): Product[] {
  const words = bug('search-ignored') ? [] : text.toLowerCase().split(/\s+/);
  const kept = PRODUCTS.filter(
    (product) =>
      words.every((word) => product.name.toLowerCase().includes(word)) &&
      (category === '' || product.category === category || bug('filter-ignored')),
  ).sort(ORDERS[sort]);
  return bug('sort-reversed') && sort.startsWith('Price') ? kept.reverse() : kept;
}

function headline({ t }: Exchange, { text, category }: Question, n: number): string {
  if (text === '') return category === '' ? t('{n} products for every room', { n }) : t('{n} products', { n });
  if (n === 0) return t('Nothing matches "{text}"', { text });
  return n === 1 ? t('1 product matches "{text}"', { text }) : t('{n} products match "{text}"', { n, text });
}

function filters({ t }: Exchange, asked: Question): Html {
  return html`<form class="card filters" role="search" method="get" action="/catalogue">
    <div class="field">
      <label for="q">${t('Search products')}</label>
      <input type="search" id="q" name="q" value="${asked.text}" autocomplete="off" />
    </div>
    ${selectField({ label: t('Category'), name: 'category', value: asked.category || 'All', options: ['All', ...CATEGORIES], shown: t })}
    ${selectField({ label: t('Sort by'), name: 'sort', value: asked.sort, options: Object.keys(ORDERS), shown: t })}
    <button>${t('Show results')}</button>
  </form>`;
}

function card({ t, url }: Exchange, product: Product): Html {
  return html`<li class="card">
    ${picture(product)}
    <div class="text">
      <h2><a href="/products/${product.id}">${product.name}</a></h2>
      <span class="kind">${t(product.category)}</span>
      <div class="row">
        <span class="price">${euros(product.price)}</span>
        <form method="post" action="/cart/add">
          <input type="hidden" name="product" value="${product.id}" />
          <input type="hidden" name="back" value="${url.pathname}${url.search}" />
          <button class="small">${t('Add to cart')}</button>
        </form>
      </div>
    </div>
  </li>`;
}

function pageLinks({ t }: Exchange, asked: Question, pages: number): Html {
  const link = (number: number, label: string): Html => {
    const query = new URLSearchParams({
      q: asked.text,
      category: asked.category,
      sort: asked.sort,
      page: String(number),
    });
    const current = number === asked.number && label === String(number);
    return html`<li><a href="/catalogue?${query.toString()}" ${current && html`aria-current="page"`}>${label}</a></li>`;
  };
  return html`<nav aria-label="${t('Pages')}">
    <ul class="pages">
      ${asked.number > 1 && link(asked.number - 1, t('Previous page'))}
      ${Array.from({ length: pages }, (_, index) => link(index + 1, String(index + 1)))}
      ${asked.number < pages && link(asked.number + 1, t('Next page'))}
    </ul>
  </nav>`;
}
