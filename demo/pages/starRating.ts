/** A custom element whose buttons lie in an open shadow root: five stars and a line that says what was chosen. */
import type { Exchange } from '../exchange.ts';
import { html, script, type Html } from '../html.ts';

export function starRating({ state, t }: Exchange, productId: string): Html {
  return html`<star-rating
      data-action="/products/${productId}/rating"
      data-stars="${state.ratings.get(productId) ?? 0}"
      data-none="${t('Not rated yet')}"
      data-given="${t('You gave {n} of 5 stars')}"
      data-label="${t('Rating')}"
    ></star-rating>
    ${script(defineStarRating)}`;
}

function defineStarRating(): void {
  customElements.define(
    'star-rating',
    class extends HTMLElement {
      connectedCallback() {
        const root = this.attachShadow({ mode: 'open' });
        const looks =
          'div{display:flex;gap:2px}button{font-size:27px;line-height:1;background:none;border:0;color:#d5cbb9;cursor:pointer;padding:2px}button.lit{color:#d9822b}p{margin:8px 0 0;font-size:14px;color:#646a7c}';
        root.innerHTML = `<style>${looks}</style><div role="group"></div><p role="status"></p>`;
        root.querySelector('div')?.setAttribute('aria-label', this.dataset['label'] ?? '');
        for (const stars of [1, 2, 3, 4, 5]) root.querySelector('div')?.append(this.star(stars));
        this.show(Number(this.dataset['stars']));
      }

      star(stars: number) {
        const button = document.createElement('button');
        button.textContent = '★';
        button.setAttribute('aria-label', stars === 1 ? '1 star' : `${stars} stars`);
        button.addEventListener('click', () => {
          const body = new URLSearchParams({ stars: String(stars) });
          void fetch(this.dataset['action'] ?? '', { method: 'POST', body })
            .then((answer) => answer.text())
            .then((saved) => this.show(Number(saved)));
        });
        return button;
      }

      show(stars: number) {
        const buttons = this.shadowRoot?.querySelectorAll('button') ?? [];
        for (const [index, button] of [...buttons].entries()) {
          button.classList.toggle('lit', index < stars);
          button.setAttribute('aria-pressed', String(index === stars - 1));
        }
        const line = this.shadowRoot?.querySelector('p');
        const words = stars > 0 ? this.dataset['given'] : this.dataset['none'];
        if (line) line.textContent = (words ?? '').replace('{n}', String(stars));
      }
    },
  );
}
