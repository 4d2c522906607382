/** Product pictures, drawn: the shop needs no image files and no network. */
import { Html } from './html.ts';
import type { Category, Product } from './products.ts';

const SHAPES: Record<Category, string> = {
  'Desk lamps': `<path d="M64 118h52" class="k"/><path d="M90 118 74 76l36-30" class="k"/><circle cx="74" cy="76" r="4" class="d"/>
    <path d="m99 33 28 22-13 19-31-26z" class="t"/><path d="m114 74 14-19 34 57-62 4z" class="g"/>`,
  'Floor lamps': `<path d="M100 122V48" class="k"/><path d="M78 124h44" class="k"/><path d="m84 24h32l12 32H72z" class="t"/>
    <path d="M72 56h56l14 40H58z" class="g"/>`,
  Pendants: `<path d="M100 4v40" class="k"/><path d="M66 78a34 34 0 0 1 68 0z" class="t"/><circle cx="100" cy="80" r="8" fill="#fff6df"/>
    <path d="M66 78h68l26 48H40z" class="g"/>`,
  Bulbs: `<circle cx="100" cy="60" r="46" class="g"/><path d="M100 26a30 30 0 0 0-17 55c4 3 5 6 5 10h24c0-4 1-7 5-10a30 30 0 0 0-17-55z" class="t" opacity=".85"/>
    <path d="M90 74c0-14 20-14 20 0M100 68v22" fill="none" stroke="#fff6df" stroke-width="3"/><path d="M88 96h24v16l-6 8h-12l-6-8z" class="d"/>`,
  Wire: `<circle cx="100" cy="64" r="42" fill="none" class="s" stroke-width="9"/><circle cx="100" cy="64" r="26" fill="none" class="s" stroke-width="9" opacity=".7"/>
    <path d="M142 64c0 34 10 44 34 44" fill="none" class="s" stroke-width="9"/><path d="M172 98h16v20h-16z" class="d"/>`,
};

/** Decorative: the product's name always stands beside it. */
export function picture(product: Product): Html {
  const shape = SHAPES[product.category]
    .replaceAll('class="t"', `fill="${product.tone}"`)
    .replaceAll('class="s"', `stroke="${product.tone}"`)
    .replaceAll(
      'class="k"',
      'fill="none" stroke="#2b3145" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"',
    )
    .replaceAll('class="d"', 'fill="#2b3145"')
    .replaceAll('class="g"', 'fill="#ffd98a" opacity=".45"');
  return new Html(`<svg class="picture" viewBox="0 0 200 130" aria-hidden="true">${shape}</svg>`);
}
